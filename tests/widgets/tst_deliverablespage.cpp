// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/memorypreferences.h"
#include "../presentation/surveytools.h"
#include "widgets/deliverablepanel.h"
#include "widgets/deliverablespage.h"
#include "widgets/filterbutton.h"
#include "widgets/outlookevent.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestDeliverablesPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void typingSearchesAndEscClears();
    void keyboardChoosesAndPreviews();
    void buttonsSayHowMany();
    void refreshKeepsSelectionAndScroll();
    void whatAFilterHidesIsNotSelected();
    void everythingSelectedSurvivesAFilter();
    void ticksInAChoiceNarrowTheList();
    void clearFiltersShowsEverything();
    void panelFoldsAndComesBack();
    void panelShowsAfterAndNow();
    void columnsAreRemembered();
    void emptyPlacesOfferTheirAction();
    void failureKeepsTheListAndSaysWhatToDo();
    void escStopsReading();
    void revealsADeliverableBehindAFilter();
    void readOnlyHasNoResync();
    void everythingHasAName();
    void tabOrderIsReadingOrder();

private:
    template <class T> T* child(const char* name) {
        T* found = m_page->findChild<T*>(QLatin1String(name));
        if (found == nullptr)
            qFatal("there is no %s", name);
        return found;
    }
    void show(std::shared_ptr<const Survey> survey);
    void choose(const Profile& profile);
    [[nodiscard]] QTreeView* table() { return child<QTreeView>("table"); }
    [[nodiscard]] std::set<qint64> previewed();

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MemoryPreferences> m_preferences;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DeliverablesPresenter> m_presenter;
    std::unique_ptr<DeliverablesPage> m_page;
};

void TestDeliverablesPage::initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

void TestDeliverablesPage::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_preferences = std::make_unique<MemoryPreferences>();
    m_session = std::make_unique<Session>(*m_backend);
    m_presenter = std::make_unique<DeliverablesPresenter>(*m_session, *m_preferences);
    m_page = std::make_unique<DeliverablesPage>(*m_presenter);
    m_page->resize(1080, 752);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    choose(readyProfile());
}

void TestDeliverablesPage::cleanup() {
    m_page.reset();
    m_presenter.reset();
    m_session.reset();
    m_preferences.reset();
    m_backend.reset();
}

void TestDeliverablesPage::choose(const Profile& profile) {
    QSignalSpy spy(m_session.get(), &Session::profilesChanged);
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}});
    QTRY_COMPARE(spy.size(), 1);
    m_session->choose(profile.name); // the open page looks by itself
}

void TestDeliverablesPage::show(std::shared_ptr<const Survey> survey) {
    m_page->refresh();
    QTRY_COMPARE(m_backend->surveyGate.waiting(), 1);
    m_backend->surveyGate.answer(survey);
    QTRY_COMPARE(m_presenter->model().view()->table->survey, survey);
}

std::set<qint64> TestDeliverablesPage::previewed() {
    std::set<qint64> ids;
    const auto context = connect(m_page.get(), &DeliverablesPage::previewWanted, this,
                                 [&ids](const std::set<qint64>& wanted) { ids = wanted; });
    QTest::keyClick(m_page.get(), Qt::Key_Return, Qt::ControlModifier);
    disconnect(context);
    return ids;
}

void TestDeliverablesPage::typingSearchesAndEscClears() {
    show(surveyOf(readyProfile(), someTracker(300)));
    QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
    auto* search = child<QLineEdit>("search");
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"elan"_s);
    QTRY_VERIFY(table()->model()->rowCount() < 300 && table()->model()->rowCount() > 0);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        QVERIFY(table()->model()->index(row, 1).data().toString().contains(u"Élan"_s));
    QVERIFY(child<QLabel>("counts")->text().contains(u" of 300 match"_s));
    m_page->cancel();
    QTRY_COMPARE(table()->model()->rowCount(), 300);
    QVERIFY(search->text().isEmpty());
}

void TestDeliverablesPage::keyboardChoosesAndPreviews() {
    show(surveyOf(readyProfile(), someTracker(50)));
    QVERIFY(previewed().empty());
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home);
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
    const auto id = [this](int row) {
        return table()->model()->index(row, 0).data(DeliverablesModel::k_idRole).toLongLong();
    };
    QCOMPARE(previewed(), (std::set<qint64>{id(1), id(2)}));
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(previewed().size(), size_t{50});
}

