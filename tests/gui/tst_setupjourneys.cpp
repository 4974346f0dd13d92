// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/diagnosis.h"
#include "journeytest.h"
#include "lockedstore.h"
#include "widgets/statedelegate.h"

#include <QLabel>
#include <QListView>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Setting up, and finding out what is wrong with it.
class TestSetupJourneys : public JourneyTest {
    Q_OBJECT

private slots:
    void aWrongSecretIsNamedAndCorrected();
    void aCalendarThatAlmostMatchesIsUsed();
    void aLockedKeychainIsSaidBeforeAnythingIsTyped();
    void anotherProfileShowsNothingOfTheFirst();
};

void TestSetupJourneys::aWrongSecretIsNamedAndCorrected() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(openStep(SetupStep::Secret));
    QVERIFY(type("entra_secret", u"mistyped-secret"_s));
    QCOMPARE(m_journey->shown<QLineEdit>("entra_secret")->echoMode(), QLineEdit::Password);
    QVERIFY(press("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Secret) == State::Failed, k_patience);
    QTRY_VERIFY(m_journey->shown<QLabel>("errorHappened") != nullptr);
    QVERIFY(m_journey->shown<QLabel>("errorHappened")->text().contains(u"secret"_s, Qt::CaseInsensitive));
    QVERIFY(m_journey->shown<QLabel>("errorRemedy1") != nullptr);
    const Finding& finding = m_journey->console().setup().finding(SetupStep::Secret);
    QVERIFY(!diagnose(*finding.error).remedies.empty());
    QVERIFY(type("entra_secret", sandbox::demo::k_clientSecret.toString()));
    QVERIFY(press("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Secret) == State::Ok, k_patience);
    QVERIFY(m_journey->shown<QLabel>("errorHappened") == nullptr);
}

void TestSetupJourneys::aCalendarThatAlmostMatchesIsUsed() {
    QVERIFY(lookAtTheSandbox());
    const Profile profile = *m_journey->session().profile();
    QVERIFY(sandbox().control(u"edit"_s, {{u"mailbox"_s, profile.mailbox},
                                          {u"op"_s, u"renameCalendar"_s},
                                          {u"calendar"_s, profile.calendarName},
                                          {u"to"_s, u"project deliverables"_s}}));
    QVERIFY(lookAgain());
    // The bar says that it is the calendar: signing in went well.
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown<QToolButton>("signInState")->text().startsWith(u"Calendar"_s),
                             k_patience);
    QVERIFY(openStep(SetupStep::Calendar));
    QVERIFY(press("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Calendar) == State::Failed, k_patience);
    QVERIFY(press("useNear1"));
    QVERIFY(press("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Calendar) == State::Ok, k_patience);
    QVERIFY(press("save"));
    QTRY_COMPARE_WITH_TIMEOUT(m_journey->session().profile()->calendarName, u"project deliverables"_s,
                              k_patience);
}

void TestSetupJourneys::aLockedKeychainIsSaidBeforeAnythingIsTyped() {
    QVERIFY(m_journey->close());
    m_journey = std::make_unique<JourneyWindow>(LockedStore::maker());
    QVERIFY(m_journey->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().profileMaker().keychain().atUtc.isValid(), k_patience);
    QCOMPARE(m_journey->console().profileMaker().keychain().state, State::Warning);
    auto* line = m_journey->shown<StateLabel>("keychainState");
    QVERIFY(line != nullptr && line->text().evidence.contains(u"locked"_s));
    // The sandbox needs no keychain.
    QVERIFY(press("sandboxButton"));
    QVERIFY(looked());
}

void TestSetupJourneys::anotherProfileShowsNothingOfTheFirst() {
    QVERIFY(lookAtTheSandbox());
    auto* menu = m_journey->shown<QToolButton>("profileMenu");
    QVERIFY(openStep(SetupStep::Calendar)); // a new profile begins at the beginning all the same
    QVERIFY(hand().chooseFromMenu(menu, u"New profile…"_s));
    QVERIFY(type("name", u"Other"_s));
    QVERIFY(press("createProfile"));
    QTRY_COMPARE_WITH_TIMEOUT(m_journey->session().profile()->name, u"Other"_s, k_patience);
    QCOMPARE(m_journey->shown<QListView>("steps")->currentIndex().row(), 0);
    QVERIFY(!m_journey->session().survey()); // nothing of the sandbox is shown for it
    QCOMPARE(m_journey->console().deliverables().model().rowCount(), 0);
    QVERIFY(!m_journey->session().isSandbox());
    QVERIFY(m_journey->shown("profileMark") == nullptr);
    QTRY_VERIFY(menu->isEnabled());
    QVERIFY(hand().chooseFromMenu(menu, u"Sandbox"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().isSandbox(), k_patience);
    QVERIFY(m_journey->shown("profileMark") != nullptr);
    QVERIFY(goTo(PageId::Deliverables));
    QVERIFY(looked());
}

QTEST_MAIN(TestSetupJourneys)
#include "tst_setupjourneys.moc"
