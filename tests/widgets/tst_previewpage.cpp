// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/planworld.h"
#include "widgets/applydialog.h"
#include "widgets/monthview.h"
#include "widgets/plantree.h"
#include "widgets/previewpage.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestPreviewPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void spaceTicksAndEnterAppliesNothing();
    void theBoxIsClicked();
    void appliesAfterADialogThatSaysWhat();
    void enterConfirmsNoDeletion();
    void theGuardIsTypedWrongThenRight();
    void aReadOnlyProfileHasNoApply();
    void theFilterKeepsWhatIsOpen();
    void theThreeNothingsReadDifferently();
    void anOpenedPlanThatMovedIsSaid();
    void aRestrictedViewIsAccepted();
    void aNarrowedViewLeadsBack();
    void viewsShareTheCurrentItem();
    void theRequestIsCopied();
    void countsLeadToTheirGroup();
    void theBadgeCountsWhatIsPending();
    void tabsGoAsItIsRead();
    void aSavedPlanIsSaidAndDismissed();
    void theFirstLookCanBeStopped();
    void aProfileThatIsNotReadyLeadsToSetup();
    void nothingIsCutInTheSmallestWindow();

private:
    void look();
    template <class T> T* part(const char* name) const {
        return m_page->findChild<T*>(QString::fromLatin1(name));
    }
    [[nodiscard]] PlanTree& tree() const { return *part<PlanTree>("tree"); }
    [[nodiscard]] PlanModel& model() const { return m_presenter->model(); }
    [[nodiscard]] QModelIndex row(qint64 deliverable) const {
        return model().indexOf(m_session->survey()->action(deliverable));
    }
    [[nodiscard]] ApplyDialog* openDialog();
    [[nodiscard]] QString shownNothing() const {
        auto* title = part<QLabel>("emptyTitle");
        return title->isVisible() ? title->text() : QString();
    }

    std::unique_ptr<Theme> m_theme;
    PlanWorld m_world;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PreviewPresenter> m_presenter;
    std::unique_ptr<PreviewPage> m_page;
};

void TestPreviewPage::initTestCase() {
    QLocale::setDefault(QLocale::c());
    m_theme = std::make_unique<Theme>(*qApp);
    qRegisterMetaType<RunRequest>();
}

void TestPreviewPage::init() {
    m_world = PlanWorld::usual();
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_session->setPatience(std::chrono::milliseconds(0));
    m_presenter = std::make_unique<PreviewPresenter>(*m_session);
    m_page = std::make_unique<PreviewPage>(*m_presenter);
    m_page->resize(1080, 752);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestPreviewPage::cleanup() {
    m_page.reset();
    m_presenter.reset();
    m_session.reset();
    m_backend.reset();
}

/// The page asks for the first look by itself, as soon as there is a profile.
void TestPreviewPage::look() {
    if (!m_session->profile()) {
        m_session->reloadProfiles();
        m_backend->profilesGate.answer(std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}});
        QTRY_VERIFY(m_session->hasLoaded());
        m_session->choose(m_world.profile.name);
        QCOMPARE(m_backend->surveyGate.waiting(), 1);
    } else {
        m_page->refresh();
    }
    QSignalSpy spy(m_session.get(), &Session::surveyChanged);
    m_backend->surveyGate.answer(m_world.survey());
    QTRY_COMPARE(spy.size(), 1);
}

ApplyDialog* TestPreviewPage::openDialog() {
    QTest::mouseClick(part<QPushButton>("applyPlan"), Qt::LeftButton);
    return m_page->findChild<ApplyDialog*>();
}

void TestPreviewPage::spaceTicksAndEnterAppliesNothing() {
    look();
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    tree().setFocus();
    tree().setCurrentIndex(row(41));
    QTest::keyClick(&tree(), Qt::Key_Space);
    QVERIFY(!model().isTicked(*m_session->survey()->action(41)));
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"7"_s));
    QTest::keyClick(&tree(), Qt::Key_Return);
    QVERIFY(m_page->findChild<ApplyDialog*>() == nullptr);
    QCOMPARE(wanted.size(), 0);
    // On a field's row Space is about its event; Enter closes and opens.
    tree().setCurrentIndex(model().index(0, 0, row(21)));
    QTest::keyClick(&tree(), Qt::Key_Space);
    QVERIFY(!model().isTicked(*m_session->survey()->action(21)));
    tree().setCurrentIndex(row(21));
    QVERIFY(tree().isExpanded(row(21)));
    QTest::keyClick(&tree(), Qt::Key_Return);
    QVERIFY(!tree().isExpanded(row(21)));
}

