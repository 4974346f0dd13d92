// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "widgets/console.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

PersonRow rowOf(qint64 person, const QString& name, PersonRow::Reason reason) {
    PersonRow row;
    row.person = person;
    row.name = name;
    row.reason = reason;
    if (reason == PersonRow::Reason::None) {
        row.state = PersonRow::State::Matched;
        row.source = PersonRow::Source::Account;
        row.mailbox = u"0b8f-%1"_s.arg(person);
        row.address = u"p%1@contoso.example"_s.arg(person);
    }
    return row;
}

} // namespace

/// The page of people in the real window, by keyboard and mouse, over an engine that answers when the test
/// says so.
class TestPeoplePage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void looksOnceWhenItIsOpened();
    void aMailboxIsSetByKeyboard();
    void aWrongAddressStaysInTheDialog();
    void severalPeopleAreTakenOutTogether();
    void theFilterHidesAndIsCleared();
    void aFileThatIsWrongShowsEachLine();
    void theFinderLeadsToTheFiles();
    void theMenuOfARowSaysTheSame();

private:
    template <class T> [[nodiscard]] T* part(const char* name) {
        return m_console->window().page(PageId::People)->findChild<T*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QTreeView* table() { return part<QTreeView>("table"); }
    void answer();

    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
};

void TestPeoplePage::initTestCase() {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(u"milepost-test"_s);
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestPeoplePage::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    const Profile profile = readyProfile();
    m_console->session().reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}});
    QTRY_VERIFY(m_console->session().hasLoaded());
    m_console->session().choose(profile.name);
    m_console->window().show();
    m_console->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
    m_console->window().showPage(PageId::People);
    answer();
}

void TestPeoplePage::cleanup() {
    m_console.reset();
    m_backend.reset();
}

void TestPeoplePage::answer() {
    using Why = PersonRow::Reason;
    QVERIFY(m_backend->peopleGate.answer(
        PeopleListing{u"complete"_s,
                      {},
                      TrackerView{u"t"_s, u"ann"_s, u"admin"_s},
                      {},
                      {rowOf(1, u"Ann"_s, Why::None), rowOf(2, u"Bob"_s, Why::NoAccount),
                       rowOf(3, u"Cem"_s, Why::NoAddress), rowOf(4, u"Dan"_s, Why::TakenOut)},
                      {}}));
    QTRY_VERIFY(!m_console->people().isReading());
}

void TestPeoplePage::looksOnceWhenItIsOpened() {
    QCOMPARE(m_backend->peopleGate.calls(), 1);
    m_console->window().showPage(PageId::Jobs);
    m_console->window().showPage(PageId::People);
    QCOMPARE(m_backend->peopleGate.calls(), 1);
    QVERIFY(table()->isVisible());
    QVERIFY(!part<QPushButton>("set")->isEnabled()); // nobody is selected
    QTest::keyClick(&m_console->window(), Qt::Key_F5);
    QCOMPARE(m_backend->peopleGate.calls(), 2);
    QTest::keyClick(&m_console->window(), Qt::Key_Escape);
    QVERIFY(m_backend->peopleStop.stop_requested());
}

void TestPeoplePage::aMailboxIsSetByKeyboard() {
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Down); // the first one is current already
    QTest::keyClick(table(), Qt::Key_Return);
    auto* dialog = m_console->window().findChild<QDialog*>(u"mailboxDialog"_s);
    QTRY_VERIFY(dialog->isVisible());
    auto* ok = dialog->findChild<QPushButton*>(u"setMailbox"_s);
    QVERIFY(!ok->isEnabled()); // nothing is typed
    auto* edit = dialog->findChild<QLineEdit*>(u"mailboxOfPerson"_s);
    QTest::keyClicks(edit, u"bob@contoso.example"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_backend->wished.size(), size_t(1));
    QCOMPARE(m_backend->wished[0].first[0].person, u"2"_s);
    QCOMPARE(m_backend->wished[0].first[0].mailbox, u"bob@contoso.example"_s);
    QVERIFY(!ok->isEnabled() && !part<QPushButton>("takeOut")->isEnabled());
    m_backend->decideGate.answer(WishOutcome{{}, {rowOf(2, u"Bob"_s, PersonRow::Reason::None)}, 0});
    QTRY_VERIFY(!dialog->isVisible());
    QVERIFY(part<QWidget>("notice")->isVisible());
    QCOMPARE(table()->currentIndex().row(), 1); // where it was
}

