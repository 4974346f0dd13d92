// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/checkup.h"
#include "doctor/diagnosis.h"

#include <algorithm>
#include <random>

#include <QSet>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// How reports count, and what is asked after something failed.
class TestCheckup : public QObject {
    Q_OBJECT

private slots:
    void namesAreThereAndBack();
    void theWorstCounts();
    void nothingKnownIsNeverOk();
    void whatNeedsAFailedOneIsUnknownAndNotAsked();
    void aMissingSecretFails();
    void cancellingEndsIt();
    void secretsSayWhyTheyCannotBeHad_data();
    void secretsSayWhyTheyCannotBeHad();
    void optionalSecretsMayBeAbsent();
    void theProfileIsReadyOrNamesWhatIsMissing();

private:
    [[nodiscard]] static ProbeReport of(ProbeId id, ProbeState state) {
        ProbeReport report;
        report.id = id;
        report.passed = state == ProbeState::Ok || state == ProbeState::Warning;
        report.skipped = state == ProbeState::Skipped;
        if (state == ProbeState::Warning)
            report.warning = u"look"_s;
        if (state == ProbeState::Failed)
            report.error = makeError(Error::Kind::Offline, Error::Stage::Token, u"x"_s, u"connect-failed"_s);
        return report;
    }
    SystemClock m_clock;
};

void TestCheckup::namesAreThereAndBack() {
    QSet<QString> names;
    QSet<QString> titles;
    for (const ProbeId id : k_probes) {
        QCOMPARE(probeIdOf(probeName(id)), std::optional(id));
        names.insert(probeName(id));
        titles.insert(probeTitle(id));
        for (const ProbeId needed : probeNeeds(id))
            QVERIFY2(needed < id, "asked before what it needs");
    }
    QCOMPARE(names.size(), static_cast<qsizetype>(k_probes.size()));
    QCOMPARE(titles.size(), names.size());
    QCOMPARE(probeIdOf(u"Tenant"_s), std::nullopt);
}

void TestCheckup::theWorstCounts() {
    using enum ProbeState;
    const std::array order{Skipped, Ok, Warning, Unknown, Failed}; // cli.md: failed > unknown > warning > ok
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        std::vector<ProbeReport> reports;
        size_t worst = 0;
        for (const ProbeId id : k_probes) {
            const size_t place = random() % order.size();
            worst = std::max(worst, place);
            reports.push_back(of(id, order.at(place)));
            QCOMPARE(stateOf(reports.back()), order.at(place));
        }
        QCOMPARE(overallOf(reports), worst == 0 ? Unknown : order.at(worst));
    }
}

void TestCheckup::nothingKnownIsNeverOk() {
    QCOMPARE(overallOf({}), ProbeState::Unknown);
    QCOMPARE(overallOf({of(ProbeId::Tenant, ProbeState::Skipped)}), ProbeState::Unknown);
    QCOMPARE(stateOf(ProbeReport()), ProbeState::Unknown);
}

void TestCheckup::whatNeedsAFailedOneIsUnknownAndNotAsked() {
    for (const ProbeId broken : k_probes) {
        std::vector<ProbeId> asked;
        const auto reports = runCheckup(
            {k_probes.begin(), k_probes.end()},
            [&](ProbeId id) {
                asked.push_back(id);
                return of(id, id == broken ? ProbeState::Failed : ProbeState::Ok);
            },
            m_clock);
        QCOMPARE(reports.size(), k_probes.size());
        for (const ProbeReport& report : reports) {
            const auto needs = probeNeeds(report.id);
            const bool isHeldUp = std::ranges::any_of(needs, [&](ProbeId needed) {
                const auto found = std::ranges::find(reports, needed, &ProbeReport::id);
                return stateOf(*found) >= ProbeState::Unknown;
            });
            QCOMPARE(std::ranges::find(asked, report.id) == asked.end(), isHeldUp);
            QCOMPARE(stateOf(report), isHeldUp              ? ProbeState::Unknown
                                      : report.id == broken ? ProbeState::Failed
                                                            : ProbeState::Ok);
            if (isHeldUp)
                QVERIFY2(report.evidence.contains(u"needs"_s), qPrintable(report.evidence));
        }
        const auto alone = runCheckup(
            {ProbeId::Calendar}, [&](ProbeId id) { return of(id, ProbeState::Ok); }, m_clock);
        QCOMPARE(std::ranges::count(alone, ProbeState::Skipped, stateOf),
                 static_cast<std::ptrdiff_t>(k_probes.size()) - 1);
    }
}

