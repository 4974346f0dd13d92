// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/causes.h"
#include "doctor/diagnosis.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

using Kind = Error::Kind;
using Stage = Error::Stage;

namespace {

Error fact(Kind kind, Stage stage, int status, const char* code, const char* words = "") {
    Error error = makeError(kind, stage, {}, QString::fromUtf8(code));
    error.httpStatus = status;
    error.message = QString::fromUtf8(words);
    return error;
}

void columns() {
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("cause");
}

void row(const char* cause, Kind kind, Stage stage, int status, const char* code, const char* words = "") {
    QTest::addRow("%s: %s %d %s %.40s", cause, qPrintable(toString(stage)), status, code, words)
        << fact(kind, stage, status, code, words) << QString::fromUtf8(cause);
}

} // namespace

Q_DECLARE_METATYPE(milepost::Error)

class TestDiagnosis : public QObject {
    Q_OBJECT

private slots:
    void namesEntrasNumbers_data() {
        columns();
        const auto token = [](const char* code, const char* cause, const char* words = "") {
            row(cause, Kind::Auth, Stage::Token, 401, code, words);
        };
        token("7000215", "secret-invalid");
        token("AADSTS7000215", "secret-invalid", "AADSTS7000215: Invalid client secret provided.");
        token("invalid_client", "secret-expired",
              "AADSTS7000222: The provided client secret keys are expired.");
        token("7000216", "credential-missing");
        token("7000218", "credential-missing");
        token("700027", "cert-unregistered", "[Reason - The key was not found.]");
        token("700027", "cert-expired", "[Reason - The key used is expired.]");
        token("700027", "assertion-invalid", "[Reason - unsupported algorithm]");
        token("700024", "clock-skew");
        token("50012", "secret-invalid", "AADSTS50012: Invalid client secret is provided.");
        token("50012", "assertion-invalid", "AADSTS50012: Authentication failed.");
        token("50048", "assertion-invalid");
        token("700016", "app-unknown");
        token("7000229", "app-unconsented");
        token("7000112", "app-disabled");
        token("700025", "app-misconfigured");
        token("90002", "tenant-wrong");
        token("900023", "tenant-wrong");
        token("50194", "tenant-wrong");
        token("900432", "cloud-mismatch");
        token("90038", "cloud-mismatch");
        token("70011", "scope-invalid");
        token("1002012", "scope-invalid");
        token("500011", "cloud-mismatch", "principal named https://graph.microsoft.us was not found");
        token("500011", "scope-invalid",
              "principal named https://https://graph.microsoft.com// was not found");
        token("53003", "policy-blocked");
        token("65001", "app-unconsented");
        token("65004", "consent-declined");
        token("90094", "consent-account");
        token("650051", "already-exists", "service principal name is already present for the tenant");
        token("50196", "throttled");
        token("90033", "service-transient");
        token("temporarily_unavailable", "service-transient");
        token("invalid_client", "secret-invalid"); // open: no number came
        token("99999999", "unknown");
        row("service-transient", Kind::Unavailable, Stage::Token, 503, "");
        row("network-intercept", Kind::Malformed, Stage::Token, 200, "html");
        row("service-transient", Kind::Unavailable, Stage::Token, 502, "html");
    }
    void namesEntrasNumbers() { compare(); }