void TestDeliverablesPage::buttonsSayHowMany() {
    show(surveyOf(readyProfile(), someTracker(50)));
    auto* preview = child<QPushButton>("preview");
    auto* resync = child<QPushButton>("resync");
    QVERIFY(!preview->isEnabled() && !resync->isEnabled());
    table()->selectAll();
    QVERIFY(preview->isEnabled() && resync->isEnabled());
    QCOMPARE(preview->text(), u"Preview 50 selected"_s);
    QCOMPARE(resync->text(), u"Resync 50 selected…"_s);
    QVERIFY(child<QLabel>("counts")->text().endsWith(u"50 selected"_s));
    std::set<qint64> resynced;
    connect(m_page.get(), &DeliverablesPage::resyncWanted, this,
            [&](const std::set<qint64>& ids) { resynced = ids; });
    QTest::mouseClick(resync, Qt::LeftButton);
    QCOMPARE(resynced.size(), size_t{50});
}

void TestDeliverablesPage::refreshKeepsSelectionAndScroll() {
    TrackerData data = someTracker(400);
    show(surveyOf(readyProfile(), data));
    table()->verticalScrollBar()->setValue(3333);
    const QModelIndex top = table()->indexAt({1, 1});
    const qint64 topId = top.data(DeliverablesModel::k_idRole).toLongLong();
    const int offset = table()->visualRect(top).top();
    const auto id = [this](int row) {
        return table()->model()->index(row, 0).data(DeliverablesModel::k_idRole).toLongLong();
    };
    const std::set<qint64> chosen{id(3), id(200)};
    for (const int row : {3, 200})
        table()->selectionModel()->select(table()->model()->index(row, 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    for (const qint64 gone : {id(5), id(6), id(300)})
        std::erase_if(data.deliverables, [gone](const Deliverable& row) { return row.id == gone; });
    show(surveyOf(readyProfile(), data));
    QTRY_COMPARE(table()->model()->rowCount(), 397);
    QCOMPARE(previewed(), chosen);
    const QModelIndex now = table()->indexAt({1, 1});
    QCOMPARE(now.data(DeliverablesModel::k_idRole).toLongLong(), topId);
    QCOMPARE(table()->visualRect(now).top(), offset);
}

void TestDeliverablesPage::whatAFilterHidesIsNotSelected() {
    show(surveyOf(readyProfile(), someTracker(200)));
    table()->selectAll();
    child<QLineEdit>("search")->setText(u"riverside"_s);
    QTRY_VERIFY(table()->model()->rowCount() < 200);
    const auto count = static_cast<size_t>(table()->model()->rowCount());
    QCOMPARE(previewed().size(), count);
    child<QLineEdit>("search")->clear();
    QTRY_COMPARE(table()->model()->rowCount(), 200);
    QCOMPARE(previewed().size(), count);
}

void TestDeliverablesPage::everythingSelectedSurvivesAFilter() {
    show(surveyOf(readyProfile(), someTracker(200)));
    table()->selectAll();
    m_presenter->sortBy({DeliverableColumn::Title, Qt::DescendingOrder});
    QTRY_COMPARE(m_presenter->sort().column, DeliverableColumn::Title);
    QTRY_VERIFY(table()->model()->index(0, 2).data().toString() >= u"M"_s);
    QCOMPARE(previewed().size(), size_t{200});
}

void TestDeliverablesPage::ticksInAChoiceNarrowTheList() {
    show(surveyOf(readyProfile(), someTracker(400)));
    auto* clients = child<ChoiceButton>("clients");
    clients->menu()->popup(QPoint(10, 10));
    auto* list = clients->menu()->findChild<QListView*>();
    QVERIFY(list && list->model()->rowCount() > 1);
    list->setCurrentIndex(list->model()->index(0, 0));
    const QString name = list->currentIndex().data().toString();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Space);
    QTRY_VERIFY(table()->model()->rowCount() < 400);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        QCOMPARE(table()->model()->index(row, 3).data().toString(), name);
    QVERIFY(clients->text().endsWith(name));
    clients->menu()->close();
    child<QCheckBox>("undated")->setChecked(false);
    child<ChoiceButton>("states")->setChosen({static_cast<int>(Standing::No)});
    emit child<ChoiceButton>("states")->chosenChanged();
    QTRY_VERIFY([this] {
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            if (table()->model()->index(row, 5).data().toString() != u"No"_s)
                return false;
        return table()->model()->rowCount() > 0;
    }());
}

void TestDeliverablesPage::clearFiltersShowsEverything() {
    show(surveyOf(readyProfile(), someTracker(100)));
    QVERIFY(!child<QToolButton>("clearFilters")->isVisible());
    child<QLineEdit>("search")->setText(u"riverside"_s);
    child<QCheckBox>("completed")->setChecked(false);
    QTRY_VERIFY(table()->model()->rowCount() < 100);
    auto* clear = child<QToolButton>("clearFilters");
    QVERIFY(clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_COMPARE(table()->model()->rowCount(), 100);
    QVERIFY(child<QLineEdit>("search")->text().isEmpty() && child<QCheckBox>("completed")->isChecked());
}

void TestDeliverablesPage::panelFoldsAndComesBack() {
    show(surveyOf(readyProfile(), someTracker(20)));
    auto* panel = child<DeliverablePanel>("panel");
    QTRY_VERIFY(panel->isVisible());
    QVERIFY(panel->width() >= 280);
    m_page->resize(860, 700);
    QTRY_VERIFY(!panel->isVisible());
    QTest::keyClick(m_page.get(), Qt::Key_F4);
    QVERIFY(panel->isVisible());
    QTest::keyClick(m_page.get(), Qt::Key_F4);
    QVERIFY(!panel->isVisible());
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home);
    QTest::keyClick(m_page.get(), Qt::Key_W, Qt::AltModifier);
    QVERIFY(panel->isVisible() && child<QLabel>("answer")->hasFocus());
}

void TestDeliverablesPage::panelShowsAfterAndNow() {
    TrackerData data = someTracker(1);
    data.deliverables[0].project = 1;
    data.deliverables[0].completed = false;
    data.deliverables[0].date = QDate(2026, 12, 1);
    const CalendarEvent standing = standingEvent(readyProfile(), data, 0);
    data.deliverables[0].date = QDate(2026, 12, 4);
    show(surveyOf(readyProfile(), data, {standing}));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home);
    QTest::keyClick(table(), Qt::Key_Space);
    auto* event = child<OutlookEvent>("event");
    QTRY_VERIFY(event->shownEvent());
    QCOMPARE(event->shownEvent()->content.date, QDate(2026, 12, 4));
    QVERIFY(event->shownEvent()->changed.contains(Field::Date));
    QVERIFY(event->accessibleDescription().contains(u"4"_s));
    QCOMPARE(child<StateLabel>("state")->text().word, u"Differs"_s);
    QTest::mouseClick(child<QToolButton>("now"), Qt::LeftButton);
    QCOMPARE(event->shownEvent()->content.date, QDate(2026, 12, 1));
    QVERIFY(event->heightForWidth(220) > event->heightForWidth(600));
    QSignalSpy link(m_page.get(), &DeliverablesPage::linkWanted);
    QTest::mouseClick(child<QToolButton>("openInTracker"), Qt::LeftButton);
    QCOMPARE(link.at(0).at(0).toUrl(), QUrl(u"https://tracker.example.com/projects/1"_s));
}

