// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// Which mailboxes an application may use, and what the others say.
class TestSandboxAccess final : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_sandbox = std::make_unique<Sandbox>();
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
    }
    void cleanup() {
        m_client.reset();
        m_sandbox.reset();
    }

    void everyKindOfMailboxSaysWhatItIs_data();
    void everyKindOfMailboxSaysWhatItIs();
    void anUndiscoveredMailboxHasTwoWords();
    void aNewMailboxAnswersAfterAWhile();
    void settingsHaveAPermissionOfTheirOwn();
    void aRestrictionLetsMembersIn();
    void aDenialWins();
    void policiesAreOfOneApplication();
    void whileARestrictionTravelsNobodyGetsIn();
    void aRoleOfExchangeReachesItsMailboxesAlone();
    void consentInEntraWidensItAgain();
    void aRoleOfExchangeTakesItsTime();

private:
    void hold(const QStringList& roles) {
        option(u"roles"_s, QJsonArray::fromStringList(roles));
        m_client->forgetToken();
    }
    void option(const QString& name, const QJsonValue& value) {
        QVERIFY(m_sandbox->control(u"options"_s, {{name, value}}));
    }
    void access(const QJsonObject& change) { QVERIFY(m_sandbox->control(u"access"_s, change)); }
    Reply calendar(const QString& name) {
        return m_client->graph("GET", "/users/" + name.toUtf8() + "@contoso.example/calendar");
    }
    bool isBlocked(const QString& name) {
        const Reply reply = calendar(name);
        return reply.status == 403 && reply.message().contains(u"[RAOP]"_s);
    }
    bool answers(const QString& name) { return calendar(name).status == 200; }

    const QJsonArray m_projects{u"projects@contoso.example"_s};
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxAccess::everyKindOfMailboxSaysWhatItIs_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const QString& name, int status, const QString& code) {
        QTest::newRow(qPrintable(name)) << name << status << code;
    };
    row(u"onpremises"_s, 404, u"MailboxNotEnabledForRESTAPI"_s);
    row(u"softdeleted"_s, 404, u"MailboxNotEnabledForRESTAPI"_s);
    row(u"kiosk"_s, 404, u"MailboxNotEnabledForRESTAPI"_s);
    row(u"newcomer"_s, 404, u"ErrorInvalidUser"_s);
    row(u"moving"_s, 503, u"ErrorMailboxMoveInProgress"_s);
    row(u"full"_s, 507, u"QuotaExceededException"_s);
    row(u"shared"_s, 200, {});
    row(u"room"_s, 200, {});
}

void TestSandboxAccess::everyKindOfMailboxSaysWhatItIs() {
    QFETCH(QString, name);
    QFETCH(int, status);
    QFETCH(QString, code);
    const Reply reply = calendar(name);
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.code(), code);
    QCOMPARE(reply.header("Retry-After").isEmpty(), status != 503);
    QCOMPARE(m_client->graph("GET", "/users/" + name.toUtf8() + "@contoso.example").status, 200);
}

void TestSandboxAccess::anUndiscoveredMailboxHasTwoWords() {
    QCOMPARE(calendar(u"undiscovered"_s).code(), u"ResourceNotFound"_s);
    QCOMPARE(calendar(u"undiscovered"_s).code(), u"MailboxNotEnabledForRESTAPI"_s);
    QCOMPARE(calendar(u"undiscovered"_s).code(), u"ResourceNotFound"_s);
}

void TestSandboxAccess::aNewMailboxAnswersAfterAWhile() {
    QVERIFY(m_sandbox->control(
        u"mailbox"_s,
        {{u"mailbox"_s, u"late@contoso.example"_s}, {u"create"_s, u"Late"_s}, {u"readyInSeconds"_s, 300}}));
    QCOMPARE(calendar(u"late"_s).code(), u"ErrorInvalidUser"_s);
    option(u"dateSkewSeconds"_s, 300);
    m_client->forgetToken();
    QVERIFY(answers(u"late"_s));
    QVERIFY(!answers(u"newcomer"_s));
    QVERIFY(!m_sandbox->control(u"mailbox"_s,
                                {{u"mailbox"_s, u"late@contoso.example"_s}, {u"state"_s, u"tired"_s}}));
}

