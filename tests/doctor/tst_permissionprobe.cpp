// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/checkup.h"
#include "doctor/permissions.h"
#include "probeworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// What the app may do: from columns to words, and against the sandbox.
class TestPermissionProbe : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<ProbeWorld>(); }
    void cleanup() { m_world.reset(); }
    void theTableIsFilled();
    void whatWasUsedIsByTheRecord();
    void neededOnesAreWell();
    void missingOnesFail();
    void awiderOneDoesAsWell();
    void moreThanNeededIsAWarning();
    void exchangeAloneIsFine();
    void withoutRoleAndMailboxNothingIsKnown();
    void theDirectoryFillsTheOtherColumns();
    void whatTheDirectoryRefusesStaysUnread();
    void refusedSilentOrNonsense_data();
    void refusedSilentOrNonsense();

private:
    void grant(const QStringList& roles, const QStringList& rbacMailboxes = {}) {
        QVERIFY(m_world->sandbox.control(u"options"_s,
                                         {{u"roles"_s, QJsonArray::fromStringList(roles)},
                                          {u"rbacMailboxes"_s, QJsonArray::fromStringList(rbacMailboxes)}}));
    }
    [[nodiscard]] ProbeReport run() { return m_world->setup.run(ProbeId::Permissions); }
    std::unique_ptr<ProbeWorld> m_world;
};