void TestPeoplePage::aWrongAddressStaysInTheDialog() {
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QTest::mouseClick(part<QPushButton>("set"), Qt::LeftButton);
    auto* dialog = m_console->window().findChild<QDialog*>(u"mailboxDialog"_s);
    auto* edit = dialog->findChild<QLineEdit*>(u"mailboxOfPerson"_s);
    QTest::keyClicks(edit, u"nobody@contoso.example"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    m_backend->decideGate.answer(WishOutcome{{{0, WishFault::Kind::UserUnknown, {}}}, {}, 0});
    QTRY_VERIFY(edit->isEnabled());
    QVERIFY(dialog->isVisible() && !part<QWidget>("notice")->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestPeoplePage::severalPeopleAreTakenOutTogether() {
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    QVERIFY(!part<QPushButton>("set")->isEnabled()); // one mailbox is for one person
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(m_backend->wished.front().first.size(), size_t(4));
    for (const PersonWish& wish : m_backend->wished.front().first)
        QCOMPARE(wish.mailbox, QString(PersonWish::k_nobody));
    m_backend->decideGate.answer(WishOutcome{{}, {}, 4});
    QTRY_VERIFY(part<QPushButton>("automatic")->isEnabled());
    answer();
    QTest::mouseClick(part<QPushButton>("automatic"), Qt::LeftButton);
    QCOMPARE(m_backend->wished.back().first.front().mailbox, QString(PersonWish::k_automatic));
}

void TestPeoplePage::theFilterHidesAndIsCleared() {
    QTest::mouseClick(part<QCheckBox>("openOnly"), Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(table()->model()->rowCount(), 2);
    QTest::keyClick(&m_console->window(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"zoe"_s);
    QVERIFY(!table()->isVisible());
    QTest::mouseClick(part<QPushButton>("emptyAction"), Qt::LeftButton);
    QCOMPARE(table()->model()->rowCount(), 4);
}

void TestPeoplePage::aFileThatIsWrongShowsEachLine() {
    m_console->people().importFile(u"people.csv"_s);
    m_backend->readPeopleGate.answer(
        std::vector<FileWish>{{4, {u"77"_s, u"none"_s, {}}}, {9, {u"78"_s, u"none"_s, {}}}});
    QTRY_COMPARE(m_backend->decideGate.waiting(), 1);
    m_backend->decideGate.answer(WishOutcome{
        {{0, WishFault::Kind::PersonUnknown, {}}, {1, WishFault::Kind::PersonUnknown, {}}}, {}, 0});
    auto* faults = part<QPlainTextEdit>("faults");
    QTRY_VERIFY(faults->isVisible());
    QCOMPARE(faults->toPlainText().split(u'\n').size(), 2);
    QVERIFY(faults->toPlainText().contains(u"78"_s));
    m_console->people().exportFile(u"people.csv"_s);
    m_backend->writePeopleGate.answer({});
    QTRY_VERIFY(!faults->isVisible());
}

void TestPeoplePage::theFinderLeadsToTheFiles() {
    m_console->window().showPage(PageId::Jobs);
    for (const auto& [query, name] : {std::pair(u"Import people"_s, u"importPeopleFile"_s),
                                      std::pair(u"Export people"_s, u"exportPeopleFile"_s)}) {
        m_console->finder().setQuery(query);
        QTRY_VERIFY(m_console->finder().rowCount() > 0 && !m_console->finder().isSearching());
        m_console->finder().choose(0);
        QCOMPARE(m_console->window().currentPage(), PageId::People);
        auto* dialog = m_console->window().findChild<QFileDialog*>(name);
        QVERIFY(dialog != nullptr);
        dialog->close();
    }
}

void TestPeoplePage::theMenuOfARowSaysTheSame() {
    table()->setCurrentIndex(table()->model()->index(0, 0));
    emit table()->customContextMenuRequested(table()->visualRect(table()->currentIndex()).center());
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    for (QAction* action : menu->actions())
        QVERIFY(action->isSeparator() || action->isEnabled());
    menu->actions().at(1)->trigger();
    menu->close();
    QCOMPARE(m_backend->wished.front().first.front().person, u"1"_s);
}

QTEST_MAIN(TestPeoplePage)
#include "tst_peoplepage.moc"
