// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/profilesettings.h"
#include "surveytools.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestProfileSettings : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aChangeIsStoredAtOnce();
    void changesWhileOneIsOnItsWayFollowIt();
    void whatCannotBeStoredIsTakenBackAndSaid();
    void whatIsNoValueIsNotStored();
    void anotherProfileForgetsFaults();
    void freezeWindowsSayWhatTheyMean_data();
    void freezeWindowsSayWhatTheyMean();

private:
    /// The profiles are read, and this is how the first one stands.
    [[nodiscard]] bool answerProfiles(const Profile& first);

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ProfileSettings> m_settings;
    Profile m_profile;
};

bool TestProfileSettings::answerProfiles(const Profile& first) {
    const std::vector<ProfileEntry> all{{first.name, first}, {u"other"_s, readyProfile(u"other"_s)}};
    return QTest::qWaitFor([&] { return m_backend->profilesGate.answer(all); });
}

void TestProfileSettings::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_settings = std::make_unique<ProfileSettings>(*m_session);
    m_profile = readyProfile(u"main"_s);
    QVERIFY(!m_settings->hasProfile());
    m_settings->set(u"colour"_s, u"violet"_s); // of no profile: nothing happens
    QVERIFY(m_backend->saved.empty());
    m_session->open(u"main"_s);
    QVERIFY(answerProfiles(m_profile));
    QTRY_VERIFY(m_settings->hasProfile());
}

void TestProfileSettings::cleanup() {
    m_settings.reset();
    m_session.reset();
    m_backend.reset();
}

void TestProfileSettings::aChangeIsStoredAtOnce() {
    m_settings->set(u"colour"_s, u"violet"_s);
    QCOMPARE(m_backend->saved.size(), size_t{1});
    QCOMPARE(m_backend->saved[0].profile.colour, u"violet"_s);
    QVERIFY(m_backend->saved[0].secrets.empty());
    QCOMPARE(m_settings->text(u"colour"_s), u"violet"_s); // shown while it is on its way
    m_backend->saveGate.answer(Result<void>());
    QVERIFY(answerProfiles(m_backend->saved[0].profile));
    QTRY_COMPARE(m_session->profile()->colour, u"violet"_s);
    QVERIFY(!m_settings->failure());
}

void TestProfileSettings::changesWhileOneIsOnItsWayFollowIt() {
    m_settings->set(u"colour"_s, u"violet"_s);
    m_settings->set(u"readOnly"_s, u"true"_s);
    m_settings->set(u"colour"_s, u"teal"_s);
    QCOMPARE(m_backend->saved.size(), size_t{1}); // one after the other
    m_backend->saveGate.answer(Result<void>());
    QTRY_COMPARE(m_backend->saved.size(), size_t{2});
    QCOMPARE(m_backend->saved[1].profile.colour, u"teal"_s);
    QVERIFY(m_backend->saved[1].profile.readOnly);
    QVERIFY(
        answerProfiles(m_backend->saved[0].profile)); // read between the two: the newer change stays shown
    QTRY_COMPARE(m_session->profile()->colour, u"violet"_s);
    QCOMPARE(m_settings->text(u"colour"_s), u"teal"_s);
    m_backend->saveGate.answer(Result<void>());
    QVERIFY(answerProfiles(m_backend->saved[1].profile));
    QTRY_COMPARE(m_session->profile()->colour, u"teal"_s);
    QCOMPARE(m_backend->saved.size(), size_t{2});
}

void TestProfileSettings::whatCannotBeStoredIsTakenBackAndSaid() {
    m_settings->set(u"readOnly"_s, u"true"_s);
    m_backend->saveGate.answer(std::unexpected(
        makeError(Error::Kind::Storage, Error::Stage::Storage, u"full"_s, u"store-failed"_s)));
    QTRY_VERIFY(m_settings->failure());
    QCOMPARE(m_settings->text(u"readOnly"_s), u"false"_s);
    m_settings->set(u"colour"_s, u"blue"_s);
    QVERIFY(!m_settings->failure());
    QVERIFY(!m_backend->saved.back().profile.readOnly);
}

void TestProfileSettings::whatIsNoValueIsNotStored() {
    m_settings->set(u"maxDelete"_s, u"many"_s);
    QVERIFY(m_backend->saved.empty());
    QVERIFY(!m_settings->fault(u"maxDelete"_s).isEmpty());
    m_settings->set(u"maxDelete"_s, u"25%"_s);
    QCOMPARE(m_settings->fault(u"maxDelete"_s), QString());
    QCOMPARE(m_backend->saved.size(), size_t{1});
}

void TestProfileSettings::anotherProfileForgetsFaults() {
    m_settings->set(u"maxDelete"_s, u"many"_s);
    m_session->choose(u"other"_s);
    QCOMPARE(m_settings->profileName(), u"other"_s);
    QCOMPARE(m_settings->fault(u"maxDelete"_s), QString());
}

void TestProfileSettings::freezeWindowsSayWhatTheyMean_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    // The day is 26 November 2026.
    QTest::newRow("none") << u""_s << u"such as 2026-12-20"_s;
    QTest::newRow("now") << u"2026-11-20..2026-11-27, 2026-11-27..2026-11-29"_s
                         << u"Frozen now: nothing is written until the end of Fri 27 Nov 2026."_s;
    QTest::newRow("today alone") << u"2026-11-26"_s << u"until the end of Thu 26 Nov 2026."_s;
    QTest::newRow("the next of two") << u"2027-02-01, 2026-12-20..2027-01-06"_s
                                     << u"from Sun 20 Dec 2026 to the end of Wed 6 Jan 2027."_s;
    QTest::newRow("one day") << u"2027-02-01"_s << u"Next: nothing is written on Mon 1 Feb 2027."_s;
    QTest::newRow("over") << u"2026-11-01..2026-11-25"_s << u"over"_s;
    QTest::newRow("half typed") << u"2026-12-20..2027-01"_s << u"separated by commas"_s;
}

void TestProfileSettings::freezeWindowsSayWhatTheyMean() {
    QFETCH(QString, text);
    QFETCH(QString, words);
    QLocale::setDefault(QLocale::c());
    QVERIFY2(m_settings->freezeNote(text).contains(words), qPrintable(m_settings->freezeNote(text)));
    QVERIFY(m_backend->saved.empty()); // nothing is set by looking
}

QTEST_GUILESS_MAIN(TestProfileSettings)
#include "tst_profilesettings.moc"
