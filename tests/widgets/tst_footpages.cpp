// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Settings and Help, at the foot of the rail.

#include "../presentation/fakebackend.h"
#include "../presentation/memorypreferences.h"
#include "../presentation/surveytools.h"
#include "widgets/banner.h"
#include "widgets/console.h"
#include "widgets/helppage.h"
#include "widgets/notifier.h"
#include "widgets/settingspage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestFootPages : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void themeIsInForceAtOnce();
    void startupProfileIsRemembered();
    void aStartupProfileThatIsGoneIsNotShown();
    void theProfilesOwnSettingsAreStoredAtOnce();
    void watchingIsChosenAndSaysWhenItLooks();
    void whatAWatchWaitsForIsSaidWhereItIsSet();
    void whoeverLooksAtTheWindowGetsNoMessage();
    void everyChapterIsShown();
    void linksLeadToChaptersAndOutside();

private:
    /// One profile, in front.
    void open(Session& session) {
        session.open(u"a"_s);
        QVERIFY(QTest::qWaitFor([&] {
            return m_backend.profilesGate.answer(std::vector<ProfileEntry>({{u"a"_s, readyProfile(u"a"_s)}}));
        }));
        QTRY_VERIFY(session.profile());
    }

    std::unique_ptr<Theme> m_theme;
    FakeBackend m_backend;
    MemoryPreferences m_preferences;
};

void TestFootPages::themeIsInForceAtOnce() {
    Session session(m_backend);
    JobsPresenter jobs(session);
    WatchPresenter watch(session, jobs, m_preferences);
    SettingsPage page(session, *m_theme, m_preferences, watch);
    page.show();
    auto* choice = page.findChild<QComboBox*>(u"themeChoice"_s);
    QTest::keyClick(choice, Qt::Key_End);
    QCOMPARE(m_theme->choice(), ThemeChoice::Dark);
    QCOMPARE(Theme::tone(), Tone::Dark);
    QTest::keyClick(choice, Qt::Key_Up);
    QCOMPARE(Theme::tone(), Tone::Light);
    m_theme->choose(ThemeChoice::System);
    page.entered();
    QCOMPARE(choice->currentIndex(), 0);
}

void TestFootPages::startupProfileIsRemembered() {
    Session session(m_backend);
    JobsPresenter jobs(session);
    WatchPresenter watch(session, jobs, m_preferences);
    SettingsPage page(session, *m_theme, m_preferences, watch);
    page.show();
    session.reloadProfiles();
    m_backend.profilesGate.answer(
        std::vector<ProfileEntry>{{u"a"_s, readyProfile(u"a"_s)}, {u"b"_s, readyProfile(u"b"_s)}});
    auto* choice = page.findChild<QComboBox*>(u"startupChoice"_s);
    QTRY_COMPARE(choice->count(), 3);
    QVERIFY(m_preferences.values.isEmpty()); // what nobody chose is not stored
    QTest::keyClick(choice, Qt::Key_End);
    QCOMPARE(m_preferences.values.value(k_startupProfile).toString(), u"b"_s);
    QTest::keyClick(choice, Qt::Key_Home);
    QCOMPARE(m_preferences.values.value(k_startupProfile).toString(), QString());
}

void TestFootPages::aStartupProfileThatIsGoneIsNotShown() {
    m_preferences.write(k_startupProfile, u"gone"_s);
    Session session(m_backend);
    JobsPresenter jobs(session);
    WatchPresenter watch(session, jobs, m_preferences);
    SettingsPage page(session, *m_theme, m_preferences, watch);
    QCOMPARE(page.findChild<QComboBox*>(u"startupChoice"_s)->currentIndex(), 0);
}

void TestFootPages::theProfilesOwnSettingsAreStoredAtOnce() {
    Session session(m_backend);
    JobsPresenter jobs(session);
    WatchPresenter watch(session, jobs, m_preferences);
    SettingsPage page(session, *m_theme, m_preferences, watch);
    page.show();
    auto* card = page.findChild<QWidget*>(u"profileCard"_s);
    QVERIFY(!card->isVisible()); // there is none
    session.open(u"a"_s);
    QVERIFY(QTest::qWaitFor([&] {
        return m_backend.profilesGate.answer(std::vector<ProfileEntry>({{u"a"_s, readyProfile(u"a"_s)}}));
    }));
    QTRY_VERIFY(card->isVisible());
    QTest::keyClick(page.findChild<QCheckBox*>(u"readOnly"_s), Qt::Key_Space);
    QCOMPARE(m_backend.saved.size(), size_t{1});
    QVERIFY(m_backend.saved[0].profile.readOnly);
    m_backend.saveGate.answer(Result<void>());
    QVERIFY(QTest::qWaitFor([&] {
        return m_backend.profilesGate.answer(
            std::vector<ProfileEntry>({{u"a"_s, m_backend.saved[0].profile}}));
    }));
    QTRY_VERIFY(session.profile()->readOnly);
    auto* most = page.findChild<QLineEdit*>(u"maxDelete"_s);
    QTest::keyClicks(most, u"lots"_s);
    QTest::keyClick(most, Qt::Key_Return);
    QCOMPARE(m_backend.saved.size(), size_t{1});
    QVERIFY(page.findChild<QLabel*>(u"maxDeleteNote"_s)->text().contains(u"expected"_s));
    QCOMPARE(most->text(), u"lots"_s); // what was typed stays to be corrected
    QTest::keySequence(most, QKeySequence::SelectAll);
    QTest::keyClicks(most, u"30"_s);
    QTest::keyClick(most, Qt::Key_Return);
    QTRY_COMPARE(m_backend.saved.size(), size_t{2});
    QCOMPARE(m_backend.saved[1].profile.maxDelete->value, 30);
}