void TestCheckup::aMissingSecretFails() {
    const auto withoutPassword = [](ProbeId id) {
        ProbeReport report = of(id, ProbeState::Skipped);
        report.missing = {u"tracker-password"_s};
        return report;
    };
    const auto alone = runCheckup({ProbeId::Tracker}, withoutPassword, m_clock);
    const auto tracker = std::ranges::find(alone, ProbeId::Tracker, &ProbeReport::id);
    QCOMPARE(stateOf(*tracker), ProbeState::Failed);
    QCOMPARE(diagnose(*tracker->error).cause, u"credential-missing"_s);
    const auto both = runCheckup(
        {ProbeId::Secrets, ProbeId::Tracker},
        [&](ProbeId id) { return id == ProbeId::Secrets ? of(id, ProbeState::Failed) : withoutPassword(id); },
        m_clock);
    QCOMPARE(stateOf(*std::ranges::find(both, ProbeId::Tracker, &ProbeReport::id)), ProbeState::Unknown);
}

void TestCheckup::cancellingEndsIt() {
    int asked = 0;
    const auto reports = runCheckup(
        {k_probes.begin(), k_probes.end()},
        [&](ProbeId id) {
            ++asked;
            ProbeReport report = of(id, ProbeState::Ok);
            if (id == ProbeId::Tenant)
                report.error = cancelled();
            return report;
        },
        m_clock);
    QCOMPARE(asked, static_cast<int>(ProbeId::Tenant) + 1); // profile, secrets, store, tenant
    QVERIFY(reports.back().error->isCancelled());
}

void TestCheckup::secretsSayWhyTheyCannotBeHad_data() {
    QTest::addColumn<SecretState>("state");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("says");
    QTest::newRow("absent") << SecretState::Absent << u"credential-missing"_s << u""_s;
    QTest::newRow("locked") << SecretState::Locked << u"keychain-unavailable"_s << u"locked"_s;
    QTest::newRow("prompting") << SecretState::WaitingForUnlock << u"keychain-unavailable"_s << u"locked"_s;
    QTest::newRow("denied") << SecretState::Denied << u"keychain-unavailable"_s << u""_s;
    QTest::newRow("no keychain") << SecretState::NoService << u"keychain-unavailable"_s << u""_s;
    QTest::newRow("another address") << SecretState::Unconfirmed << u"credential-missing"_s << u""_s;
}

void TestCheckup::secretsSayWhyTheyCannotBeHad() {
    QFETCH(SecretState, state);
    QFETCH(QString, cause);
    QFETCH(QString, says);
    const ProbeReport report = probeSecrets({{SecretPurpose::TrackerPassword, false, SecretState::Stored},
                                             {SecretPurpose::EntraSecret, false, state}},
                                            m_clock);
    QCOMPARE(stateOf(report), ProbeState::Failed);
    const Diagnosis diagnosis = diagnose(*report.error);
    QVERIFY2(diagnosis.cause == cause, qPrintable(diagnosis.cause));
    QVERIFY2(diagnosis.title.contains(says), qPrintable(diagnosis.title));
    QVERIFY(!diagnosis.remedies.isEmpty());
    QVERIFY2(report.error->detail.contains(u"entra-secret"_s), qPrintable(report.error->detail));
}

void TestCheckup::optionalSecretsMayBeAbsent() {
    const SecretFinding stored{SecretPurpose::EntraSecret, false, SecretState::Stored};
    const ProbeReport report =
        probeSecrets({stored, {SecretPurpose::StorePassword, true, SecretState::Absent}}, m_clock);
    QCOMPARE(stateOf(report), ProbeState::Ok);
    QCOMPARE(report.evidence, u"entra-secret"_s);
    QCOMPARE(
        stateOf(probeSecrets({stored, {SecretPurpose::StorePassword, true, SecretState::Locked}}, m_clock)),
        ProbeState::Failed);
    QCOMPARE(stateOf(probeSecrets({}, m_clock)), ProbeState::Skipped);
    const Error faulty =
        makeError(Error::Kind::Keychain, Error::Stage::Keychain, u"?"_s, u"keychain-failed"_s);
    QCOMPARE(probeSecrets({{SecretPurpose::EntraSecret, true, std::unexpected(faulty)}}, m_clock).error,
             std::optional(faulty));
}

void TestCheckup::theProfileIsReadyOrNamesWhatIsMissing() {
    Profile profile;
    profile.name = u"prod"_s;
    const ProbeReport empty = probeProfile(profile, m_clock);
    QCOMPARE(stateOf(empty), ProbeState::Failed);
    QVERIFY2(empty.error->detail.contains(u"tenantId"_s), qPrintable(empty.error->detail));
    profile.tenantId = u"contoso.example"_s;
    profile.clientId = u"11111111-2222-4333-8444-555555555555"_s;
    profile.trackerUrl = u"https://tracker.example"_s;
    profile.trackerUser = u"planner"_s;
    profile.mailbox = u"projects@contoso.example"_s;
    profile.timeZone = u"W. Europe Standard Time"_s;
    QCOMPARE(stateOf(probeProfile(profile, m_clock)), ProbeState::Ok);
    profile.readOnly = true;
    QCOMPARE(stateOf(probeProfile(profile, m_clock)), ProbeState::Warning);
    profile.enabled = false;
    QVERIFY(probeProfile(profile, m_clock).error->detail.contains(u"switched off"_s));
}

QTEST_GUILESS_MAIN(TestCheckup)
#include "tst_checkup.moc"
