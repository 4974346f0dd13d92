// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "troublewindow.h"
#include "widgets/nearmisses.h"

#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QListView>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What the page Troubleshoot says of a rung that failed, and what it asks before it does something.
class TestTroubleshootPage : public TroubleWindow {
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }
    void init() { open(); }
    void cleanup() { close(); }
    void nearNamesAreMarkedLetterByLetter();
    void aRenameIsAskedForBefore();
    void aQuestionIsAboutItsProfile();
    void namesOfOthersAreNoMarkup();
    void aFailureLeadsToItsPlace();
    void factsAreCopiedForSupport();
    void everythingIsReachedByKeyboard();
    void longNamesStayInTheirPane_data();
    void longNamesStayInTheirPane();

private:
    [[nodiscard]] Rung nearRung(const QStringList& names) const;
};

Rung TestTroubleshootPage::nearRung(const QStringList& names) const {
    Rung near = rung(u"near-names"_s, RungState::Failed);
    for (const QString& name : names) {
        near.nearNotes.push_back({name, u"letters"_s, false});
        near.fixes.push_back({RungFix::Kind::UseCalendar, name, {}, {}});
        near.fixes.push_back({RungFix::Kind::RenameCalendar, name, {}, {}});
    }
    near.fixes.push_back({RungFix::Kind::CreateCalendar, m_world.profile.calendarName, {}, {}});
    return near;
}

void TestTroubleshootPage::nearNamesAreMarkedLetterByLetter() {
    const QString wanted = m_world.profile.calendarName;
    failAt(nearRung({wanted.toUpper(), wanted + u' '}));
    const auto marked = [this](const char* name) {
        QString text;
        for (const DiffPiece& piece : trouble<LetterLabel>(name)->pieces())
            text += piece.differs ? u'[' + piece.text + u']' : piece.text;
        return text;
    };
    QCOMPARE(marked("nearName2"), wanted + u"[ ]"_s);
    QVERIFY2(marked("nearName1").contains(u'['), qPrintable(marked("nearName1")));
    QVERIFY(trouble("useNear1") != nullptr && trouble("renameNear2") != nullptr);
    QVERIFY(trouble("fix-1") == nullptr); // each fix has one button
    QVERIFY(trouble("fix-2") == nullptr);
    QVERIFY(trouble("fix-0") != nullptr);
    Profile profile = m_world.profile;
    profile.readOnly = true;
    m_console->session().reloadProfiles();
    QVERIFY(m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}}));
    QTRY_VERIFY(m_console->session().profile()->readOnly);
    failAt(nearRung({wanted.toUpper()}));
    QVERIFY(trouble("useNear1") != nullptr); // that is no change in Outlook
    QVERIFY(trouble("renameNear1") == nullptr);
    QVERIFY(trouble("fix-0") == nullptr);
}

void TestTroubleshootPage::aRenameIsAskedForBefore() {
    failAt(nearRung({u"Near & far"_s}));
    const auto question = [this] { return m_console->window().findChild<QDialog*>(u"confirmFix"_s); };
    trouble<QPushButton>("renameNear1")->click();
    QVERIFY(question() != nullptr && question()->isVisible());
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(question() == nullptr);
    QCOMPARE(m_backend->renameCalendarGate.calls(), 0);
    trouble<QPushButton>("renameNear1")->click();
    question()->findChild<QPushButton*>(u"fixConfirm"_s)->click();
    QCOMPARE(m_backend->renameCalendarGate.calls(), 1);
    QCOMPARE(m_backend->newNames.last(), u"Near & far"_s);
    QVERIFY(presenter().isBusy());
    QVERIFY(trouble("useNear1") == nullptr); // not twice
    QVERIFY(m_backend->renameCalendarGate.answer(Calendar{u"1"_s, u"Near & far"_s}));
    QTRY_COMPARE(m_backend->climbed.size(), size_t{2});
}

void TestTroubleshootPage::aQuestionIsAboutItsProfile() {
    failAt(nearRung({u"Near"_s}));
    trouble<QPushButton>("renameNear1")->click();
    Profile other = m_world.profile;
    other.name = u"other"_s;
    m_console->session().open(other.name); // the program was started once more, for that one
    while (m_backend->profilesGate.answer(
        std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}, {other.name, other}})) {
    }
    QTRY_COMPARE(m_console->session().profile()->name, other.name);
    window().findChild<QDialog*>(u"confirmFix"_s)->findChild<QPushButton*>(u"fixConfirm"_s)->click();
    QCOMPARE(m_backend->renameCalendarGate.calls(), 0);
    QVERIFY(!presenter().isBusy());
}

void TestTroubleshootPage::namesOfOthersAreNoMarkup() {
    failAt(nearRung({u"<a href='https://example.test'>Near</a>"_s}));
    trouble<QPushButton>("renameNear1")->click();
    auto* question = window().findChild<QDialog*>(u"confirmFix"_s);
    int withName = 0;
    for (const QLabel* label : question->findChildren<QLabel*>())
        if (label->text().contains(u"<a href"_s)) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            ++withName;
        }
    QVERIFY(withName > 0);
    question->reject();
}