void TestFootPages::watchingIsChosenAndSaysWhenItLooks() {
    m_preferences.values = {};
    Session session(m_backend);
    JobsPresenter jobs(session);
    WatchPresenter watch(session, jobs, m_preferences);
    SettingsPage page(session, *m_theme, m_preferences, watch);
    page.show();
    open(session);
    auto* choice = page.findChild<QComboBox*>(u"watch"_s);
    auto* note = page.findChild<QLabel*>(u"watchNote"_s);
    QCOMPARE(choice->currentIndex(), 0);
    QVERIFY(!note->text().contains(u"Next look"_s));
    QTest::keyClick(choice, Qt::Key_Down);
    QCOMPARE(watch.minutes(), 5);
    const QString next = shortTime(m_backend.time.now.addSecs(5 * 60));
    QVERIFY2(note->text().contains(u"Next look at "_s + next), qPrintable(note->text()));
    QTest::keyClick(choice, Qt::Key_Home);
    QCOMPARE(watch.minutes(), 0);
    QVERIFY(!note->text().contains(u"Next look"_s));
}

void TestFootPages::whatAWatchWaitsForIsSaidWhereItIsSet() {
    m_preferences.values = {};
    Session session(m_backend);
    JobsPresenter jobs(session);
    WatchPresenter watch(session, jobs, m_preferences);
    SettingsPage page(session, *m_theme, m_preferences, watch);
    page.show();
    open(session);
    auto* needs = page.findChild<Banner*>(u"watchNeeds"_s);
    QVERIFY(!needs->isVisible());
    watch.setMinute(std::chrono::milliseconds(1));
    watch.setMinutes(5);
    const Error down = makeError(Error::Kind::Offline, Error::Stage::Tracker, u"refused"_s);
    QVERIFY(QTest::qWaitFor([&] { return m_backend.surveyGate.answer(std::unexpected(down)); }));
    QTRY_VERIFY(needs->isVisible());
    const auto labels = needs->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(
        labels, [&](const QLabel* label) { return label->text() == diagnose(down, Surface::Window).title; }));
    QSignalSpy wanted(&page, &SettingsPage::pageWanted);
    QTest::mouseClick(needs->findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(wanted[0][0].value<PageId>() == PageId::Preview);
    watch.setMinutes(0);
    QVERIFY(!needs->isVisible()); // nobody watches
}

void TestFootPages::whoeverLooksAtTheWindowGetsNoMessage() {
    Console console(m_backend, *m_theme);
    QSignalSpy shown(&console.notifier(), &Notifier::shown);
    console.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&console.window()));
    console.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&console.window()));
    emit console.watch().told(u"Title"_s, u"Text"_s, PageId::Jobs);
    QCOMPARE(shown.size(), 0);
    console.window().hide();
    QTRY_VERIFY(QApplication::activeWindow() == nullptr);
    emit console.watch().told(u"Title"_s, u"Text"_s, PageId::Jobs);
    QCOMPARE(shown.size(), 1);
}

void TestFootPages::everyChapterIsShown() {
    HelpPage page;
    page.show();
    auto* chapters = page.findChild<QListWidget*>(u"chapters"_s);
    auto* text = page.findChild<QTextBrowser*>(u"chapter"_s);
    QVERIFY(chapters->count() > 5);
    QCOMPARE(chapters->currentRow(), 0);
    for (int row = 0; row < chapters->count(); ++row) {
        QVERIFY2(text->toPlainText().startsWith(chapters->item(row)->text()),
                 qPrintable(chapters->item(row)->text()));
        QTest::keyClick(chapters, Qt::Key_Down);
    }
}

void TestFootPages::linksLeadToChaptersAndOutside() {
    HelpPage page;
    auto* chapters = page.findChild<QListWidget*>(u"chapters"_s);
    auto* text = page.findChild<QTextBrowser*>(u"chapter"_s);
    QSignalSpy outside(&page, &HelpPage::linkWanted);
    emit text->anchorClicked(QUrl(u"#exit-status"_s));
    QCOMPARE(chapters->currentItem()->text(), u"Exit status"_s);
    QCOMPARE(outside.size(), 0);
    emit text->anchorClicked(QUrl(u"https://entra.microsoft.com"_s));
    QCOMPARE(outside.size(), 1);
    QCOMPARE(chapters->currentItem()->text(), u"Exit status"_s);
}

QTEST_MAIN(TestFootPages)
#include "tst_footpages.moc"
