// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "previewwindow.h"
#include "widgets/statedelegate.h"

#include <QDialog>
#include <QLineEdit>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestPreviewNotices : public PreviewWindow {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void theThreeNothingsReadDifferently();
    void anOpenedPlanThatMovedIsSaid();
    void aRestrictedViewIsAccepted();
    void anAccountThatSeesLessLeadsToSetup_data();
    void anAccountThatSeesLessLeadsToSetup();
    void aNarrowedViewLeadsBack();
    void aSavedPlanIsSaidAndDismissed();
    void theFirstLookCanBeStopped();
    void aProfileThatIsNotReadyLeadsToSetup();
    void aFileThatIsNotAPlanIsExplained();
    void aShortLookIsNotSpokenOf();
};

void TestPreviewNotices::theThreeNothingsReadDifferently() {
    look();
    QCOMPARE(shownNothing(), QString());
    QTest::keyClicks(part<QLineEdit>("filter"), u"nothing like this"_s);
    QTRY_COMPARE(shownNothing(), u"Nothing matches the filter"_s);
    QTest::mouseClick(part<QPushButton>("emptyAction"), Qt::LeftButton);
    QTRY_COMPARE(shownNothing(), QString());
    m_world = PlanWorld();
    m_world.addStanding(1, 1, u"Kick-off"_s, QDate(2026, 12, 1));
    look();
    QCOMPARE(shownNothing(), u"Nothing to do"_s);
    m_world.calendarFailure =
        makeError(Error::Kind::Forbidden, Error::Stage::Graph, u"403"_s, u"ErrorAccessDenied"_s);
    look();
    QCOMPARE(shownNothing(), u"Could not read everything"_s);
    QVERIFY(part<QWidget>("error")->isVisible());
}

void TestPreviewNotices::anOpenedPlanThatMovedIsSaid() {
    look();
    const QJsonObject document = toJson(*m_session->survey()->plan());
    m_world.deliverable(41).date = QDate(2026, 12, 3);
    look();
    QTest::mouseClick(part<QPushButton>("openPlan"), Qt::LeftButton);
    auto* dialog = part<QDialog>("openPlanDialog");
    QVERIFY(dialog);
    dialog->reject();
    m_presenter->openPlan(u"/tmp/friday.json"_s);
    m_backend->openPlanGate.answer(document);
    auto* banner = part<QWidget>("openedBanner");
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(banner->findChild<QLabel*>(u"sentence"_s)->text().contains(u"friday.json"_s));
    QVERIFY(banner->findChild<QLabel*>(u"consequence"_s)->text().contains(u"1 thing(s) moved"_s));
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"7"_s));
    QTest::mouseClick(banner->findChild<QPushButton*>(u"action"_s), Qt::LeftButton);
    QVERIFY(banner->isHidden());
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"8"_s));
}

void TestPreviewNotices::aRestrictedViewIsAccepted() {
    m_world.restriction = u"the account's role is user"_s;
    look();
    auto* banner = part<QWidget>("restrictedBanner");
    QVERIFY(banner->isVisible());
    QVERIFY(banner->findChild<QLabel*>(u"sentence"_s)->text().contains(m_world.restriction));
    QTest::mouseClick(banner->findChild<QPushButton*>(u"action"_s), Qt::LeftButton);
    QCOMPARE(m_backend->confirmGate.waiting(), 1);
    m_backend->confirmGate.answer(TrackerView());
    QTRY_COMPARE(m_backend->surveyGate.waiting(), 1);
    m_world.restriction.clear();
    m_backend->surveyGate.answer(m_world.survey());
    QTRY_VERIFY(banner->isHidden());
    QCOMPARE(model().count(PlanGroup::Delete), 1);
}

/// Nobody can accept for an account that cannot see every row.
void TestPreviewNotices::anAccountThatSeesLessLeadsToSetup_data() {
    QTest::addColumn<QString>("role");
    QTest::addColumn<bool>("hasProjects");
    QTest::newRow("a role below manager") << u"user"_s << true;
    QTest::newRow("no project at all") << u"manager"_s << false;
}

void TestPreviewNotices::anAccountThatSeesLessLeadsToSetup() {
    QFETCH(QString, role);
    QFETCH(bool, hasProjects);
    m_world.restriction = u"some rows may be hidden"_s;
    m_world.view = TrackerView{u"tracker.example.com"_s, u"bob"_s, role};
    if (!hasProjects)
        m_world.data.projects.clear();
    look();
    QSignalSpy setup(m_page.get(), &PreviewPage::setupWanted);
    auto* banner = part<QWidget>("restrictedBanner");
    QVERIFY(banner->isVisible());
    QTest::mouseClick(banner->findChild<QPushButton*>(u"action"_s), Qt::LeftButton);
    QCOMPARE(m_backend->confirmGate.waiting(), 0);
    QCOMPARE(setup.size(), 1);
}

