// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/checkup.h"
#include "doctor/credentialexpiry.h"
#include "probeworld.h"

#include <QJsonArray>

using namespace milepost;
using namespace Qt::StringLiterals;
using Source = CredentialExpiry::Source;

/// When the credential expires: who says so, and what is said about it.
class TstCredentialExpiry : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<ProbeWorld>(); }
    void cleanup() { m_world.reset(); }
    void entraSaysItWhereItMayBeAsked_data();
    void entraSaysItWhereItMayBeAsked();
    void withoutTheRightTheTypedDayCounts();
    void aRefusalFallsBackOnTheTypedDay();
    void aTypedDayThatHasPassedIsCorrected();
    void theEarliestOfTwoAlikeCounts();
    void theWordsFitTheDays();

private:
    void grant(const QStringList& more) {
        QStringList roles{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
        QVERIFY(
            m_world->sandbox.control(u"options"_s, {{u"roles"_s, QJsonArray::fromStringList(roles + more)}}));
    }
    [[nodiscard]] ProbeReport run() { return m_world->setup.run(ProbeId::Secret); }
    [[nodiscard]] static QString day(int days) {
        return QDateTime::currentDateTimeUtc().addDays(days).date().toString(Qt::ISODate);
    }
    std::unique_ptr<ProbeWorld> m_world;
};

void TstCredentialExpiry::entraSaysItWhereItMayBeAsked_data() {
    QTest::addColumn<QString>("right");
    QTest::addColumn<int>("days");
    QTest::addColumn<ProbeState>("state");
    QTest::newRow("far") << u"Application.Read.All"_s << 61 << ProbeState::Ok;
    QTest::newRow("60") << u"Application.Read.All"_s << 60 << ProbeState::Ok;
    QTest::newRow("31") << u"Application.Read.All"_s << 31 << ProbeState::Ok;
    QTest::newRow("30") << u"Application.Read.All"_s << 30 << ProbeState::Warning;
    QTest::newRow("7, by itself") << u"Application.ReadWrite.OwnedBy"_s << 7 << ProbeState::Warning;
    QTest::newRow("1") << u"Directory.Read.All"_s << 1 << ProbeState::Warning;
}

void TstCredentialExpiry::entraSaysItWhereItMayBeAsked() {
    QFETCH(const QString, right);
    QFETCH(const int, days);
    QFETCH(const ProbeState, state);
    grant({right});
    QVERIFY(
        m_world->sandbox.control(u"application"_s, {{u"secretEndsInDays"_s, days}, {u"ownsItself"_s, true}}));
    m_world->setup.profile.secretExpires = day(400); // what was typed is not asked
    const ProbeReport report = run();
    QVERIFY2(stateOf(report) == state, qPrintable(report.evidence + report.warning));
    QVERIFY2(report.evidence.contains(day(days)), qPrintable(report.evidence));
    QVERIFY2(report.evidence.contains(u"Entra"_s), qPrintable(report.evidence));
    QCOMPARE(report.remedies.isEmpty(), state == ProbeState::Ok);
    if (state == ProbeState::Warning && days > 1)
        QVERIFY2(report.warning.contains(QString::number(days)), qPrintable(report.warning));
}

void TstCredentialExpiry::withoutTheRightTheTypedDayCounts() {
    QVERIFY(m_world->sandbox.control(u"application"_s, {{u"secretEndsInDays"_s, 3}}));
    const ProbeReport unknown = run();
    QCOMPARE(stateOf(unknown), ProbeState::Ok);
    QVERIFY2(unknown.evidence.contains(u"not known"_s), qPrintable(unknown.evidence));
    m_world->setup.profile.secretExpires = day(20);
    const ProbeReport typed = run();
    QCOMPARE(stateOf(typed), ProbeState::Warning);
    QVERIFY2(typed.evidence.contains(day(20)), qPrintable(typed.evidence));
}

void TstCredentialExpiry::aRefusalFallsBackOnTheTypedDay() {
    grant({u"Application.ReadWrite.OwnedBy"_s}); // and it does not own itself
    m_world->setup.profile.secretExpires = day(40);
    const ProbeReport report = run();
    QCOMPARE(stateOf(report), ProbeState::Ok);
    QVERIFY2(report.evidence.contains(day(40)), qPrintable(report.evidence));
    grant({u"Application.Read.All"_s});
    m_world->sandbox.addFault({{u"area"_s, u"graph"_s}, {u"path"_s, u"/applications"_s}, {u"times"_s, 0}},
                              {{u"kind"_s, u"badJson"_s}});
    QVERIFY(run().evidence.contains(day(40)));
}

void TstCredentialExpiry::aTypedDayThatHasPassedIsCorrected() {
    m_world->setup.profile.secretExpires = day(-3);
    const ProbeReport report = run();
    QCOMPARE(stateOf(report), ProbeState::Warning);
    QVERIFY2(report.warning.contains(u"correct the date"_s), qPrintable(report.warning));
}

void TstCredentialExpiry::theEarliestOfTwoAlikeCounts() {
    const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    const auto one = [&](const QString& hint, int days) {
        AppCredential credential;
        credential.hint = hint;
        credential.endUtc = now.addDays(days);
        return credential;
    };
    const std::vector all{one(u"abc"_s, 90), one(u"abc"_s, 12), one(u"abc"_s, 40), one(u"xyz"_s, 3),
                          AppCredential()};
    QCOMPARE(endOfSecret(all, u"abc"_s), now.addDays(12));
    QVERIFY(!endOfSecret(all, u"ABC"_s).isValid());
    QVERIFY2(!endOfSecret(all, {}).isValid(), "what is not known is not the one without a hint");
}

void TstCredentialExpiry::theWordsFitTheDays() {
    const QDateTime end(QDate(2027, 3, 1), QTime(0, 0), Qt::UTC);
    const auto words = [&](qint64 secondsBefore) {
        return lifetimeText(lifetimeOf(end, end.addSecs(-secondsBefore)));
    };
    QCOMPARE(words(12 * 86400), u"in 12 days"_s);
    QCOMPARE(words(3600), u"within a day"_s);
    QCOMPARE(words(0), u"just now"_s);
    QCOMPARE(words(-3 * 86400), u"3 days ago"_s);
    QCOMPARE(lifetimeText({}), u"not known"_s);
    const auto warning = [&](qint64 days, CredentialKind kind) {
        return lifetimeWarning(lifetimeOf(end, end.addDays(-days)), Source::Entra, kind);
    };
    QVERIFY(warning(31, CredentialKind::Secret).isEmpty());
    QVERIFY(warning(30, CredentialKind::Secret).contains(u"in 30 days"_s));
    QVERIFY(warning(30, CredentialKind::Certificate).contains(u"certificate"_s));
    QVERIFY(warning(-1, CredentialKind::Certificate).contains(u"now"_s));
}

QTEST_GUILESS_MAIN(TstCredentialExpiry)
#include "tst_credentialexpiry.moc"
