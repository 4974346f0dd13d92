// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "widgets/console.h"
#include "widgets/deliverablespage.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestFinderDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_console.reset(); }
    void keyOpensTypingChoosesAPage();
    void arrowsChoose();
    void escLeavesEverythingAsItWas();
    void aSettingIsMade();
    void theWholeSetUpIsTested();
    void saysWhenNothingIsFound();
    void aDeliverableIsShown();
    void enterBeforeTheAnswersWaitsForThem();

private:
    [[nodiscard]] QDialog* dialog() { return m_console->window().findChild<QDialog*>(u"finder"_s); }
    [[nodiscard]] QLineEdit* query() { return dialog()->findChild<QLineEdit*>(u"query"_s); }
    [[nodiscard]] QListView* answers() { return dialog()->findChild<QListView*>(u"answers"_s); }
    void openFinder();
    void look();

    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
};

void TestFinderDialog::initTestCase() {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(u"milepost-test"_s);
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestFinderDialog::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    m_console->window().show();
    m_console->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
    look();
}

void TestFinderDialog::look() {
    const Profile profile = readyProfile();
    Session& session = m_console->session();
    session.reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}});
    QTRY_VERIFY(session.hasLoaded());
    session.choose(profile.name);
    session.refresh();
    QVERIFY(m_backend->surveyGate.answer(surveyOf(profile, someTracker(60))));
    QTRY_VERIFY(session.survey() != nullptr);
}

void TestFinderDialog::openFinder() {
    m_console->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
    QTest::keyClick(&m_console->window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(dialog()->isVisible());
    QTRY_VERIFY(query()->hasFocus());
}

void TestFinderDialog::keyOpensTypingChoosesAPage() {
    openFinder();
    QTest::keyClicks(query(), u"jobs"_s);
    QTRY_COMPARE(answers()->currentIndex().data().toString(), pageName(PageId::Jobs));
    QTest::keyClick(query(), Qt::Key_Return);
    QTRY_COMPARE(m_console->window().currentPage(), PageId::Jobs);
    QVERIFY(!dialog()->isVisible());
}

void TestFinderDialog::arrowsChoose() {
    m_console->window().showPage(PageId::Jobs);
    openFinder();
    const QModelIndex first = answers()->currentIndex();
    QCOMPARE(first.row(), 0);
    QTest::keyClick(query(), Qt::Key_Down);
    QCOMPARE(answers()->currentIndex().row(), 1);
    QTest::keyClick(query(), Qt::Key_Up);
    QCOMPARE(answers()->currentIndex().row(), 0);
    QTest::keyClick(query(), Qt::Key_Return);
    QCOMPARE(m_console->window().currentPage(), m_console->window().pages().first());
}

void TestFinderDialog::escLeavesEverythingAsItWas() {
    m_console->window().showPage(PageId::Preview);
    openFinder();
    QTest::keyClicks(query(), u"jobs"_s);
    QTest::keyClick(query(), Qt::Key_Escape);
    QVERIFY(!dialog()->isVisible());
    QCOMPARE(m_console->window().currentPage(), PageId::Preview);
    openFinder();
    QVERIFY(query()->text().isEmpty());
}

void TestFinderDialog::aSettingIsMade() {
    openFinder();
    QTest::keyClicks(query(), u"dark"_s);
    QTRY_VERIFY(!m_console->finder().isSearching());
    QTest::keyClick(query(), Qt::Key_Return);
    QCOMPARE(Theme::tone(), Tone::Dark);
    m_theme->choose(ThemeChoice::System);
}

void TestFinderDialog::theWholeSetUpIsTested() {
    QVERIFY(!m_console->setup().isBusy());
    openFinder();
    QTest::keyClicks(query(), u"test every"_s);
    QTRY_VERIFY(!m_console->finder().isSearching());
    QTest::keyClick(query(), Qt::Key_Return);
    QCOMPARE(m_console->window().currentPage(), PageId::Setup);
    QVERIFY(m_console->setup().isBusy());
}

void TestFinderDialog::saysWhenNothingIsFound() {
    openFinder();
    auto* nothing = dialog()->findChild<QLabel*>(u"nothingFound"_s);
    QVERIFY(!nothing->isVisible());
    QTest::keyClicks(query(), u"zzz"_s);
    QTRY_VERIFY(nothing->isVisible());
    QTest::keyClick(query(), Qt::Key_Return);
    QVERIFY(dialog()->isVisible());
}

void TestFinderDialog::aDeliverableIsShown() {
    m_console->window().showPage(PageId::Jobs);
    openFinder();
    const QString project = m_console->session().survey()->data().projects.front().name;
    query()->setText(project);
    QTRY_COMPARE(answers()->currentIndex().data(Finder::k_hintRole).toString(), project);
    const QString title = answers()->currentIndex().data().toString();
    QTest::keyClick(query(), Qt::Key_Return);
    QTRY_COMPARE(m_console->window().currentPage(), PageId::Deliverables);
    auto* table = m_console->window().page(PageId::Deliverables)->findChild<QTreeView*>(u"table"_s);
    const auto says = [table](const QString& text) {
        const QModelIndex current = table->currentIndex();
        for (int column = 0; current.isValid() && column < table->model()->columnCount(); ++column)
            if (current.siblingAtColumn(column).data().toString().contains(text))
                return true;
        return false;
    };
    QTRY_VERIFY(says(project));
    QVERIFY(says(title));
}

void TestFinderDialog::enterBeforeTheAnswersWaitsForThem() {
    openFinder();
    const QString project = m_console->session().survey()->data().projects.front().name;
    QTRY_VERIFY((query()->clear(), query()->setText(project), m_console->finder().isSearching()));
    QTest::keyClick(query(), Qt::Key_Return);
    QVERIFY(dialog()->isVisible());
    QTRY_VERIFY(!dialog()->isVisible());
    QCOMPARE(m_console->window().currentPage(), PageId::Deliverables);
}

QTEST_MAIN(TestFinderDialog)
#include "tst_finderdialog.moc"
