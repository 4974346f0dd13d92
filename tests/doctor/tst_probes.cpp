// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probeworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// Each probe against the sandbox: once well, and once for each fault that it is there to find.
class TestProbes : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<ProbeWorld>(); }
    void cleanup() { m_world.reset(); }
    void everythingIsWell_data();
    void everythingIsWell();
    void aCalendarForEachPersonNeedsNoMailboxOfItsOwn();
    void namesTheFault_data();
    void namesTheFault();

private:
    std::unique_ptr<ProbeWorld> m_world;
};

void TestProbes::everythingIsWell_data() {
    QTest::addColumn<ProbeId>("id");
    QTest::addColumn<QString>("evidence");
    QTest::newRow("tenant") << ProbeId::Tenant << demo::k_tenant.toString();
    QTest::newRow("registration") << ProbeId::Registration << u"Calendars.ReadWrite"_s;
    QTest::newRow("secret") << ProbeId::Secret << u"token"_s;
    QTest::newRow("tracker") << ProbeId::Tracker << u"manager"_s;
    QTest::newRow("calendar") << ProbeId::Calendar << demo::k_mailbox.toString();
}

void TestProbes::everythingIsWell() {
    QFETCH(ProbeId, id);
    QFETCH(QString, evidence);
    QVERIFY(m_world->makeCalendar(m_world->setup.profile.calendarName));
    const ProbeReport report = m_world->setup.run(id);
    QVERIFY2(report.passed, qPrintable(report.error ? report.error->summary() : report.missing.join(u',')));
    QCOMPARE(report.id, id);
    QVERIFY2(report.evidence.contains(evidence), qPrintable(report.evidence));
    QCOMPARE(report.warning, QString());
    QVERIFY(!report.error && !report.skipped);
    QVERIFY(report.atUtc.isValid());
}

void TestProbes::namesTheFault_data() {
    using Change = std::function<void(ProbeSetup&, sandbox::Sandbox&)>;
    QTest::addColumn<ProbeId>("id");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char* name, ProbeId id, const Change& change, const QString& cause) {
        QTest::newRow(name) << id << change << cause;
    };
    const auto set = [](QString Profile::*member, const QString& value) {
        return Change([=](ProbeSetup& setup, sandbox::Sandbox&) { setup.profile.*member = value; });
    };
    const auto fault = [](const QJsonObject& match, const QJsonObject& action) {
        return Change([=](ProbeSetup&, sandbox::Sandbox& sandbox) {
            QJsonObject always = match;
            always.insert(u"times"_s, 0);
            sandbox.addFault(always, action);
        });
    };
    const auto aadsts = [&](int number) {
        return fault({{u"area"_s, u"entra"_s}}, {{u"kind"_s, u"aadsts"_s}, {u"code"_s, number}});
    };
    const QJsonObject html{{u"kind"_s, u"html200"_s}};
    row("no such tenant", ProbeId::Tenant, set(&Profile::tenantId, u"fabrikam.example"_s), u"tenant-wrong"_s);
    row(
        "no Entra at all", ProbeId::Tenant,
        [](ProbeSetup& setup, sandbox::Sandbox& sandbox) {
            setup.profile.custom.authority = sandbox.baseUrl();
        },
        u"network-intercept"_s);
    row("a web page for Entra", ProbeId::Tenant, fault({{u"area"_s, u"entra"_s}}, html),
        u"network-intercept"_s);
    row(
        "nobody listens", ProbeId::Tenant,
        [](ProbeSetup& setup, sandbox::Sandbox&) {
            setup.profile.custom.authority = u"http://127.0.0.1:1/entra"_s;
        },
        u"connect-failed"_s);
    row("no such app", ProbeId::Registration,
        set(&Profile::clientId, u"00000000-0000-4000-8000-000000000001"_s), u"app-unknown"_s);
    row("app disabled", ProbeId::Registration, aadsts(7000112), u"app-disabled"_s);
    row("app without consent", ProbeId::Registration, aadsts(7000229), u"app-unconsented"_s);
    row(
        "wrong secret", ProbeId::Secret,
        [](ProbeSetup& setup, sandbox::Sandbox&) { setup.secret = u"wrong"_s; }, u"secret-invalid"_s);
    row(
        "expired secret", ProbeId::Secret,
        [](ProbeSetup&, sandbox::Sandbox& sandbox) {
            QVERIFY(sandbox.control(u"options"_s, {{u"secretExpired"_s, true}}));
        },
        u"secret-expired"_s);
    row("conditional access", ProbeId::Secret, aadsts(53003), u"policy-blocked"_s);
    row(
        "wrong password", ProbeId::Tracker,
        [](ProbeSetup& setup, sandbox::Sandbox&) { setup.password = u"wrong"_s; }, u"tracker-login"_s);
    row("not a tracker", ProbeId::Tracker, fault({{u"path"_s, u"/api/health"_s}}, html), u"address-wrong"_s);
    row(
        "tracker down", ProbeId::Tracker,
        [](ProbeSetup&, sandbox::Sandbox& sandbox) {
            QVERIFY(sandbox.control(u"tracker"_s, {{u"ready"_s, false}}));
        },
        u"tracker-down"_s);
    row(
        "no calendar", ProbeId::Calendar, [](ProbeSetup&, sandbox::Sandbox&) {}, u"calendar-missing"_s);
    row("no such mailbox", ProbeId::Calendar, set(&Profile::mailbox, u"nobody@contoso.example"_s),
        u"no-mailbox"_s);
    row("a user without mailbox", ProbeId::Calendar,
        set(&Profile::mailbox, demo::k_userWithoutMailbox.toString()), u"no-mailbox"_s);
    row("outside the access policy", ProbeId::Calendar,
        set(&Profile::mailbox, demo::k_blockedMailbox.toString()), u"access-policy"_s);
    row(
        "no permission", ProbeId::Calendar,
        [](ProbeSetup&, sandbox::Sandbox& sandbox) {
            QVERIFY(sandbox.control(u"options"_s, {{u"roles"_s, QJsonArray{u"User.ReadBasic.All"_s}}}));
        },
        u"permission-missing"_s);
    row(
        "people cannot be looked up", ProbeId::Calendar,
        [](ProbeSetup& setup, sandbox::Sandbox& sandbox) {
            setup.profile.mode = CalendarMode::Individual;
            setup.profile.mailbox.clear();
            QVERIFY(sandbox.control(u"options"_s, {{u"roles"_s, QJsonArray{u"Calendars.ReadWrite"_s}}}));
        },
        u"permission-missing"_s);
}

void TestProbes::aCalendarForEachPersonNeedsNoMailboxOfItsOwn() {
    m_world->setup.profile.mode = CalendarMode::Individual;
    m_world->setup.profile.mailbox.clear();
    const ProbeReport report = m_world->setup.run(ProbeId::Calendar);
    QVERIFY2(report.passed, qPrintable(causeOf(report)));
    QVERIFY(!report.evidence.isEmpty());
}

void TestProbes::namesTheFault() {
    using Change = std::function<void(ProbeSetup&, sandbox::Sandbox&)>;
    QFETCH(ProbeId, id);
    QFETCH(Change, change);
    QFETCH(QString, cause);
    change(m_world->setup, m_world->sandbox);
    const ProbeReport report = m_world->setup.run(id);
    QVERIFY(!report.passed && !report.skipped);
    QVERIFY2(causeOf(report) == cause, qPrintable(causeOf(report) + u": "_s + report.error->summary()));
}

QTEST_GUILESS_MAIN(TestProbes)
#include "tst_probes.moc"
