// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "presentation/itemroles.h"
#include "widgets/profilesdialog.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The list of profiles by keyboard, with an engine that answers when the test wants it.
class TestProfilesDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void eachProfileSaysHowItStands();
    void aNewNameIsAskedForAndGiven();
    void nothingIsDeletedByOneKey();
    void aFailureIsSaidAndTheQuestionStays();
    void anUnreadableProfileIsLeftAlone();

private:
    [[nodiscard]] std::vector<ProfileEntry> entries() const;
    template <class T = QPushButton> T* part(const char* name) {
        return m_dialog->findChild<T*>(QLatin1StringView(name));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        // A mnemonic belongs to the window, a plain key to what has the focus.
        QWidget* target = modifiers == Qt::NoModifier ? QApplication::focusWidget() : m_dialog.get();
        QTest::keyClick(target, key, modifiers);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ProfileMaker> m_maker;
    std::unique_ptr<ProfilesDialog> m_dialog;
};

std::vector<ProfileEntry> TestProfilesDialog::entries() const {
    Profile empty;
    empty.name = u"Empty"_s;
    Profile guarded = readyProfile(u"Guarded"_s);
    guarded.readOnly = true;
    return {{u"Broken"_s, std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                                    u"line 3 of Broken.json"_s, u"config-invalid"_s))},
            {u"Empty"_s, empty},
            {u"Guarded"_s, guarded},
            {u"Prod"_s, readyProfile(u"Prod"_s)}};
}

void TestProfilesDialog::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_maker = std::make_unique<ProfileMaker>(*m_session);
    m_session->open(u"Prod"_s);
    QVERIFY(m_backend->profilesGate.answer(entries()));
    QTRY_VERIFY(m_session->profile());
    m_dialog = std::make_unique<ProfilesDialog>(*m_session, *m_maker);
    m_dialog->ask();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void TestProfilesDialog::cleanup() {
    m_dialog.reset();
    m_maker.reset();
    m_session.reset();
    m_backend.reset();
}

void TestProfilesDialog::eachProfileSaysHowItStands() {
    const QAbstractItemModel& model = *part<QListView>("profiles")->model();
    QCOMPARE(model.rowCount(), 4);
    const std::array words{std::pair(State::Failed, u"Unreadable"_s),
                           std::pair(State::Warning, u"Not set up yet"_s),
                           std::pair(State::Skipped, u"Read only"_s), std::pair(State::Ok, u"Set up"_s)};
    for (int row = 0; row < 4; ++row) {
        const QModelIndex index = model.index(row, 0);
        QCOMPARE(stateOf(index.data(k_stateRole)), std::optional(words[static_cast<size_t>(row)].first));
        QCOMPARE(index.data(k_wordRole).toString(), words[static_cast<size_t>(row)].second);
    }
    QVERIFY(model.index(0, 0).data(k_evidenceRole).toString().contains(u"line 3"_s));
    QCOMPARE(part<QListView>("profiles")->currentIndex().row(), 3); // the open one
    QVERIFY(!part("openProfile")->isEnabled());
}

void TestProfilesDialog::aNewNameIsAskedForAndGiven() {
    press(Qt::Key_R, Qt::AltModifier);
    auto* name = part<QLineEdit>("newName");
    QTRY_VERIFY(name->hasFocus()); // a mnemonic presses its button for a moment
    QCOMPARE(name->text(), u"Prod"_s);
    QVERIFY(!part("answerYes")->isEnabled()); // the same name
    QTest::keyClicks(name, u"Production"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_backend->newNames, QStringList{u"Production"_s});
    QVERIFY(!part("deleteProfile")->isEnabled()); // one at a time
    Profile renamed = readyProfile(u"Production"_s);
    QVERIFY(m_backend->renameGate.answer(renamed));
    QTRY_VERIFY(part<QLabel>("said")->text().contains(u"Production"_s));
    QVERIFY(m_backend->profilesGate.answer(std::vector<ProfileEntry>{{renamed.name, renamed}}));
    QTRY_VERIFY(m_session->profile() && m_session->profile()->name == u"Production"_s);
    QVERIFY(!part<QLineEdit>("newName")->isVisible());
    QVERIFY(m_dialog->isVisible());
}

void TestProfilesDialog::nothingIsDeletedByOneKey() {
    press(Qt::Key_D, Qt::AltModifier);
    QTRY_VERIFY(part("answerNo")->hasFocus());
    QVERIFY(part<QLabel>("asked")->text().contains(u"Prod"_s));
    press(Qt::Key_Space);
    QVERIFY(!part<QLabel>("asked")->isVisible());
    QVERIFY(m_backend->newNames.isEmpty());
    press(Qt::Key_D, Qt::AltModifier);
    QTRY_VERIFY(part("answerYes")->isVisible());
    QTest::mouseClick(part("answerYes"), Qt::LeftButton);
    QCOMPARE(m_backend->newNames, QStringList{u"Prod"_s});
}

void TestProfilesDialog::aFailureIsSaidAndTheQuestionStays() {
    press(Qt::Key_U, Qt::AltModifier);
    QTRY_VERIFY(part<QLineEdit>("newName")->hasFocus());
    QCOMPARE(part<QLineEdit>("newName")->text(), u"Prod copy"_s);
    press(Qt::Key_Return);
    QVERIFY(m_backend->duplicateGate.answer(std::unexpected(
        makeError(Error::Kind::Keychain, Error::Stage::Keychain, u"no"_s, u"keychain-denied"_s))));
    QTRY_VERIFY(part<QWidget>("error")->isVisible());
    QVERIFY(part<QLineEdit>("newName")->isVisible() && part("answerYes")->isEnabled());
    QVERIFY(m_session->profile()->name == u"Prod"_s);
}

void TestProfilesDialog::anUnreadableProfileIsLeftAlone() {
    press(Qt::Key_Home);
    QCOMPARE(part<QListView>("profiles")->currentIndex().row(), 0);
    for (const char* name :
         {"openProfile", "duplicateProfile", "renameProfile", "exportProfile", "deleteProfile"})
        QVERIFY2(!part(name)->isEnabled(), name);
    QVERIFY(part("newProfile")->isEnabled());
}

QTEST_MAIN(TestProfilesDialog)
#include "tst_profilesdialog.moc"