void TestPreviewPage::theBoxIsClicked() {
    look();
    const QRect cell = tree().visualRect(row(22));
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, {cell.left() + 20, cell.center().y()});
    QVERIFY(!model().isTicked(*m_session->survey()->action(22)));
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, {cell.left() + 120, cell.center().y()});
    QVERIFY(!model().isTicked(*m_session->survey()->action(22)));
    const QRect group = tree().visualRect(model().groupIndex(PlanGroup::Change));
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, {group.left() + 20, group.center().y()});
    QCOMPARE(model().tickedIn(PlanGroup::Change), 3);
}

void TestPreviewPage::appliesAfterADialogThatSaysWhat() {
    look();
    model().toggle(model().groupIndex(PlanGroup::Delete));
    model().toggle(row(44));
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    ApplyDialog* dialog = openDialog();
    QVERIFY(dialog && dialog->isVisible());
    QStringList texts;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        texts << label->text();
    const QString all = texts.join(u'\n');
    QVERIFY2(all.contains(u"projects@example.com"_s) && all.contains(u"3 event(s) changed"_s) &&
                 all.contains(u"3 event(s) added"_s) && all.contains(u"2 change(s) not ticked"_s),
             qPrintable(all));
    QVERIFY(!all.contains(u"deleted"_s));
    QTest::keyClick(dialog, Qt::Key_Return); // nothing is deleted: Enter may confirm
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<RunRequest>().chosen.size(), size_t{6});
}

void TestPreviewPage::enterConfirmsNoDeletion() {
    look();
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    ApplyDialog* dialog = openDialog();
    QVERIFY(dialog);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTest::keyClick(dialog, Qt::Key_Enter);
    QCOMPARE(wanted.size(), 0);
    QVERIFY(dialog->isVisible());
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"applyConfirm"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
}

void TestPreviewPage::theGuardIsTypedWrongThenRight() {
    m_world.profile.maxDelete = DeletionLimit{0, DeletionLimit::Unit::Events};
    look();
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    ApplyDialog* dialog = openDialog();
    QVERIFY(dialog);
    auto* number = dialog->findChild<QLineEdit*>(u"guardNumber"_s);
    auto* confirm = dialog->findChild<QPushButton*>(u"applyConfirm"_s);
    QVERIFY(number && !confirm->isEnabled());
    QTest::keyClicks(number, u"7"_s);
    QVERIFY(!confirm->isEnabled());
    QTest::keyClick(number, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    number->clear();
    QTest::keyClicks(number, u"1"_s);
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(wanted.first().first().value<RunRequest>().maxDelete ==
            (DeletionLimit{1, DeletionLimit::Unit::Events}));
}

void TestPreviewPage::aReadOnlyProfileHasNoApply() {
    m_world.profile.readOnly = true;
    look();
    QVERIFY(part<QPushButton>("applyPlan")->isHidden());
    QVERIFY(part<QLabel>("pagePurpose")->text().contains(u"read only"_s));
    QCOMPARE(model().rowCount(), 5);
}

void TestPreviewPage::theFilterKeepsWhatIsOpen() {
    look();
    tree().collapse(model().groupIndex(PlanGroup::Add));
    tree().expand(row(31));
    QTest::keyClicks(part<QLineEdit>("filter"), u"elementary"_s);
    QTRY_VERIFY(!model().groupIndex(PlanGroup::Delete).isValid());
    QVERIFY(tree().isExpanded(row(21)));
    part<QLineEdit>("filter")->clear();
    QTRY_COMPARE(model().rowCount(), 5);
    QVERIFY(tree().isExpanded(model().groupIndex(PlanGroup::Delete)));
    QVERIFY(!tree().isExpanded(model().groupIndex(PlanGroup::Add)));
    QVERIFY(tree().isExpanded(row(31)));
}

void TestPreviewPage::theThreeNothingsReadDifferently() {
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

void TestPreviewPage::anOpenedPlanThatMovedIsSaid() {
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

void TestPreviewPage::aRestrictedViewIsAccepted() {
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

void TestPreviewPage::aNarrowedViewLeadsBack() {
    look();
    m_presenter->previewOf({21, 41});
    QVERIFY(part<QWidget>("narrowedBanner")->isVisible());
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"2"_s));
    QTest::mouseClick(part<QWidget>("narrowedBanner")->findChild<QPushButton*>(u"action"_s), Qt::LeftButton);
    QVERIFY(part<QWidget>("narrowedBanner")->isHidden());
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"8"_s));
}