    void namesGraphsCodes_data() {
        columns();
        const auto graph = [](int status, const char* code, const char* cause, const char* words = "") {
            row(cause, Kind::Rejected, Stage::Graph, status, code, words);
        };
        graph(401, "InvalidAuthenticationToken", "token-expired",
              "Lifetime validation failed, the token is expired.");
        graph(401, "InvalidAuthenticationToken", "token-malformed", "Access token is empty.");
        graph(401, "InvalidAuthenticationToken", "scope-invalid",
              "Access token validation failure. Invalid audience.");
        graph(401, "InvalidAuthenticationToken", "token-expired");
        graph(401, "Authorization_IdentityNotFound", "app-unconsented");
        graph(403, "ErrorAccessDenied", "access-policy",
              "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy "
              "settings.");
        graph(403, "ErrorAccessDenied", "permission-missing",
              "Access is denied. Check credentials and try again.");
        graph(403, "Authorization_RequestDenied", "permission-missing");
        graph(403, "NoPermissionsInAccessToken", "permission-missing");
        graph(403, "UnknownError", "no-mailbox", "failed to get the correct properties");
        graph(404, "Request_ResourceNotFound", "user-unknown");
        graph(404, "ErrorInvalidUser", "no-mailbox");
        graph(404, "MailboxNotEnabledForRESTAPI", "no-mailbox");
        graph(404, "ResourceNotFound", "no-mailbox", "Resource could not be discovered.");
        graph(404, "ErrorItemNotFound", "item-gone");
        graph(403, "ErrorCannotDeleteObject", "item-gone");
        graph(404, "errorsyncfoldernotfound", "sync-reset");
        graph(400, "syncstatenotfound", "sync-reset");
        graph(410, "resyncRequired", "sync-reset");
        graph(409, "ErrorFolderExists", "already-exists");
        graph(400, "ErrorDuplicateTransactionId", "already-exists");
        graph(412, "ErrorIrresolvableConflict", "edit-conflict");
        graph(503, "ConcurrentItemSave", "edit-conflict");
        graph(503, "ErrorMailboxMoveInProgress", "service-transient");
        graph(503, "MailboxInfoStale", "service-transient");
        graph(500, "ErrorApiQuarantined", "mailbox-fault");
        graph(500, "ErrorInternalServerError", "service-transient");
        graph(507, "QuotaExceededException", "quota-full");
        graph(429, "ApplicationThrottled", "throttled");
        graph(429, "UnknownError", "throttled");
        graph(503, "", "throttled", "Application is over its MailboxConcurrency limit.");
        graph(400, "TimeZoneNotSupportedException", "timezone-invalid");
        graph(400, "ErrorPropertyValidationFailure", "event-invalid");
        graph(400, "ErrorInvalidRequest", "range-too-large", "Maximum number of days: 1825");
        graph(400, "ErrorInvalidRequest", "event-invalid", "an all-day event needs to be set to midnight");
        graph(400, "ErrorInvalidIdMalformed", "request-malformed");
        graph(413, "", "payload-too-large");
        graph(424, "FailedDependency", "service-transient");
        graph(407, "html", "proxy-auth");
        graph(403, "html", "network-intercept");
        graph(302, "", "network-intercept");
        graph(502, "html", "service-transient");
        graph(418, "Teapot", "unknown");
    }
    void namesGraphsCodes() { compare(); }

    void namesTheTrackersAnswers_data() {
        columns();
        const auto tracker = [](Kind kind, int status, const char* code, const char* cause,
                                const char* words = "") {
            row(cause, kind, Stage::Tracker, status, code, words);
        };
        tracker(Kind::Auth, 401, "", "tracker-login", "No active account found with the given credentials");
        tracker(Kind::Auth, 401, "token_not_valid", "tracker-login");
        tracker(Kind::Auth, 401, "user_inactive", "tracker-login", "User is inactive");
        tracker(Kind::Forbidden, 403, "sso-enforced", "tracker-login");
        tracker(Kind::Forbidden, 403, "", "tracker-lockout", "Account locked: too many login attempts.");
        tracker(Kind::Forbidden, 403, "", "permission-missing", "You do not have permission");
        tracker(Kind::Forbidden, 403, "", "host-refused", "CSRF Failed: Origin checking failed");
        tracker(Kind::Forbidden, 403, "html", "network-intercept", "Website blocked");
        tracker(Kind::Rejected, 400, "html", "host-refused", "Bad Request (400)");
        tracker(Kind::Rejected, 400, "invalid", "request-malformed", "date: Bad date.");
        tracker(Kind::NotFound, 404, "html", "address-wrong", "Not Found");
        tracker(Kind::NotFound, 404, "no-row", "item-gone");
        tracker(Kind::Rejected, 301, "", "address-wrong");
        tracker(Kind::Malformed, 200, "html", "address-wrong");
        tracker(Kind::Malformed, 200, "address-wrong", "address-wrong");
        tracker(Kind::Malformed, 200, "json", "truncated");
        tracker(Kind::Malformed, 200, "count", "truncated");
        tracker(Kind::Malformed, 200, "truncated", "truncated");
        tracker(Kind::Malformed, 0, "field", "tracker-down");
        tracker(Kind::Malformed, 0, "conflict", "tracker-down");
        tracker(Kind::Throttled, 429, "", "throttled");
        tracker(Kind::Unavailable, 500, "html", "tracker-down", "Server Error (500)");
        tracker(Kind::Unavailable, 503, "maintenance", "tracker-down");
        tracker(Kind::Unavailable, 503, "", "tracker-down", "Read-only maintenance");
        tracker(Kind::Unavailable, 200, "not-ready", "tracker-down");
        tracker(Kind::Timeout, 0, "timeout", "tracker-down");
        tracker(Kind::Offline, 0, "dns-failure", "dns-failure");
        tracker(Kind::Offline, 0, "connection-closed", "connect-failed");
        tracker(Kind::Tls, 0, "tls-expired", "tls-untrusted");
        tracker(Kind::Tls, 0, "tls-wrong-host", "address-wrong");
        tracker(Kind::Tls, 0, "tls-failed", "tls-untrusted");
        tracker(Kind::Config, 0, "credential-missing", "credential-missing");
    }
    void namesTheTrackersAnswers() { compare(); }