void TestDeliverablesPage::columnsAreRemembered() {
    table()->header()->resizeSection(1, 222);
    table()->header()->setSectionHidden(3, true);
    table()->header()->moveSection(0, 2);
    table()->header()->setSortIndicator(2, Qt::DescendingOrder);
    const DeliverablesPage other(*m_presenter);
    const auto* header = other.findChild<QTreeView*>(u"table"_s)->header();
    QCOMPARE(header->sectionSize(1), 222);
    QVERIFY(header->isSectionHidden(3));
    QCOMPARE(header->visualIndex(0), 2);
    QCOMPARE(m_presenter->sort(), (DeliverableSort{DeliverableColumn::Title, Qt::DescendingOrder}));
}

void TestDeliverablesPage::emptyPlacesOfferTheirAction() {
    auto* stack = child<QStackedWidget>("stack");
    auto* action = child<QPushButton>("emptyAction");
    m_page->cancel();
    QCOMPARE(stack->currentWidget()->objectName(), u"empty"_s);
    QTest::mouseClick(action, Qt::LeftButton);
    QVERIFY(m_session->isReading() && !action->isVisible());
    m_backend->surveyGate.answer(std::unexpected(cancelled())); // the one that was stopped
    m_backend->surveyGate.answer(surveyOf(readyProfile(), someTracker(30)));
    QTRY_COMPARE(stack->currentWidget()->objectName(), u"table"_s);
    child<QLineEdit>("search")->setText(u"no such thing"_s);
    QTRY_COMPARE(stack->currentWidget()->objectName(), u"empty"_s);
    QVERIFY(child<QLabel>("emptyText")->text().contains(u"filter"_s));
    QTest::mouseClick(action, Qt::LeftButton);
    QTRY_COMPARE(table()->model()->rowCount(), 30);

    Profile unready = readyProfile();
    unready.mailbox.clear();
    choose(unready);
    QTRY_COMPARE(stack->currentWidget()->objectName(), u"empty"_s);
    QSignalSpy setup(m_page.get(), &DeliverablesPage::setupWanted);
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(setup.size(), 1);
}

