// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/diagnosis.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What goes wrong with people in a browser, and with certificates that they bring: each has its own words.
class TestSignInWords : public QObject {
    Q_OBJECT

private slots:
    void hasItsWords_data();
    void hasItsWords();
};

void TestSignInWords::hasItsWords_data() {
    using Stage = Error::Stage;
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("title"); // a part of it
    const auto row = [](const char* code, Error::Kind kind, Stage stage, const char* cause,
                        const char* title) {
        QTest::newRow(code) << makeError(kind, stage, u"it was so"_s, QString::fromLatin1(code))
                            << QString::fromLatin1(cause) << QString::fromLatin1(title);
    };
    row("sign-in-no-answer", Error::Kind::Timeout, Stage::Consent, "consent-declined", "No answer");
    row("sign-in-expired", Error::Kind::Timeout, Stage::Token, "consent-declined", "in time");
    row("consent-declined", Error::Kind::Forbidden, Stage::Consent, "consent-declined", "not given");
    row("65004", Error::Kind::Forbidden, Stage::Consent, "consent-declined", "not given");
    row("90094", Error::Kind::Forbidden, Stage::Consent, "consent-account", "may not give consent");
    row("consent-account", Error::Kind::Forbidden, Stage::Consent, "consent-account", "may not give consent");
    row("consent-answer", Error::Kind::Malformed, Stage::Consent, "token-malformed", "browser's answer");
    row("listen-failed", Error::Kind::Offline, Stage::Consent, "connect-failed", "takes no answer");
    row("roles-missing", Error::Kind::Forbidden, Stage::Token, "app-unconsented", "not in the token");
    row("roles-missing", Error::Kind::Forbidden, Stage::Consent, "app-unconsented", "not in the token");
    for (const char* code :
         {"certificate-password-needed", "certificate-password-wrong", "certificate-old-encryption",
          "certificate-without-key", "certificate-key-alone", "certificate-key-kind", "certificate-key-short",
          "certificate-mismatch", "certificate-unreadable", "certificate-name", "certificate-lifetime",
          "certificate-failed"})
        row(code, Error::Kind::Config, Stage::Config, "config-invalid", "certificate cannot be used");
    Error rights = makeError(Error::Kind::Forbidden, Stage::Graph, u"no"_s, u"admin-rights"_s);
    rights.httpStatus = 403;
    QTest::newRow("admin-rights") << rights << u"permission-missing"_s << u"account that signed in"_s;
    Error policy = makeError(Error::Kind::Rejected, Stage::Graph, u"no"_s, u"Request_BadRequest"_s);
    policy.httpStatus = 400;
    policy.message = u"Credential type not allowed as per assigned policy 'x'."_s;
    QTest::newRow("policy") << policy << u"policy-blocked"_s << u"forbids this kind"_s;
    QTest::newRow("other tenant") << makeError(Error::Kind::Forbidden, Stage::Consent,
                                               u"consent was given in the tenant a and not in b"_s,
                                               u"consent-account"_s)
                                  << u"consent-account"_s << u"another tenant"_s;
}

void TestSignInWords::hasItsWords() {
    QFETCH(const Error, error);
    QFETCH(const QString, cause);
    QFETCH(const QString, title);
    const Diagnosis told = diagnose(error, Surface::Window);
    QCOMPARE(told.cause, cause);
    QVERIFY2(told.title.contains(title), qPrintable(told.title));
    QVERIFY(!told.remedies.isEmpty());
}

QTEST_APPLESS_MAIN(TestSignInWords)
#include "tst_signinwords.moc"
