// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probeworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// What holds for the probes: they ask and never write, and say what is missing.
class TestProbeRules : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<ProbeWorld>(); }
    void cleanup() { m_world.reset(); }
    void missingValuesAreNamedAndNothingIsAsked();
    void aMissingSecretIsMissingNotFailed();
    void theTenantIsAskedWithoutASecret();
    void aRefusedSecretProvesTheRegistration();
    void aTokenWithoutTheRoleIsAWarning();
    void anAccountThatMayNotSeeAllIsAWarning();
    void aPasswordIsNotSentToWhatIsNoTracker();
    void nearMissesAreNamed();
    void whatANearMissDiffersInIsTold();
    void aCalendarThatWasThereIsTold();
    void theMailboxsZoneIsToldWhereItMayBeRead();
    void nothingIsEverWritten();
    void aStoppedProbeIsCancelled();

private:
    std::unique_ptr<ProbeWorld> m_world;
};

void TestProbeRules::missingValuesAreNamedAndNothingIsAsked() {
    m_world->setup.profile.tenantId.clear();
    m_world->setup.profile.clientId.clear();
    m_world->setup.profile.trackerUser.clear();
    m_world->setup.profile.mailbox.clear();
    m_world->sandbox.resetLog();
    QCOMPARE(m_world->setup.run(ProbeId::Tenant).missing, QStringList{u"tenantId"_s});
    QCOMPARE(m_world->setup.run(ProbeId::Secret).missing, (QStringList{u"tenantId"_s, u"clientId"_s}));
    QCOMPARE(m_world->setup.run(ProbeId::Tracker).missing, QStringList{u"trackerUser"_s});
    const ProbeReport calendar = m_world->setup.run(ProbeId::Calendar);
    QCOMPARE(calendar.missing, (QStringList{u"tenantId"_s, u"clientId"_s, u"mailbox"_s}));
    QVERIFY(calendar.skipped && !calendar.error && !calendar.passed);
    QCOMPARE(m_world->sandbox.log().size(), 0);
}

void TestProbeRules::aMissingSecretIsMissingNotFailed() {
    m_world->setup.secret.clear();
    m_world->setup.password.clear();
    for (const auto& [credential, secret] :
         {std::pair(CredentialKind::Secret, SecretPurpose::EntraSecret),
          std::pair(CredentialKind::Certificate, SecretPurpose::EntraCertificate)})
        for (const ProbeId id : {ProbeId::Registration, ProbeId::Secret, ProbeId::Permissions,
                                 ProbeId::MailboxScope, ProbeId::Calendar}) {
            m_world->setup.profile.credential = credential;
            const ProbeReport report = m_world->setup.run(id);
            QVERIFY(report.skipped && !report.error);
            QCOMPARE(report.missing, QStringList{toString(secret)});
        }
    QCOMPARE(m_world->setup.run(ProbeId::Tracker).missing,
             QStringList{toString(SecretPurpose::TrackerPassword)});
}

void TestProbeRules::theTenantIsAskedWithoutASecret() {
    m_world->setup.secret.clear();
    m_world->setup.profile.tenantId = demo::k_tenantDomain.toString();
    m_world->sandbox.resetLog();
    const ProbeReport report = m_world->setup.run(ProbeId::Tenant);
    QVERIFY(report.passed);
    QVERIFY2(report.evidence.contains(demo::k_tenant), qPrintable(report.evidence));
    QCOMPARE(m_world->sandbox.log().size(), 1);
    QCOMPARE(m_world->sandbox.log().at(0)[u"method"_s].toString(), u"GET"_s);
    QVERIFY(!m_world->sandbox.log().at(0)[u"authorized"_s].toBool());
}

void TestProbeRules::aRefusedSecretProvesTheRegistration() {
    m_world->setup.secret = u"wrong"_s;
    QVERIFY(m_world->setup.run(ProbeId::Registration).passed);
    QVERIFY(!m_world->setup.run(ProbeId::Secret).passed);
}

void TestProbeRules::aTokenWithoutTheRoleIsAWarning() {
    QVERIFY(m_world->sandbox.control(u"options"_s, {{u"roles"_s, QJsonArray{u"Mail.Read"_s}}}));
    const ProbeReport report = m_world->setup.run(ProbeId::Registration);
    QVERIFY(report.passed);
    QVERIFY(report.warning.contains(u"Calendars.ReadWrite"_s));
    QCOMPARE(report.evidence, u"Mail.Read"_s);
}

void TestProbeRules::anAccountThatMayNotSeeAllIsAWarning() {
    m_world->setup.profile.trackerUser = u"viewer"_s;
    const ProbeReport report = m_world->setup.run(ProbeId::Tracker);
    QVERIFY(report.passed);
    QVERIFY(!report.warning.isEmpty());
}

void TestProbeRules::aPasswordIsNotSentToWhatIsNoTracker() {
    m_world->sandbox.addFault({{u"path"_s, u"/api/health"_s}, {u"times"_s, 0}}, {{u"kind"_s, u"html200"_s}});
    m_world->sandbox.resetLog();
    QVERIFY(!m_world->setup.run(ProbeId::Tracker).passed);
    for (const QJsonValue entry : m_world->sandbox.log())
        QCOMPARE(entry[u"method"_s].toString(), u"GET"_s);
}