void TestPreviewNotices::aNarrowedViewLeadsBack() {
    look();
    m_presenter->previewOf({21, 41});
    QVERIFY(part<QWidget>("narrowedBanner")->isVisible());
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"2"_s));
    QTest::mouseClick(part<QWidget>("narrowedBanner")->findChild<QPushButton*>(u"action"_s), Qt::LeftButton);
    QVERIFY(part<QWidget>("narrowedBanner")->isHidden());
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"8"_s));
}

void TestPreviewNotices::aSavedPlanIsSaidAndDismissed() {
    look();
    m_presenter->savePlan(u"/tmp/friday.json"_s);
    m_backend->savePlanGate.answer({});
    auto* banner = part<QWidget>("noticeBanner");
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(banner->findChild<QLabel*>(u"consequence"_s)->text().contains(u"friday.json"_s));
    QTest::mouseClick(banner->findChild<QPushButton*>(u"action"_s), Qt::LeftButton);
    QVERIFY(banner->isHidden());
    m_presenter->savePlan(u"/friday.json"_s);
    m_backend->savePlanGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, u"disk full"_s)));
    QTRY_VERIFY(part<QWidget>("failure")->isVisible());
    QCOMPARE(part<QLabel>("failureTitle")->text(), u"The plan was not saved."_s);
    QVERIFY(banner->isHidden());
}

void TestPreviewNotices::theFirstLookCanBeStopped() {
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}});
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(m_world.profile.name);
    QCOMPARE(shownNothing(), u"Reading both sides"_s);
    QTest::mouseClick(part<QPushButton>("emptyAction"), Qt::LeftButton);
    QVERIFY(m_backend->surveyStop.stop_requested());
    QCOMPARE(shownNothing(), u"No plan yet"_s);
    QTest::mouseClick(part<QPushButton>("emptyAction"), Qt::LeftButton);
    QVERIFY(m_session->isReading());
}

void TestPreviewNotices::aProfileThatIsNotReadyLeadsToSetup() {
    QSignalSpy setup(m_page.get(), &PreviewPage::setupWanted);
    QCOMPARE(shownNothing(), u"Not set up yet"_s);
    QTest::mouseClick(part<QPushButton>("emptyAction"), Qt::LeftButton);
    QCOMPARE(setup.size(), 1);
}

void TestPreviewNotices::aFileThatIsNotAPlanIsExplained() {
    look();
    auto* panel = part<QWidget>("failure");
    QVERIFY(panel->isHidden());
    m_presenter->openPlan(u"/tmp/friday.json"_s);
    QJsonObject altered = toJson(*m_session->survey()->plan());
    altered.insert(u"adopt"_s, true);
    m_backend->openPlanGate.answer(altered);
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(part<QLabel>("failureTitle")->text(), u"The file was not opened."_s);
    for (const char* block : {"errorHappened", "errorWhy", "errorRemedy1"}) {
        const auto* label = panel->findChild<QLabel*>(QLatin1String(block));
        QVERIFY2(label && label->isVisible() && !label->text().isEmpty(), block);
    }
    QVERIFY(panel->findChild<QToolButton*>(u"errorDetails"_s));
    QTest::mouseClick(part<QPushButton>("dismissFailure"), Qt::LeftButton);
    QVERIFY(panel->isHidden());
}

void TestPreviewNotices::aShortLookIsNotSpokenOf() {
    look();
    m_session->setPatience(std::chrono::hours(1));
    m_page->refresh();
    QCOMPARE(part<StateLabel>("reading")->text().word, u"Complete"_s);
    QVERIFY(part<QToolButton>("stopReading")->isHidden());
    m_page->cancel();
    m_session->setPatience(std::chrono::milliseconds(1));
    m_page->refresh();
    QTRY_COMPARE(part<StateLabel>("reading")->text().word, u"Reading"_s);
    QTest::mouseClick(part<QToolButton>("stopReading"), Qt::LeftButton);
    QVERIFY(!m_session->isReading() && part<QToolButton>("stopReading")->isHidden());
}

QTEST_MAIN(TestPreviewNotices)
#include "tst_previewnotices.moc"
