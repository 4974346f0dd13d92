// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/checkup.h"
#include "doctor/mailboxscope.h"
#include "probeworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// The fence around the app: proven by a refusal of the service itself, by nothing else.
class TestMailboxScope : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<ProbeWorld>(); }
    void cleanup() { m_world.reset(); }
    void aRefusalProvesTheFence();
    void anAnswerOfTheForbiddenOneFails();
    void withoutAForbiddenOneNothingIsProven();
    void theProfilesOwnIsTried();
    void withACalendarForEachPersonTheForbiddenOneIsAsked();
    void onlyARefusalCounts_data();
    void onlyARefusalCounts();
    void bothRefusedIsToldAsOnItsWay();
    void refusedSilentOrNonsense_data();
    void refusedSilentOrNonsense();
    void commandsHoldTheRealIds();

private:
    void roles(const QStringList& names, const QStringList& rbac = {}) {
        QVERIFY(
            m_world->sandbox.control(u"options"_s, {{u"roles"_s, QJsonArray::fromStringList(names)},
                                                    {u"rbacMailboxes"_s, QJsonArray::fromStringList(rbac)}}));
    }
    [[nodiscard]] ProbeReport run(const QString& forbidden) {
        m_world->setup.forbidden = forbidden;
        return m_world->setup.run(ProbeId::MailboxScope);
    }
    std::unique_ptr<ProbeWorld> m_world;
};

void TestMailboxScope::aRefusalProvesTheFence() {
    const ProbeReport report = run(demo::k_blockedMailbox.toString());
    QVERIFY2(stateOf(report) == ProbeState::Ok, qPrintable(report.evidence + causeOf(report)));
    QVERIFY(report.evidence.contains(demo::k_blockedMailbox));
    roles({u"User.ReadBasic.All"_s}, {demo::k_mailbox.toString()});
    QCOMPARE(stateOf(run(demo::k_blockedMailbox.toString())), ProbeState::Ok);
    m_world->setup.profile.timeZone.clear(); // it is chosen later
    QCOMPARE(stateOf(run(demo::k_blockedMailbox.toString())), ProbeState::Ok);
}

void TestMailboxScope::anAnswerOfTheForbiddenOneFails() {
    const ProbeReport wide = run(demo::k_mailbox.toString()); // it answers, whatever it is called
    QCOMPARE(stateOf(wide), ProbeState::Failed);
    QVERIFY2(wide.error->detail.contains(u"tenant-wide"_s), qPrintable(wide.error->detail));
    QVERIFY(wide.remedies.join(u' ').contains(u"consent"_s));
    QCOMPARE(causeOf(wide), u"app-misconfigured"_s);
    roles({u"User.ReadBasic.All"_s}, {demo::k_mailbox.toString()});
    const ProbeReport covered = run(demo::k_mailbox.toString());
    QCOMPARE(stateOf(covered), ProbeState::Failed);
    QVERIFY2(covered.error->detail.contains(u"covers it"_s), qPrintable(covered.error->detail));
}

void TestMailboxScope::withoutAForbiddenOneNothingIsProven() {
    const ProbeReport wide = run({});
    QCOMPARE(stateOf(wide), ProbeState::Warning);
    QVERIFY(!wide.remedies.isEmpty());
    roles({u"User.ReadBasic.All"_s}, {demo::k_mailbox.toString()});
    const ProbeReport narrow = run({});
    QCOMPARE(stateOf(narrow), ProbeState::Skipped);
    QVERIFY2(narrow.evidence.contains(u"no mailbox is named"_s), qPrintable(narrow.evidence));
}

void TestMailboxScope::theProfilesOwnIsTried() {
    m_world->setup.profile.forbiddenMailbox = demo::k_blockedMailbox.toString();
    const ProbeReport fenced = run({});
    QCOMPARE(stateOf(fenced), ProbeState::Ok);
    QVERIFY(fenced.evidence.contains(demo::k_blockedMailbox));
    QVERIFY(!fenced.principalId.isEmpty()); // for the commands
    m_world->setup.profile.forbiddenMailbox = demo::k_mailbox.toString();
    QCOMPARE(stateOf(run({})), ProbeState::Failed);
    QCOMPARE(stateOf(run(demo::k_blockedMailbox.toString())), ProbeState::Ok); // named now: it goes first
}