    void namesOurOwnFailures_data() {
        columns();
        row("dns-failure", Kind::Offline, Stage::Transport, 0, "dns-failure");
        row("connect-failed", Kind::Offline, Stage::Transport, 0, "connect-timeout");
        row("proxy-auth", Kind::Offline, Stage::Transport, 407, "proxy-auth");
        row("proxy-misconfigured", Kind::Offline, Stage::Transport, 0, "proxy-failed");
        row("truncated", Kind::Malformed, Stage::Transport, 200, "truncated");
        row("clock-skew", Kind::Tls, Stage::Transport, 0, "tls-expired", "The certificate is not yet valid");
        row("tls-untrusted", Kind::Tls, Stage::Transport, 0, "",
            "self-signed certificate in certificate chain");
        row("tls-store-outdated", Kind::Tls, Stage::Transport, 0, "", "No certificates could be verified");
        row("network-intercept", Kind::Malformed, Stage::Transport, 200, "html");
        row("service-transient", Kind::Doubtful, Stage::Graph, 0, "no-answer");
        row("config-invalid", Kind::Config, Stage::Config, 0, "ca-file");
        row("address-wrong", Kind::Config, Stage::Transport, 0, "plain-http");
        row("config-invalid", Kind::Config, Stage::Config, 0, "");
        row("address-wrong", Kind::Refused, Stage::Tracker, 0, "other-origin");
        row("throttled", Kind::Throttled, Stage::Graph, 0, "throttled");
        for (const char* code :
             {"keychain-absent", "keychain-locked", "keychain-denied", "keychain-timeout", ""})
            row("keychain-unavailable", Kind::Keychain, Stage::Keychain, 0, code);
        row("store-failed", Kind::Storage, Stage::Storage, 0, "");
        row("store-failed", Kind::Storage, Stage::Storage, 0, "store-failed",
            "cannot use the store db:5432/p: x");
        row("guard-refused", Kind::Refused, Stage::Plan, 0, "guard-refused");
        row("plan-stale", Kind::Refused, Stage::Plan, 0, "plan-stale");
        row("confirmation-missing", Kind::Refused, Stage::Plan, 0, "confirmation-missing");
        row("usage", Kind::Config, Stage::None, 0, "usage");
        row("calendar-missing", Kind::NotFound, Stage::Graph, 404, "calendar-missing");
        row("secret-expired", Kind::Auth, Stage::None, 0, "", "AADSTS7000222: expired"); // from a log line
        row("unknown", Kind::Bug, Stage::None, 0, "");
        row("unknown", Kind::Rejected, Stage::None, 404, "");
    }
    void namesOurOwnFailures() { compare(); }

