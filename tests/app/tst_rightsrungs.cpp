// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rungtable.h"

using namespace milepost;
using namespace milepost::test;
using enum RungState;

/// What the rungs about signing in and about rights say, beside failing: warnings, what is open, what is
/// offered.
class TestRightsRungs : public QObject {
    Q_OBJECT

private slots:
    void signIn_data() { rungRows(signInTable()); }
    void signIn() { check(); }
    void rights_data() { rungRows(rightsTable()); }
    void rights() { check(); }
    void writingComesAfterTheRest();
    void aFreshTokenWaitsForItsConsent();

private:
    static void check() {
        QFETCH(RungRow, row);
        checkRung(row);
    }
    static std::vector<RungRow> signInTable();
    static std::vector<RungRow> rightsTable();
};

namespace {

const QJsonArray k_roles{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
const QJsonArray k_withDirectory{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s,
                                 u"Application.Read.All"_s};

Change roles(const QJsonArray& granted) {
    return [=](LadderWorld& world) { world.options(u"roles"_s, granted); };
}

Change tokenRefused(int code) {
    return [=](LadderWorld& world) {
        world.fault({{u"area"_s, u"entra"_s}, {u"path"_s, u"/token"_s}},
                    {{u"kind"_s, u"aadsts"_s}, {u"code"_s, code}});
    };
}

/// A token of somebody else's, as a gateway that mixes things up hands it out.
Change token(const QJsonObject& claims) {
    return [=](LadderWorld& world) {
        const auto part = [](const QJsonObject& json) {
            return QJsonDocument(json)
                .toJson(QJsonDocument::Compact)
                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        };
        const QByteArray jwt = part({{u"alg"_s, u"none"_s}}) + '.' + part(claims) + ".c2ln";
        world.fault({{u"area"_s, u"entra"_s}, {u"path"_s, u"/token"_s}},
                    {{u"kind"_s, u"status"_s},
                     {u"status"_s, 200},
                     {u"body"_s, QJsonObject{{u"token_type"_s, u"Bearer"_s},
                                             {u"expires_in"_s, 3599},
                                             {u"access_token"_s, QString::fromLatin1(jwt)}}}});
    };
}

void withoutSecret(LadderWorld& world) {
    world.secretsEntered = [](SecretStore& store, const Profile& profile) {
        (void)await(
            store.remove(entraKey(profile.name, SecretPurpose::EntraSecret, QUrl(profile.custom.authority),
                                  profile.tenantId, QUrl(profile.custom.graphRoot)),
                         {}));
    };
}

} // namespace

std::vector<RungRow> TestRightsRungs::signInTable() {
    constexpr auto k_ladder = LadderId::AuthenticationFailed;
    const QString tenant = demo::k_tenant.toString();
    const QString client = demo::k_clientId.toString();
    const QString another = u"00000000-0000-4000-8000-000000000001"_s;
    return {
        {"the token's tenant is not there", k_ladder, "app", Failed, "", tokenRefused(90002), "", "",
         "tenant-wrong"},
        {"the token's tenant is elsewhere", k_ladder, "app", Failed, "", tokenRefused(900432), "", "",
         "cloud-mismatch"},
        {"a secret that is refused proves the app", k_ladder, "app", Ok, ".",
         [](LadderWorld& world) { world.options(u"secretExpired"_s, true); }},
        {"the token ended otherwise", k_ladder, "app", Unknown, "Not told", tokenRefused(53003)},
        {"the token ended otherwise", k_ladder, "credential", Unknown, "Not told", tokenRefused(53003)},
        {"no secret", k_ladder, "credential", Failed, ".", withoutSecret, "", "", "credential-missing"},
        {"minutes", k_ladder, "token", Ok, "^good for (58|59|60) minutes$", {}},
        {"another tenant", k_ladder, "claims", Failed, "^It is of the tenant 00000000",
         token({{u"tid"_s, another}, {u"appid"_s, client}}), "", "", "token-malformed"},
        {"another app", k_ladder, "claims", Failed, "^It is of the app 00000000",
         token({{u"tid"_s, tenant}, {u"appid"_s, another}}), "", "", "token-malformed"},
        {"another app, by its newer name", k_ladder, "claims", Failed, "^It is of the app 00000000",
         token({{u"tid"_s, tenant}, {u"azp"_s, another}}), "", "", "token-malformed"},
        {"a person's", k_ladder, "claims", Failed, "^It is a person's",
         token({{u"tid"_s, tenant}, {u"appid"_s, client}, {u"scp"_s, u"Calendars.ReadWrite"_s}}), "", "",
         "token-malformed"},
        {"roles", k_ladder, "claims", Ok, "^Calendars.ReadWrite, User.ReadBasic.All$", {}},
        {"given by Exchange", k_ladder, "claims", Warning, "^No application permission in the token$",
         [](LadderWorld& world) {
             world.options(u"roles"_s, QJsonArray());
             world.options(u"rbacMailboxes"_s, QJsonArray{world.profile.mailbox});
         }},
    };
}

std::vector<RungRow> TestRightsRungs::rightsTable() {
    constexpr auto k_ladder = LadderId::InsufficientPrivileges;
    const auto forbidden = [](const Change& more) {
        return [=](LadderWorld& world) {
            world.forbidden = k_viewer;
            if (more)
                more(world);
        };
    };
    const Change blocked = [](LadderWorld& world) {
        world.control(u"mailbox"_s, {{u"mailbox"_s, world.profile.mailbox}, {u"blocked"_s, true}});
    };
    const Change undeclared = [](LadderWorld& world) {
        world.options(u"roles"_s, k_withDirectory);
        world.control(u"application"_s, {{u"declared"_s, QJsonArray{u"User.ReadBasic.All"_s}}});
    };
    const Change withdrawn = [](LadderWorld& world) {
        world.options(u"roles"_s, k_withDirectory);
        (void)world.root().probeClients().entra.bearer({}); // of before
        world.control(u"application"_s,
                      {{u"granted"_s, QJsonArray{u"User.ReadBasic.All"_s, u"Application.Read.All"_s}}});
    };
    return {
        {"a right to read alone", k_ladder, "token-roles", Failed, "^Calendars.Read$",
         roles({u"Calendars.Read"_s}), "", "", "permission-missing"},
        {"a mailbox that does not say", k_ladder, "token-roles", Failed, ".",
         [](LadderWorld& world) {
             world.options(u"roles"_s, QJsonArray{u"User.ReadBasic.All"_s});
             world.fault({{u"area"_s, u"graph"_s}, {u"pathRegex"_s, u"@contoso.example/calendars$"_s}},
                         {{u"kind"_s, u"status"_s}, {u"status"_s, 400}, {u"code"_s, u"BadRequest"_s}});
         },
         "", "", "request-malformed"},
        {"by Exchange", k_ladder, "token-roles", Ok, "^User.*; Exchange gives the right for some mailboxes$",
         [](LadderWorld& world) {
             world.options(u"roles"_s, QJsonArray{u"User.ReadBasic.All"_s});
             world.options(u"rbacMailboxes"_s, QJsonArray{world.profile.mailbox});
         }},
        {"not read", k_ladder, "declared-granted", Unknown, "needs Application.Read.All", {}},
        {"read", k_ladder, "declared-granted", Ok, "^declared: .*; granted: .*Calendars.ReadWrite",
         roles(k_withDirectory)},
        {"undeclared", k_ladder, "declared-granted", Warning, "^Calendars.ReadWrite: ", undeclared},
        {"withdrawn", k_ladder, "declared-granted", Failed, "^declared: .*; granted: ", withdrawn,
         "Calendars.ReadWrite: ", "request-pack", "permission-missing"},
        {"not read", k_ladder, "consent-age", Unknown, "When it was granted cannot be read", {}},
        {"read", k_ladder, "consent-age", Ok, "^granted 20.*Z, token issued 20.*Z$", roles(k_withDirectory)},
        {"nothing fences it", k_ladder, "mailbox-access", Warning, ".", {}},
        {"a fence that is open", k_ladder, "mailbox-access", Warning, "must be refused and answered",
         forbidden({}), "Exchange"},
        {"refused here alone", k_ladder, "mailbox-access", Failed,
         "; bridges@contoso.example is not refused$", forbidden(blocked), "", "request-pack"},
        {"refused everywhere", k_ladder, "mailbox-access", Failed,
         "; bridges@contoso.example is refused too$", forbidden([=](LadderWorld& world) {
             blocked(world);
             world.control(u"mailbox"_s, {{u"mailbox"_s, k_viewer}, {u"blocked"_s, true}});
         }),
         "Both mailboxes are refused alike", "request-pack"},
        {"nobody is named", k_ladder, "mailbox-access", Skipped, "No mailbox is named",
         [](LadderWorld& world) {
             world.profile.mode = CalendarMode::Individual;
             world.profile.mailbox.clear();
         }},
        {"refused, and not needed", k_ladder, "directory-permission", Warning, "does without",
         roles({u"Calendars.ReadWrite"_s})},
        {"broken", k_ladder, "directory-permission", Failed, ".",
         [](LadderWorld& world) {
             world.fault(
                 {{u"area"_s, u"graph"_s}, {u"query"_s, u"milepost@example.invalid"_s}},
                 {{u"kind"_s, u"status"_s}, {u"status"_s, 503}, {u"code"_s, u"ServiceUnavailable"_s}});
         }},
        {"nobody is named", k_ladder, "operation", Skipped, "No mailbox is named",
         [](LadderWorld& world) {
             world.profile.mode = CalendarMode::Individual;
             world.profile.mailbox.clear();
         }},
        {"not written", k_ladder, "operation", Ok, "^0 events of ours were read; writing was not tried$", {}},
        {"written", k_ladder, "operation", Ok, "; a test event was written and deleted$",
         [](LadderWorld& world) { world.wish.writes = true; }},
        {"in the usual calendar", k_ladder, "operation", Ok, "^0 events of ours were read",
         [](LadderWorld& world) { world.profile.calendarName = u"Not made yet"_s; }},
    };
}

/// Whoever only reads is answered beside the others; a test event is written once all else is well.
void TestRightsRungs::writingComesAfterTheRest() {
    LadderWorld world;
    const LadderParts parts{world.root().probeClients()};
    const auto wave = [&](LadderId id, bool writes) {
        LadderWish wish;
        wish.writes = writes;
        const auto steps = ladderSteps(id, world.profile, wish, parts);
        return steps.back().wave - steps[steps.size() - 2].wave;
    };
    QCOMPARE(wave(LadderId::InsufficientPrivileges, false), 0);
    QCOMPARE(wave(LadderId::InsufficientPrivileges, true), 1);
    QCOMPARE(wave(LadderId::CalendarNotFound, true), 1);
    QVERIFY(world.climb(LadderId::InsufficientPrivileges).failedRung() == nullptr);
    QCOMPARE(world.control(u"counters"_s, {}).value("writes"_L1).toInt(), 0);
}

/// The consent stands, and a token that is younger does not show it yet: waiting helps, another token not.
void TestRightsRungs::aFreshTokenWaitsForItsConsent() {
    LadderWorld world;
    const QJsonArray readers{u"User.ReadBasic.All"_s, u"Application.Read.All"_s};
    world.control(u"application"_s, {{u"granted"_s, readers}});
    const auto rung = [](const LadderReport& report, const char* id) {
        return *std::ranges::find(report.rungs, QString::fromLatin1(id), &Rung::id);
    };
    (void)world.root().probeClients().entra.bearer({});
    world.options(u"consentDelaySeconds"_s, 3600);
    world.control(u"application"_s, {{u"grantedNow"_s, QJsonArray{k_roles.first()}}});
    const Rung older = rung(world.climb(LadderId::InsufficientPrivileges), "consent-age");
    QCOMPARE(older.state, Failed);
    QVERIFY2(older.remedies.first().startsWith(u"Get a new token"_s), qPrintable(older.remedies.first()));
    world.options(u"dateSkewSeconds"_s, 60); // what is stamped from here on is younger
    const ProbeClients clients = world.root().probeClients();
    clients.entra.reject(*clients.entra.bearer({}));
    const LadderReport report = world.climb(LadderId::InsufficientPrivileges);
    QCOMPARE(rung(report, "token-roles").state, Warning);
    const Rung young = rung(report, "consent-age");
    QCOMPARE(young.state, Failed);
    QVERIFY2(young.remedies.first().startsWith(u"Wait some minutes"_s), qPrintable(young.remedies.first()));
    QCOMPARE(young.fixes.front().kind, RungFix::Kind::NewToken);
}

QTEST_GUILESS_MAIN(TestRightsRungs)
#include "tst_rightsrungs.moc"