void TestSandboxAccess::settingsHaveAPermissionOfTheirOwn() {
    const auto settings = [this](const QByteArray& name) {
        return m_client->graph("GET", "/users/" + name + "@contoso.example/mailboxSettings");
    };
    QCOMPARE(settings("projects").status, 403);
    hold({u"MailboxSettings.Read"_s});
    QCOMPARE(settings("projects").json().value(u"timeZone"_s).toString(), u"W. Europe Standard Time"_s);
    QCOMPARE(settings("shared").json().value(u"userPurpose"_s).toString(), u"shared"_s);
    QCOMPARE(settings("room").json().value(u"userPurpose"_s).toString(), u"room"_s);
    const Reply none = settings("kiosk");
    QCOMPARE(none.status, 403);
    QVERIFY(none.message().contains(u"failed to get the correct properties"_s));
    QVERIFY(!answers(u"projects"_s));
}

void TestSandboxAccess::aRestrictionLetsMembersIn() {
    access({{u"restrict"_s, m_projects}});
    QVERIFY(answers(u"projects"_s));
    QVERIFY(isBlocked(u"bridges"_s));
    access({{u"restrict"_s, QJsonArray{u"bridges@contoso.example"_s}}}); // one more: members of either
    QVERIFY(answers(u"projects"_s));
    QVERIFY(answers(u"bridges"_s));
    access({{u"clear"_s, true}});
    QVERIFY(answers(u"shared"_s));
}

void TestSandboxAccess::aDenialWins() {
    access({{u"restrict"_s, m_projects}, {u"deny"_s, m_projects}});
    QVERIFY(isBlocked(u"projects"_s));
    access({{u"clear"_s, true}, {u"deny"_s, m_projects}});
    QVERIFY(isBlocked(u"projects"_s));
    QVERIFY(answers(u"bridges"_s));
}

void TestSandboxAccess::policiesAreOfOneApplication() {
    access({{u"clientId"_s, demo::k_publicClientId.toString()}, {u"restrict"_s, QJsonArray()}});
    QVERIFY(answers(u"projects"_s));
}

void TestSandboxAccess::whileARestrictionTravelsNobodyGetsIn() {
    option(u"exchangeDelaySeconds"_s, 1800);
    access({{u"restrict"_s, m_projects}, {u"deny"_s, QJsonArray{u"vault@contoso.example"_s}}});
    QVERIFY(isBlocked(u"projects"_s));
    QVERIFY(isBlocked(u"bridges"_s));
    option(u"dateSkewSeconds"_s, 1800);
    m_client->forgetToken();
    QVERIFY(answers(u"projects"_s));
    QVERIFY(isBlocked(u"bridges"_s));
}

void TestSandboxAccess::aRoleOfExchangeReachesItsMailboxesAlone() {
    hold({u"User.ReadBasic.All"_s});
    access({{u"role"_s, u"Calendars.ReadWrite"_s}, {u"mailboxes"_s, m_projects}});
    const QByteArray claims = m_client->graphToken().split('.').value(1);
    QVERIFY(!QByteArray::fromBase64(claims, QByteArray::Base64UrlEncoding).contains("Calendars"));
    QVERIFY(answers(u"projects"_s));
    const Reply outside = calendar(u"bridges"_s);
    QCOMPARE(outside.status, 403);
    QVERIFY(!outside.message().contains(u"[RAOP]"_s));
    hold({}); // even an empty token reaches them
    QVERIFY(answers(u"projects"_s));
    access({{u"clear"_s, true}, {u"role"_s, u"Calendars.Read"_s}, {u"mailboxes"_s, m_projects}});
    QVERIFY(answers(u"projects"_s));
    QCOMPARE(
        m_client->graph("POST", "/users/projects@contoso.example/calendars", {{u"name"_s, u"x"_s}}).status,
        403);
}

void TestSandboxAccess::consentInEntraWidensItAgain() {
    access({{u"role"_s, u"Calendars.ReadWrite"_s}, {u"mailboxes"_s, m_projects}});
    QVERIFY(answers(u"bridges"_s));
}

void TestSandboxAccess::aRoleOfExchangeTakesItsTime() {
    hold({u"User.ReadBasic.All"_s});
    option(u"exchangeDelaySeconds"_s, 1800);
    access({{u"role"_s, u"Calendars.ReadWrite"_s}, {u"mailboxes"_s, m_projects}});
    QVERIFY(!answers(u"projects"_s));
    option(u"exchangeDelaySeconds"_s, 0);
    QVERIFY(answers(u"projects"_s));
}

QTEST_GUILESS_MAIN(TestSandboxAccess)
#include "tst_sandbox_access.moc"