    void choosesTheWordsThatFit() {
        const auto title = [](Kind kind, Stage stage, const char* code, const char* words = "") {
            return diagnose(fact(kind, stage, 0, code, words)).title;
        };
        QCOMPARE(title(Kind::Config, Stage::Tracker, "credential-missing"), u"No password for the tracker"_s);
        QCOMPARE(
            title(Kind::Config, Stage::Transport, "clock-skew", "the clock of Graph is 400 seconds behind"),
            u"This computer's clock and a service's differ"_s);
        QCOMPARE(title(Kind::Auth, Stage::Token, "clock-skew"), u"This computer's clock is wrong"_s);
        QCOMPARE(title(Kind::Config, Stage::Keychain, "origin-unconfirmed"),
                 u"A secret's address was not confirmed"_s);
        QCOMPARE(title(Kind::Config, Stage::Token, "credential-missing"),
                 u"No credential for Microsoft 365"_s);
        QCOMPARE(title(Kind::Unavailable, Stage::Tracker, "maintenance"),
                 u"The tracker is in read-only maintenance"_s);
        QCOMPARE(title(Kind::Keychain, Stage::Keychain, "keychain-locked"), u"The keychain is locked"_s);
        QCOMPARE(title(Kind::Keychain, Stage::Keychain, "keychain-unavailable", "the collection is locked"),
                 u"The keychain is locked"_s);
        QCOMPARE(title(Kind::Keychain, Stage::Keychain, "keychain-unavailable"),
                 u"The keychain cannot be used"_s);
        QCOMPARE(title(Kind::Config, Stage::Keychain, "credential-missing",
                       "no store-password was entered for db (profile p)"),
                 u"No password for the shared store"_s);
        QCOMPARE(title(Kind::Storage, Stage::Storage, "store-failed", "cannot open data/prod.sqlite"),
                 u"A file cannot be used"_s);
        QCOMPARE(title(Kind::Storage, Stage::Storage, "store-failed", "cannot use the store db:5432/p: x"),
                 u"The shared store cannot be used"_s);
        QCOMPARE(title(Kind::Refused, Stage::Storage, "store-failed",
                       "the store db:5432/p has another target than this profile: there x; here y"),
                 u"The shared store belongs to another target"_s);
        QCOMPARE(title(Kind::Refused, Stage::Storage, "store-failed",
                       "cannot take the lock /p.lock: this profile is in use by milepost (process 7 on x)"),
                 u"This profile is in use"_s);
    }

    void keepsEveryFactAsEvidence() {
        Error error = fact(Kind::Throttled, Stage::Graph, 429, "ApplicationThrottled", "100 %1 of the limit");
        error.detail = u"POST /users/x/events"_s;
        error.requestId = u"0f0f"_s;
        error.retryAfter = std::chrono::milliseconds(1500);
        const Diagnosis diagnosis = diagnose(error);
        QCOMPARE(diagnosis.evidence,
                 (QStringList{u"HTTP status 429"_s, u"code ApplicationThrottled"_s,
                              u"the answer says: 100 %1 of the limit"_s, u"POST /users/x/events"_s,
                              u"the service asks to wait 2 seconds"_s, u"request id 0f0f"_s}));
        QVERIFY(diagnosis.retryable);
        QCOMPARE(diagnosis.who, u"wait"_s);
        QCOMPARE(diagnosis.confidence, u"sure"_s);
    }

    void showsNearMissesOfACalendarName() {
        Error error = makeError(Kind::NotFound, Stage::Graph, u"near: \"Project deliverables\""_s,
                                u"calendar-missing"_s);
        QVERIFY(diagnose(error).evidence.contains(u"near: \"Project deliverables\""_s));
    }

    void takesCancellingForNoFailure() {
        const Diagnosis diagnosis = diagnose(cancelled());
        QCOMPARE(diagnosis.cause, QString());
        QCOMPARE(diagnosis.title, u"Cancelled"_s);
        QVERIFY(diagnosis.remedies.isEmpty());
    }

    void neverNamesACauseOutsideTheVocabulary() {
        for (int kind = static_cast<int>(Kind::Offline); kind <= static_cast<int>(Kind::Bug); ++kind)
            for (int stage = 0; stage <= static_cast<int>(Stage::Plan); ++stage)
                for (int status = 0; status < 600; status = status == 0 ? 200 : status + 1) {
                    const Error error = fact(static_cast<Kind>(kind), static_cast<Stage>(stage), status, "");
                    const Diagnosis diagnosis = diagnose(error);
                    QVERIFY2(doctor::isCause(diagnosis.cause), qPrintable(diagnosis.cause));
                    QVERIFY(!diagnosis.remedies.isEmpty());
                }
    }

private:
    static void compare() {
        QFETCH(Error, error);
        QFETCH(QString, cause);
        const Diagnosis diagnosis = diagnose(error);
        QCOMPARE(diagnosis.cause, cause);
        QVERIFY(doctor::isCause(cause));
    }
};

QTEST_APPLESS_MAIN(TestDiagnosis)
#include "tst_diagnosis.moc"
