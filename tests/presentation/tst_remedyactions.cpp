// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/remedyactions.h"
#include "presentation/state.h"

#include <QLocale>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// From a remedy to the place in the window where it is followed.
class TestRemedyActions : public QObject {
    Q_OBJECT

private slots:
    void everyActionHasWordsAndOneMeaning_data();
    void everyActionHasWordsAndOneMeaning();
    void aFailureLeadsToItsStep_data();
    void aFailureLeadsToItsStep();
    void timesOfTheDayHaveNoSeconds_data();
    void timesOfTheDayHaveNoSeconds();
};

void TestRemedyActions::everyActionHasWordsAndOneMeaning_data() {
    QTest::addColumn<RemedyAction>("action");
    QTest::addColumn<bool>("isPlace");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << RemedyAction::None << false << QString();
    QTest::newRow("setup") << RemedyAction::Setup << true << u"Open Setup"_s;
    QTest::newRow("secret") << RemedyAction::SetupSecret << true << u"Open Setup: Secret or certificate"_s;
    QTest::newRow("permissions") << RemedyAction::SetupPermissions << true
                                 << u"Open Setup: Permissions and consent"_s;
    QTest::newRow("scope") << RemedyAction::SetupScope << true << u"Open Setup: Mailbox scope"_s;
    QTest::newRow("tracker") << RemedyAction::SetupTracker << true << u"Open Setup: Tracker"_s;
    QTest::newRow("preview") << RemedyAction::Preview << true << u"Open Preview"_s;
    QTest::newRow("jobs") << RemedyAction::Jobs << true << u"Open Jobs"_s;
    QTest::newRow("address") << RemedyAction::ConfirmAddress << false << u"Compare the addresses…"_s;
    QTest::newRow("target") << RemedyAction::Retarget << false << u"Change the store's target"_s;
}

void TestRemedyActions::everyActionHasWordsAndOneMeaning() {
    QFETCH(RemedyAction, action);
    QTEST(placeOf(action).has_value(), "isPlace");
    QTEST(actionText(action), "words");
}

void TestRemedyActions::aFailureLeadsToItsStep_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("step");
    const auto row = [](const char* code, std::optional<SetupStep> step) {
        QTest::newRow(code) << QString::fromLatin1(code) << (step ? static_cast<int>(*step) : -1);
    };
    row("secret-invalid", SetupStep::Secret);
    row("tenant-wrong", SetupStep::Cloud);
    row("app-unknown", SetupStep::App);
    row("permission-missing", SetupStep::Permissions);
    row("access-policy", SetupStep::Scope);
    row("rbac-scope", SetupStep::Scope);
    row("scope-open", SetupStep::Scope);
    row("tracker-login", SetupStep::Tracker);
    row("calendar-missing", SetupStep::Calendar);
    row("quota-full", std::nullopt);
}

void TestRemedyActions::aFailureLeadsToItsStep() {
    QFETCH(QString, code);
    const auto step = stepFor(makeError(Error::Kind::Rejected, Error::Stage::Graph, {}, code));
    QTEST(step ? static_cast<int>(*step) : -1, "step");
}

void TestRemedyActions::timesOfTheDayHaveNoSeconds_data() {
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << u"C"_s << u"14:05"_s;
    QTest::newRow("German") << u"de_DE"_s << u"14:05"_s;
    QTest::newRow("Danish") << u"da_DK"_s << u"14.05"_s;
    QTest::newRow("American") << u"en_US"_s << u"2:05 PM"_s;
}

void TestRemedyActions::timesOfTheDayHaveNoSeconds() {
    QFETCH(QString, locale);
    const QLocale before;
    QLocale::setDefault(QLocale(locale));
    const QString words = shortTime(QDateTime(QDate(2026, 11, 26), QTime(14, 5, 33), Qt::LocalTime).toUTC());
    QLocale::setDefault(before);
    QTEST(words, "words");
}

QTEST_GUILESS_MAIN(TestRemedyActions)
#include "tst_remedyactions.moc"