void TestDeliverablesPage::failureKeepsTheListAndSaysWhatToDo() {
    show(surveyOf(readyProfile(), someTracker(30)));
    auto* whatToDo = child<QToolButton>("whatToDo");
    QVERIFY(!whatToDo->isVisible());
    m_backend->time.now = m_backend->time.now.addSecs(7200);
    m_page->refresh();
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Offline, Error::Stage::Tracker, u"down"_s, u"dns-failure"_s)));
    QTRY_COMPARE(child<StateLabel>("reading")->text().state, State::Failed);
    QCOMPARE(table()->model()->rowCount(), 30);
    QVERIFY(table()->isVisible() && whatToDo->isVisible());
    QTest::mouseClick(whatToDo, Qt::LeftButton);
    QVERIFY(child<QWidget>("error")->isVisible());
}

void TestDeliverablesPage::escStopsReading() {
    // The page is open: a profile that is chosen is looked at by itself.
    QVERIFY(m_session->isReading());
    QVERIFY(child<StateLabel>("reading")->text().evidence.contains(u"Esc"_s));
    m_page->cancel();
    QVERIFY(!m_session->isReading() && m_backend->surveyStop.stop_requested());
}

void TestDeliverablesPage::revealsADeliverableBehindAFilter() {
    show(surveyOf(readyProfile(), someTracker(300)));
    child<QLineEdit>("search")->setText(u"no such thing"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 0);
    m_page->reveal(123);
    QTRY_COMPARE(table()->model()->rowCount(), 300);
    QTRY_COMPARE(previewed(), std::set<qint64>{123});
    QVERIFY(table()->viewport()->rect().intersects(table()->visualRect(table()->currentIndex())));
}

void TestDeliverablesPage::readOnlyHasNoResync() {
    QVERIFY(child<QPushButton>("resync")->isVisible());
    Profile profile = readyProfile();
    profile.readOnly = true;
    choose(profile);
    QTRY_VERIFY(!child<QPushButton>("resync")->isVisible());
}

void TestDeliverablesPage::everythingHasAName() {
    show(surveyOf(readyProfile(), someTracker(10)));
    for (const QWidget* widget : m_page->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() ||
            widget->objectName().startsWith(u"qt_"))
            continue;
        const auto* interface = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName()));
    }
}

void TestDeliverablesPage::tabOrderIsReadingOrder() {
    show(surveyOf(readyProfile(), someTracker(10)));
    table()->selectAll();
    child<QPushButton>("resync")->setFocus();
    const QStringList expected{u"preview"_s,   u"search"_s, u"dates"_s,  u"projects"_s,
                               u"clients"_s,   u"states"_s, u"people"_s, u"undated"_s,
                               u"completed"_s, u"saved"_s,  u"table"_s};
    QStringList order;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        order << QApplication::focusWidget()->objectName();
    }
    QCOMPARE(order, expected);
}

QTEST_MAIN(TestDeliverablesPage)
#include "tst_deliverablespage.moc"