void TestPreviewPage::viewsShareTheCurrentItem() {
    look();
    tree().setCurrentIndex(row(43));
    QTest::keyClick(&tree(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
    auto* month = part<MonthView>("month");
    QTRY_VERIFY(month->isVisible());
    QCOMPARE(month->day(), QDate(2026, 12, 11));
    QVERIFY(month->currentChip() && month->currentChip()->action == m_session->survey()->action(43));
    month->setFocus();
    QTest::keyClick(month, Qt::Key_Left);
    QTest::keyClick(month, Qt::Key_Return);
    QTRY_VERIFY(tree().isVisible());
    QCOMPARE(tree().currentIndex(), row(31));
    QVERIFY(tree().hasFocus());
}

void TestPreviewPage::theRequestIsCopied() {
    look();
    tree().setCurrentIndex(row(21));
    m_page->showView(PreviewPage::View::Requests);
    auto* text = part<QPlainTextEdit>("request");
    QVERIFY(text->isReadOnly());
    QVERIFY(text->toPlainText().startsWith(u"PATCH "_s));
    QTest::mouseClick(part<QPushButton>("copyRequest"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
    tree().setCurrentIndex(row(31));
    QVERIFY(!part<QPushButton>("copyRequest")->isEnabled());
}

void TestPreviewPage::countsLeadToTheirGroup() {
    look();
    m_page->showView(PreviewPage::View::Month);
    auto* add = part<QWidget>("count5");
    QVERIFY(add->isVisible());
    QVERIFY(part<QWidget>("count3")->isHidden()); // nothing is blocked
    QTest::mouseClick(add, Qt::LeftButton);
    QVERIFY(tree().isVisible());
    QCOMPARE(tree().currentIndex(), model().groupIndex(PlanGroup::Add));
}

void TestPreviewPage::theBadgeCountsWhatIsPending() {
    QSignalSpy badge(m_page.get(), &Page::badgeChanged);
    look();
    QCOMPARE(badge.last().first().toString(), u"8"_s);
    model().toggle(row(41));
    QCOMPARE(badge.last().first().toString(), u"8"_s);
}

void TestPreviewPage::tabsGoAsItIsRead() {
    look();
    QStringList order;
    auto* first = part<QPushButton>("openPlan");
    for (QWidget* widget = first; widget != nullptr;) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
            !widget->objectName().isEmpty() && !widget->objectName().startsWith(u"qt_"_s))
            order << widget->objectName();
        widget = widget->nextInFocusChain();
        if (widget == first)
            break;
    }
    const QStringList wanted{
        u"openPlan"_s,       u"savePlan"_s, u"applyPlan"_s,    u"count0"_s,         u"count1"_s,
        u"count2"_s,         u"count5"_s,   u"count6"_s,       u"listButton"_s,     u"monthButton"_s,
        u"requestsButton"_s, u"filter"_s,   u"expandButton"_s, u"collapseButton"_s, u"tree"_s};
    QCOMPARE(order, wanted);
}

void TestPreviewPage::aSavedPlanIsSaidAndDismissed() {
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
    QTRY_VERIFY(banner->isVisible());
    QCOMPARE(banner->findChild<QLabel*>(u"sentence"_s)->text(), u"The plan was not saved."_s);
}

void TestPreviewPage::theFirstLookCanBeStopped() {
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

void TestPreviewPage::aProfileThatIsNotReadyLeadsToSetup() {
    QSignalSpy setup(m_page.get(), &PreviewPage::setupWanted);
    QCOMPARE(shownNothing(), u"Not set up yet"_s);
    QTest::mouseClick(part<QPushButton>("emptyAction"), Qt::LeftButton);
    QCOMPARE(setup.size(), 1);
}

void TestPreviewPage::nothingIsCutInTheSmallestWindow() {
    look();
    m_page->resize(760, 552);
    QTRY_COMPARE(m_page->width(), 760);
    for (const QString& name : {u"count0"_s, u"count2"_s, u"count6"_s, u"listButton"_s, u"requestsButton"_s,
                                u"forecast"_s, u"collapseButton"_s}) {
        const auto* widget = m_page->findChild<QWidget*>(name);
        QVERIFY2(widget->width() >= widget->sizeHint().width(), qPrintable(name));
    }
    m_page->resize(1280, 752);
    QTRY_VERIFY(part<QWidget>("count2")->width() > 120); // with its words again
}

QTEST_MAIN(TestPreviewPage)
#include "tst_previewpage.moc"