void TestTroubleshootPage::aFailureLeadsToItsPlace() {
    Rung refused = rungFailed(makeError(Error::Kind::Auth, Error::Stage::Token, {}, u"7000215"_s));
    refused.id = u"credential"_s;
    failAt(refused);
    auto* secret =
        trouble<QPushButton>(qPrintable(u"errorAction%1"_s.arg(static_cast<int>(RemedyAction::SetupSecret))));
    QVERIFY(secret != nullptr);
    secret->click();
    QCOMPARE(m_console->window().currentPage(), PageId::Setup);
    // So does what kept the ladder from being climbed.
    m_console->window().showPage(PageId::Troubleshoot);
    trouble<QPushButton>("runAgain")->click();
    QVERIFY(m_backend->climbGate.answer(
        std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config, {}, u"credential-missing"_s))));
    QTRY_VERIFY(presenter().failure());
    QVERIFY(trouble<QLabel>("errorHappened") != nullptr);
    QVERIFY(!trouble<QLabel>("errorRemedy1")->text().isEmpty());
}

void TestTroubleshootPage::factsAreCopiedForSupport() {
    Rung failed = rung(u"rights"_s, RungState::Failed);
    failed.requestId = u"9d40-71ac"_s;
    failAt(failed);
    auto* details = trouble<QToolButton>("errorDetails");
    QVERIFY(details->text().contains(u"9d40-71ac"_s));
    QVERIFY(trouble("errorCopy") == nullptr); // closed until it is asked for
    details->click();
    trouble<QPushButton>("errorCopy")->click();
    const QString copied = QGuiApplication::clipboard()->text();
    for (const QString& fact :
         {m_world.profile.tenantId, m_world.profile.clientId, u"9d40-71ac"_s, u"2026-11-26"_s})
        QVERIFY2(copied.contains(fact), qPrintable(copied));
}

/// From the first complaint to the last fix by Tab and Space alone; the rungs by arrows.
void TestTroubleshootPage::everythingIsReachedByKeyboard() {
    failAt(nearRung({u"Near"_s}));
    auto* first = trouble("saveReport");
    first->setFocus(Qt::TabFocusReason);
    QStringList reached;
    for (int step = 0; step < 60; ++step) {
        reached << QApplication::focusWidget()->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    const QStringList order{
        u"saveReport"_s,  u"compareReport"_s, u"runAgain"_s, u"ladder-authentication-failed"_s,
        u"explainOne"_s,  u"pasteError"_s,    u"rungs"_s,    u"useNear1"_s,
        u"renameNear1"_s, u"errorDetails"_s,  u"fix-0"_s};
    qsizetype last = -1;
    for (const QString& name : order) {
        const qsizetype at = reached.indexOf(name, last + 1);
        QVERIFY2(at > last, qPrintable(name + u" in "_s + reached.join(u' ')));
        last = at;
    }
    auto* rungs = trouble<QListView>("rungs");
    rungs->setFocus();
    QTest::keyClick(rungs, Qt::Key_Home);
    QCOMPARE(trouble<QLabel>("troubleshootHeadline")->text(), u"Title of hosts"_s);
    QVERIFY(trouble("fix-0") == nullptr); // a rung that is well has no fix
    QTest::keyClick(rungs, Qt::Key_Down);
    auto* create = trouble<QPushButton>("fix-0");
    create->setFocus();
    QTest::keyClick(create, Qt::Key_Space);
    auto* question = m_console->window().findChild<QDialog*>(u"confirmFix"_s);
    auto* confirm = question->findChild<QPushButton*>(u"fixConfirm"_s);
    confirm->setFocus();
    QTest::keyClick(confirm, Qt::Key_Space);
    QVERIFY(presenter().isBusy());
    m_console->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
    // The button is gone, the keyboard is not: what it has now cancels.
    QTRY_COMPARE(QApplication::focusWidget(), trouble("runAgain"));
}

void TestTroubleshootPage::longNamesStayInTheirPane_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1280, 800);
    QTest::newRow("small") << QSize(960, 600);
}

void TestTroubleshootPage::longNamesStayInTheirPane() {
    QFETCH(QSize, size);
    m_console->window().resize(size);
    const QString name = u"Calendar"_s.repeated(20) + u" & more"_s;
    Rung long_ = nearRung({name});
    long_.evidence = name;
    long_.why = name;
    long_.remedies = {name, name};
    long_.fixes.push_back({RungFix::Kind::ShareCalendar, {}, name, {}});
    failAt(long_);
    QTest::qWait(0);
    QWidget* page = m_console->window().page(PageId::Troubleshoot);
    QVERIFY(page->width() <= m_console->window().width());
    for (const char* inside : {"happened", "why", "advice", "nearName1", "useNear1", "fix-0", "fix-4"}) {
        auto* part = trouble(inside);
        QVERIFY2(part != nullptr, inside);
        const QRect place(part->mapTo(page, QPoint()), part->size());
        QVERIFY2(place.right() <= page->width() && place.left() >= 0, inside);
    }
    QCOMPARE(m_console->window().size(), size);
}

QTEST_MAIN(TestTroubleshootPage)
#include "tst_troubleshootpage.moc"