void TestProbeRules::nearMissesAreNamed() {
    QVERIFY(m_world->makeCalendar(u"project deliverables"_s));
    QVERIFY(m_world->makeCalendar(u"Pr\u043Eject Deliverables"_s)); // a Cyrillic letter
    QVERIFY(m_world->makeCalendar(u"Something else"_s));
    const ProbeReport report = m_world->setup.run(ProbeId::Calendar);
    QCOMPARE(causeOf(report), u"calendar-missing"_s);
    QVERIFY(report.nearMisses.contains(u"project deliverables"_s));
    QVERIFY(report.nearMisses.contains(u"Pr\u043Eject Deliverables"_s));
    QVERIFY(!report.nearMisses.contains(u"Something else"_s));
}

void TestProbeRules::whatANearMissDiffersInIsTold() {
    const auto make = [this](const QString& name, const QJsonObject& more = {}) {
        QJsonObject edit{{u"mailbox"_s, demo::k_mailbox.toString()},
                         {u"op"_s, u"createCalendar"_s},
                         {u"calendar"_s, name}};
        for (auto it = more.begin(); it != more.end(); ++it)
            edit.insert(it.key(), it.value());
        QVERIFY(m_world->sandbox.control(u"edit"_s, edit));
    };
    const QString wanted = u"Résumé Deliverables"_s;
    m_world->setup.profile.calendarName = wanted;
    make(u"résumé deliverables"_s);
    make(u"RÉSUMÉ DELIVERABLES"_s);
    make(u"Résumé  Deliverables"_s);
    make(u"Resume Deliverables"_s, {{u"group"_s, u"Other Calendars"_s}});
    make(u"R\u0435sume Deliverab1es"_s); // a Cyrillic letter, a digit, no accents
    make(wanted, {{u"owner"_s, u"somebody@contoso.example"_s}});
    const ProbeReport report = m_world->setup.run(ProbeId::Calendar);
    QCOMPARE(causeOf(report), u"calendar-missing"_s); // that of somebody else is none of ours
    QVERIFY2(report.error->detail.contains(u"belongs to somebody@contoso.example"_s),
             qPrintable(report.error->detail));
    QStringList told;
    for (const CalendarNote& note : report.nearNotes)
        told << note.differs + (note.isForeign ? u"!"_s : QString());
    QCOMPARE(told, (QStringList{u"capital letters"_s, u"capital letters"_s, u"blanks"_s,
                                u"accents, in the group “Other Calendars”"_s,
                                u"accents, letters that look alike (“\u0435” is CYRILLIC SMALL LETTER IE)"_s,
                                u"belongs to somebody@contoso.example!"_s}));
    QCOMPARE(report.nearMisses.size(), 5);
}

void TestProbeRules::aCalendarThatWasThereIsTold() {
    m_world->setup.profile.calendarName = u"Gone"_s;
    m_world->setup.seenUtc = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
    const ProbeReport report = m_world->setup.run(ProbeId::Calendar);
    QCOMPARE(report.nearNotes.size(), size_t(1));
    QVERIFY2(report.nearNotes.front().differs.contains(u"2026-11-20"_s),
             qPrintable(report.nearNotes.front().differs));
    QVERIFY(report.nearMisses.isEmpty()); // nothing to use or rename
}

void TestProbeRules::theMailboxsZoneIsToldWhereItMayBeRead() {
    QVERIFY(m_world->makeCalendar(m_world->setup.profile.calendarName));
    QVERIFY(!m_world->setup.run(ProbeId::Calendar).evidence.contains(u"zone"_s));
    QVERIFY(m_world->sandbox.control(
        u"options"_s, {{u"roles"_s, QJsonArray{u"Calendars.ReadWrite"_s, u"MailboxSettings.Read"_s}}}));
    ProbeReport report = m_world->setup.run(ProbeId::Calendar);
    QVERIFY2(report.passed && report.evidence.contains(u"the mailbox's own zone is "_s),
             qPrintable(report.evidence));
    QVERIFY(report.proposals.empty());
    const QString zone = m_world->setup.profile.timeZone;
    m_world->setup.profile.timeZone = u"Tokyo Standard Time"_s;
    report = m_world->setup.run(ProbeId::Calendar);
    QCOMPARE(report.proposals.size(), size_t(1));
    QCOMPARE(report.proposals.front().key, u"timeZone"_s);
    QCOMPARE(report.proposals.front().value, zone);
    QVERIFY(report.evidence.contains(zone));
}

void TestProbeRules::nothingIsEverWritten() {
    QVERIFY(m_world->makeCalendar(m_world->setup.profile.calendarName));
    m_world->sandbox.resetLog();
    for (const ProbeId id :
         {ProbeId::Tenant, ProbeId::Registration, ProbeId::Secret, ProbeId::Tracker, ProbeId::Calendar})
        QVERIFY(m_world->setup.run(id).passed);
    for (const QJsonValue entry : m_world->sandbox.log())
        QVERIFY2(entry[u"method"_s].toString() == u"GET"_s ||
                     entry[u"path"_s].toString().contains(u"token"_s),
                 qPrintable(entry[u"path"_s].toString()));
}

void TestProbeRules::aStoppedProbeIsCancelled() {
    std::stop_source stop;
    stop.request_stop();
    for (const ProbeId id : {ProbeId::Tenant, ProbeId::Secret, ProbeId::Tracker, ProbeId::Calendar}) {
        const ProbeReport report = m_world->setup.run(id, stop.get_token());
        QVERIFY(report.error && report.error->isCancelled());
    }
}

QTEST_GUILESS_MAIN(TestProbeRules)
#include "tst_proberules.moc"