void TestMailboxScope::withACalendarForEachPersonTheForbiddenOneIsAsked() {
    m_world->setup.profile.mode = CalendarMode::Individual;
    m_world->setup.profile.mailbox.clear();
    QCOMPARE(stateOf(run(demo::k_mailbox.toString())), ProbeState::Failed);
    const ProbeReport refused = run(demo::k_blockedMailbox.toString());
    QCOMPARE(stateOf(refused), ProbeState::Warning); // that the others answer is not proven by it
    QVERIFY(refused.evidence.contains(demo::k_blockedMailbox));
    QCOMPARE(stateOf(run(u"nobody@contoso.example"_s)), ProbeState::Unknown);
    QCOMPARE(stateOf(run({})), ProbeState::Warning);
    roles({u"User.ReadBasic.All"_s});
    QCOMPARE(stateOf(run({})), ProbeState::Skipped);
    m_world->setup.secret = u"wrong"_s;
    QCOMPARE(stateOf(run(demo::k_blockedMailbox.toString())), ProbeState::Failed);
}

void TestMailboxScope::onlyARefusalCounts_data() {
    QTest::addColumn<QString>("forbidden");
    QTest::addColumn<QJsonObject>("fault");
    const QString other = u"somebody@contoso.example"_s;
    QTest::newRow("nobody") << u"nobody@contoso.example"_s << QJsonObject();
    QTest::newRow("no mailbox") << demo::k_userWithoutMailbox.toString() << QJsonObject();
    QTest::newRow("no answer") << other << QJsonObject{{u"kind"_s, u"dropBefore"_s}};
    QTest::newRow("a web page") << other << QJsonObject{{u"kind"_s, u"html200"_s}};
    QTest::newRow("down") << other << QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 503}};
}

void TestMailboxScope::onlyARefusalCounts() {
    QFETCH(QString, forbidden);
    QFETCH(QJsonObject, fault);
    if (!fault.isEmpty())
        m_world->sandbox.addFault({{u"path"_s, u"/users/somebody"_s}, {u"times"_s, 0}}, fault);
    const ProbeReport report = run(forbidden);
    QVERIFY2(stateOf(report) == ProbeState::Unknown, qPrintable(causeOf(report)));
    QVERIFY2(report.evidence.contains(forbidden), qPrintable(report.evidence));
    QVERIFY(!report.remedies.isEmpty());
}

void TestMailboxScope::bothRefusedIsToldAsOnItsWay() {
    m_world->setup.profile.mailbox = demo::k_blockedMailbox.toString();
    const ProbeReport report = run(demo::k_blockedMailbox.toString());
    QCOMPARE(causeOf(report), u"access-policy"_s);
    QVERIFY(report.remedies.join(u' ').contains(u"on its way"_s));
    QVERIFY(!run(demo::k_mailbox.toString()).remedies.join(u' ').contains(u"on its way"_s));
}

void TestMailboxScope::refusedSilentOrNonsense_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"status", "dropBefore", "html200"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestMailboxScope::refusedSilentOrNonsense() {
    QFETCH(QString, kind);
    m_world->sandbox.addFault({{u"area"_s, u"graph"_s}, {u"times"_s, 0}},
                              {{u"kind"_s, kind}, {u"status"_s, 403}});
    QCOMPARE(stateOf(run(demo::k_blockedMailbox.toString())), ProbeState::Failed);
    QCOMPARE(stateOf(run({})), ProbeState::Failed);
}

void TestMailboxScope::commandsHoldTheRealIds() {
    const ScopeNames names{
        u"the-app"_s, u"the-principal"_s, u"o'neil@contoso.example"_s, u"vault@contoso.example"_s, {}};
    const QString rbac = rbacCommands(names);
    for (const QString& part :
         {u"'the-app'"_s, u"'the-principal'"_s, u"'o''neil@contoso.example'"_s, u"New-ServicePrincipal"_s,
          u"New-ManagementScope"_s, u"'Application Calendars.ReadWrite'"_s})
        QVERIFY2(rbac.contains(part), qPrintable(part));
    QVERIFY(accessPolicyCommands(names).contains(u"-AccessRight RestrictAccess"_s));
    const QString test = scopeTestCommands(names);
    QCOMPARE(test.count(u"Test-ServicePrincipalAuthorization"_s), 2);
    QCOMPARE(test.count(u"Test-ApplicationAccessPolicy"_s), 2);
    QVERIFY(rbacCommands({}).contains(u"OBJECT-ID"_s));
}

QTEST_GUILESS_MAIN(TestMailboxScope)
#include "tst_mailboxscope.moc"