void TestPermissionProbe::theTableIsFilled() {
    PermissionFacts facts;
    facts.declared = {u"Calendars.ReadWrite"_s, u"Mail.Read"_s};
    facts.granted = {u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
    facts.inToken = {u"Calendars.ReadWrite"_s};
    facts.grantedUtc = QDateTime(QDate(2026, 11, 1), QTime(10, 0), Qt::UTC);
    facts.tokenUtc = facts.grantedUtc.addSecs(-60);
    const auto rowFor = [&](const QString& name) {
        for (const PermissionRow& row : permissionRows(m_world->setup.profile, facts))
            if (row.name == name)
                return row;
        return PermissionRow();
    };
    QCOMPARE(rowFor(u"Calendars.ReadWrite"_s).verdict, PermissionVerdict::Fine);
    QCOMPARE(rowFor(u"User.ReadBasic.All"_s).verdict, PermissionVerdict::TokenOlder);
    QCOMPARE(rowFor(u"Mail.Read"_s).verdict, PermissionVerdict::DeclaredOnly);
    QCOMPARE(rowFor(u"Mail.Read"_s).why, QString());
    facts.tokenUtc = facts.grantedUtc.addSecs(60);
    QCOMPARE(rowFor(u"User.ReadBasic.All"_s).verdict, PermissionVerdict::Propagating);
    QSet<QString> texts;
    for (int verdict = 0; verdict <= static_cast<int>(PermissionVerdict::Unknown); ++verdict) {
        PermissionRow row;
        row.verdict = static_cast<PermissionVerdict>(verdict);
        texts.insert(permissionText(row));
    }
    QCOMPARE(texts.size(), static_cast<int>(PermissionVerdict::Unknown)); // two have nothing to say
    for (const GraphPermission& permission : graphPermissions())
        QVERIFY(!permissionPurpose(QString::fromLatin1(permission.name)).isEmpty());
}

void TestPermissionProbe::whatWasUsedIsByTheRecord() {
    PermissionFacts facts;
    facts.nowUtc = QDateTime(QDate(2026, 11, 28), QTime(6, 0), Qt::UTC);
    facts.granted = facts.inToken = {u"Calendars.ReadWrite"_s, u"User.Read.All"_s, u"Mail.Read"_s};
    facts.declared = facts.granted;
    const auto rowFor = [&](const QString& name) {
        const auto rows = permissionRows(m_world->setup.profile, facts);
        return *std::ranges::find(rows, name, &PermissionRow::name);
    };
    QVERIFY(!rowFor(u"Calendars.ReadWrite"_s).used); // there is no record
    facts.uses.emplace();
    QCOMPARE(rowFor(u"Calendars.ReadWrite"_s).used, std::optional(false));
    QCOMPARE(rowFor(u"Calendars.ReadWrite"_s).verdict, PermissionVerdict::Fine); // it will be
    // The wider one was used where the narrower is not there.
    const QDateTime then = facts.nowUtc.addDays(-k_lately);
    (*facts.uses)[u"User.ReadBasic.All"_s] = then;
    QCOMPARE(rowFor(u"User.Read.All"_s).used, std::optional(true));
    QCOMPARE(rowFor(u"User.Read.All"_s).lastUsed, then.date());
    facts.inToken->append(u"User.ReadBasic.All"_s);
    QCOMPARE(rowFor(u"User.Read.All"_s).used, std::optional(false));
    QCOMPARE(rowFor(u"User.Read.All"_s).verdict, PermissionVerdict::Excess);
    // Used until lately: not called excess. One day more, and it is.
    (*facts.uses)[u"User.Read.All"_s] = then;
    QCOMPARE(rowFor(u"User.Read.All"_s).verdict, PermissionVerdict::Fine);
    (*facts.uses)[u"User.Read.All"_s] = then.addDays(-1);
    QCOMPARE(rowFor(u"User.Read.All"_s).verdict, PermissionVerdict::Excess);
    QCOMPARE(rowFor(u"User.Read.All"_s).lastUsed, then.date().addDays(-1));
    QCOMPARE(rowFor(u"Mail.Read"_s).used, std::optional(false));
}

void TestPermissionProbe::neededOnesAreWell() {
    const ProbeReport report = run();
    QVERIFY2(stateOf(report) == ProbeState::Ok, qPrintable(report.evidence + report.warning));
    QVERIFY(report.evidence.contains(u"Calendars.ReadWrite"_s));
    QVERIFY2(report.evidence.contains(u"Application.Read.All"_s), "what was not read is said");
    QCOMPARE(report.permissions.size(), graphPermissions().size());
    QVERIFY(!report.permissions.front().declared && !report.permissions.front().granted);
}

void TestPermissionProbe::missingOnesFail() {
    grant({u"Calendars.ReadWrite"_s});
    QCOMPARE(stateOf(run()), ProbeState::Unknown); // granted or not: that column was not read
    grant({u"User.ReadBasic.All"_s});
    const ProbeReport report = run();
    QCOMPARE(causeOf(report), u"permission-missing"_s); // the mailbox was asked, and says no
    grant({});
    QVERIFY(run().evidence.contains(u"no application permission"_s));
}

void TestPermissionProbe::awiderOneDoesAsWell() {
    grant({u"Calendars.ReadWrite"_s, u"User.Read.All"_s}); // what the tracker's guide asks for
    const ProbeReport report = run();
    QVERIFY2(stateOf(report) == ProbeState::Ok, qPrintable(report.evidence + report.warning));
}

void TestPermissionProbe::moreThanNeededIsAWarning() {
    grant({u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s, u"Mail.ReadWrite"_s});
    const ProbeReport report = run();
    QCOMPARE(stateOf(report), ProbeState::Warning);
    QVERIFY2(report.warning.contains(u"Mail.ReadWrite"_s), qPrintable(report.warning));
    QVERIFY(!report.remedies.isEmpty());
}

void TestPermissionProbe::exchangeAloneIsFine() {
    grant({u"User.ReadBasic.All"_s}, {demo::k_mailbox.toString()});
    const ProbeReport report = run();
    QVERIFY2(stateOf(report) == ProbeState::Ok, qPrintable(causeOf(report) + report.evidence));
    QVERIFY(report.permissions.front().byExchange);
}

void TestPermissionProbe::withoutRoleAndMailboxNothingIsKnown() {
    m_world->setup.profile.mode = CalendarMode::Individual;
    m_world->setup.profile.mailbox.clear();
    grant({u"User.ReadBasic.All"_s});
    QCOMPARE(stateOf(run()), ProbeState::Unknown);
}

void TestPermissionProbe::theDirectoryFillsTheOtherColumns() {
    const QJsonArray granted{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s, u"Application.Read.All"_s};
    const QJsonArray declared{u"Calendars.ReadWrite"_s, u"Application.Read.All"_s, u"Group.Read.All"_s};
    QVERIFY(m_world->sandbox.control(
        u"application"_s,
        {{u"clientId"_s, demo::k_clientId.toString()}, {u"granted"_s, granted}, {u"declared"_s, declared}}));
    const ProbeReport report = run();
    const auto row = [&](const QString& name) {
        return *std::ranges::find(report.permissions, name, &PermissionRow::name);
    };
    QCOMPARE(row(u"Calendars.ReadWrite"_s).verdict, PermissionVerdict::Fine);
    QCOMPARE(row(u"User.ReadBasic.All"_s).verdict, PermissionVerdict::FineUndeclared);
    QCOMPARE(row(u"MailboxSettings.Read"_s).granted, std::optional(false));
    QCOMPARE(row(u"Group.Read.All"_s).verdict, PermissionVerdict::DeclaredOnly);
    QCOMPARE(stateOf(report), ProbeState::Warning);
    QVERIFY2(!report.evidence.contains(u"was not read"_s), qPrintable(report.evidence));
}

void TestPermissionProbe::whatTheDirectoryRefusesStaysUnread() {
    grant({u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s, u"Application.Read.All"_s});
    for (const char* kind : {"status", "dropBefore", "html200"}) {
        QVERIFY(m_world->sandbox.control(u"faults"_s, {{u"clear"_s, true}}));
        for (const char* path : {"/applications", "/servicePrincipals"})
            m_world->sandbox.addFault({{u"path"_s, QString::fromLatin1(path)}, {u"times"_s, 0}},
                                      {{u"kind"_s, QString::fromLatin1(kind)}, {u"status"_s, 403}});
        const ProbeReport report = run();
        QVERIFY(!report.permissions.front().declared && !report.permissions.front().granted);
        QVERIFY2(report.evidence.contains(u"was not read"_s), qPrintable(report.evidence));
    }
}

void TestPermissionProbe::refusedSilentOrNonsense_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("area");
    for (const char* kind : {"status", "dropBefore", "html200"})
        for (const char* area : {"entra", "graph"})
            QTest::addRow("%s %s", area, kind) << QString::fromLatin1(kind) << QString::fromLatin1(area);
}

void TestPermissionProbe::refusedSilentOrNonsense() {
    QFETCH(QString, kind);
    QFETCH(QString, area);
    grant({u"User.ReadBasic.All"_s}, {demo::k_mailbox.toString()});
    m_world->sandbox.addFault({{u"area"_s, area}, {u"times"_s, 0}}, {{u"kind"_s, kind}, {u"status"_s, 403}});
    QCOMPARE(stateOf(run()), ProbeState::Failed);
}

QTEST_GUILESS_MAIN(TestPermissionProbe)
#include "tst_permissionprobe.moc"
