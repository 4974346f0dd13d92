// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/singleinstance.h"
#include "base/futures.h"
#include "doctor/diagnosis.h"
#include "journeywindow.h"
#include "widgets/statedelegate.h"

#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace milepost;
using namespace Qt::StringLiterals;
using Nothing = PreviewPresenter::Nothing;

namespace {

constexpr int k_patience = 20'000;

/// A keychain that nobody unlocked.
class LockedStore final : public SecretStore {
public:
    QFuture<Result<Redacted<QString>>> read(SecretKey, std::stop_token) override {
        return ready<Redacted<QString>>(std::unexpected(locked()));
    }
    QFuture<Result<void>> write(SecretKey, Redacted<QString>, std::stop_token) override {
        return ready<void>(std::unexpected(locked()));
    }
    QFuture<Result<void>> remove(SecretKey, std::stop_token) override {
        return ready<void>(std::unexpected(locked()));
    }
    QFuture<Result<SecretState>> state(SecretKey, std::stop_token) override {
        return ready<SecretState>(SecretState::Locked);
    }

private:
    static Error locked() {
        return makeError(Error::Kind::Keychain, Error::Stage::Keychain, u"locked"_s, u"keychain-locked"_s);
    }
};

} // namespace

/// What people do, on the real window with the real engine, by keyboard and by mouse.
class TestJourneys : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void fromTheFirstStartToNothingToDo();
    void theSameByKeyboard();
    void cancelInTheMiddleLeavesTheRestForTheNextPlan();
    void aTrackerThatIsDownLeavesTheListWithItsAge();
    void closingWhileARunIsUnderWay();
    void theGuardWantsTheNumberTyped();
    void anotherProfileStopsTheLook();
    void aWrongSecretIsNamedAndCorrected();
    void aCalendarThatAlmostMatchesIsUsed();
    void aLockedKeychainIsSaidBeforeAnythingIsTyped();
    void aSecondStartRaisesTheWindow();

private:
    void lookAtTheSandbox();
    [[nodiscard]] bool openPreview();
    /// The set-up page, at one of its steps.
    void openStep(SetupStep step);
    [[nodiscard]] State found(SetupStep step) { return m_journey->console().setup().finding(step).state; }
    [[nodiscard]] bool applyAll();
    [[nodiscard]] const Job* lastJob();
    [[nodiscard]] qsizetype standing();

    TaskPool m_calls;
    std::unique_ptr<JourneyWindow> m_journey;
};

void TestJourneys::init() { m_journey = std::make_unique<JourneyWindow>(); }

void TestJourneys::cleanup() {
    if (QTest::currentTestFailed() && m_journey) {
        const QString file = u"journey-%1.png"_s.arg(QString::fromLatin1(QTest::currentTestFunction()));
        m_journey->window().grab().save(file);
        qInfo().noquote() << "picture:" << QFileInfo(file).absoluteFilePath();
    }
    if (m_journey && m_journey->desktop().backend().sandbox())
        m_journey->sandbox().release();
    m_journey.reset();
}

/// First start, the sandbox, and its first look at both sides.
void TestJourneys::lookAtTheSandbox() {
    QVERIFY(m_journey->start());
    QVERIFY(m_journey->click("sandboxButton"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().isSandbox(), k_patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() != nullptr, k_patience);
}

bool TestJourneys::openPreview() {
    const bool hasSetup = m_journey->window().page(PageId::Setup) != nullptr;
    m_journey->press(hasSetup ? Qt::Key_3 : Qt::Key_2, Qt::ControlModifier);
    return m_journey->window().currentPage() == PageId::Preview;
}

bool TestJourneys::applyAll() { return m_journey->click("applyPlan") && m_journey->click("applyConfirm"); }

const Job* TestJourneys::lastJob() {
    const auto& jobs = m_journey->console().jobs().jobs();
    return jobs.empty() ? nullptr : &jobs.back();
}

qsizetype TestJourneys::standing() {
    const Profile& profile = *m_journey->session().profile();
    return m_journey->sandbox().events(profile.mailbox, profile.calendarName).size();
}

void TestJourneys::fromTheFirstStartToNothingToDo() {
    lookAtTheSandbox();
    QVERIFY(m_journey->shown("profileMark") != nullptr); // the sandbox says that it is one
    QVERIFY(openPreview());
    const int pending = m_journey->session().survey()->plan()->pending();
    QVERIFY(pending > 250);
    QVERIFY(applyAll());
    QTRY_VERIFY_WITH_TIMEOUT(lastJob() != nullptr && lastJob()->report, 60'000);
    QVERIFY(lastJob()->report->verified);
    QCOMPARE(lastJob()->report->summary.created, pending);
    QCOMPARE(standing(), qsizetype(pending));
    QVERIFY(openPreview());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().preview().nothing() == Nothing::NothingToDo, k_patience);
    QVERIFY(m_journey->shown("applyPlan") == nullptr);
    QCOMPARE(m_journey->sandbox().mailsSent(), 0);
}

void TestJourneys::theSameByKeyboard() {
    QVERIFY(m_journey->start());
    QTRY_VERIFY(m_journey->shown("sandboxButton") != nullptr);
    m_journey->press(Qt::Key_S, Qt::AltModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() != nullptr, k_patience);
    QVERIFY(openPreview());
    auto* apply = m_journey->shown<QPushButton>("applyPlan");
    QTRY_VERIFY_WITH_TIMEOUT(apply != nullptr || (apply = m_journey->shown<QPushButton>("applyPlan")), 5000);
    apply->setFocus();
    QTest::keyClick(apply, Qt::Key_Space);
    QTRY_VERIFY(m_journey->shown("applyConfirm") != nullptr);
    auto* confirm = m_journey->shown<QPushButton>("applyConfirm");
    QWidget* const dialog = confirm->window();
    for (int steps = 0; dialog->focusWidget() != confirm && steps < 20; ++steps)
        QTest::keyClick(dialog, Qt::Key_Tab);
    QCOMPARE(dialog->focusWidget(), static_cast<QWidget*>(confirm)); // the keyboard gets there
    QTest::keyClick(confirm, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(lastJob() != nullptr && lastJob()->report, 60'000);
    QVERIFY(lastJob()->report->verified);
}

void TestJourneys::cancelInTheMiddleLeavesTheRestForTheNextPlan() {
    lookAtTheSandbox();
    QVERIFY(openPreview());
    const int pending = m_journey->session().survey()->plan()->pending();
    m_journey->sandbox().addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, 40}},
                                  {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    QVERIFY(applyAll());
    QVERIFY(m_journey->sandbox().waitHeld(std::chrono::seconds(20)));
    QVERIFY(m_journey->click("jobStripCancel"));
    QTRY_VERIFY_WITH_TIMEOUT(lastJob()->report, k_patience);
    const SyncReport report = *lastJob()->report;
    QVERIFY(report.status == RunStatus::Cancelled);
    QVERIFY(report.summary.created > 0 && report.summary.created < pending);
    QVERIFY(outcomeLine(report).contains(QString::number(report.summary.created)));
    m_journey->sandbox().clearFaults();
    m_journey->sandbox().release();
    // What was on its way may have arrived all the same; the next look sees it and plans the rest, nothing
    // twice.
    QTRY_VERIFY_WITH_TIMEOUT(!m_journey->session().isReading(), k_patience);
    QVERIFY(openPreview());
    m_journey->press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey()->plan()->pending() + standing() == pending,
                             k_patience);
    QVERIFY(m_journey->session().survey()->plan()->pending() > 0);
}

void TestJourneys::aTrackerThatIsDownLeavesTheListWithItsAge() {
    lookAtTheSandbox();
    QTRY_VERIFY_WITH_TIMEOUT(!m_journey->session().isReading(), k_patience);
    const auto before = m_journey->session().survey();
    m_journey->sandbox().addFault({{u"area"_s, u"tracker"_s}, {u"times"_s, 0}},
                                  {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    m_journey->press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().failure(), 60'000);
    QCOMPARE(m_journey->session().survey(), before);
    QCOMPARE(m_journey->session().tracker().state, State::Failed);
    m_journey->sandbox().clearFaults();
    m_journey->press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() != before, k_patience);
    QVERIFY(!m_journey->session().failure());
}

void TestJourneys::closingWhileARunIsUnderWay() {
    lookAtTheSandbox();
    QVERIFY(openPreview());
    m_journey->sandbox().addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, 20}},
                                  {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    QVERIFY(applyAll());
    QVERIFY(m_journey->sandbox().waitHeld(std::chrono::seconds(20)));
    m_journey->window().close();
    QVERIFY(m_journey->window().isVisible()); // it asks first
    QSignalSpy closed(&m_journey->desktop(), &Desktop::closed);
    QVERIFY(m_journey->click("cancelAndClose"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_journey->window().isVisible(), k_patience);
    QVERIFY(lastJob()->report->status == RunStatus::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, k_patience);
    m_journey->markClosed();
}

void TestJourneys::theGuardWantsTheNumberTyped() {
    lookAtTheSandbox();
    QVERIFY(openPreview());
    QVERIFY(applyAll());
    QTRY_VERIFY_WITH_TIMEOUT(lastJob() != nullptr && lastJob()->report, 60'000);
    const Survey& survey = *m_journey->session().survey();
    QJsonArray patches;
    for (const Deliverable& deliverable : survey.data().deliverables)
        patches.append(QJsonObject{{u"id"_s, deliverable.id}, {u"set"_s, QJsonObject{{u"date"_s, {}}}}});
    QVERIFY(
        m_journey->sandbox().control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, patches}}));
    const auto before = m_journey->session().survey();
    QTRY_VERIFY_WITH_TIMEOUT(!m_journey->session().isReading(), k_patience);
    QVERIFY(openPreview());
    m_journey->press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() != before, k_patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey()->plan()->summary.remove > 100, k_patience);
    const int deletions = m_journey->session().survey()->plan()->summary.remove;

    QVERIFY(m_journey->click("applyPlan"));
    QTRY_VERIFY(m_journey->shown<QLineEdit>("guardNumber") != nullptr);
    auto* number = m_journey->shown<QLineEdit>("guardNumber");
    QVERIFY(m_journey->shown("applyConfirm") == nullptr);
    QTest::keyClicks(number, QString::number(deletions - 1));
    QVERIFY(m_journey->shown("applyConfirm") == nullptr); // nearly right is wrong
    number->clear();
    QTest::keyClicks(number, QString::number(deletions));
    QVERIFY(m_journey->click("applyConfirm"));
    QTRY_VERIFY_WITH_TIMEOUT(lastJob()->report && lastJob()->report->summary.deleted == deletions, 60'000);
    QCOMPARE(standing(), qsizetype(0));
}

void TestJourneys::openStep(SetupStep step) {
    m_journey->window().showPage(PageId::Setup);
    auto* steps = m_journey->window().page(PageId::Setup)->findChild<QListView*>(u"steps"_s);
    steps->setFocus();
    QTest::keyClick(steps, Qt::Key_Home);
    for (int row = 1; row < stepNumber(step); ++row)
        QTest::keyClick(steps, Qt::Key_Down);
}

void TestJourneys::aWrongSecretIsNamedAndCorrected() {
    lookAtTheSandbox();
    openStep(SetupStep::Secret);
    QTRY_VERIFY(m_journey->shown<QLineEdit>("entra_secret") != nullptr);
    auto* secret = m_journey->shown<QLineEdit>("entra_secret");
    QTest::keyClicks(secret, u"mistyped-secret"_s);
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    QVERIFY(m_journey->click("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Secret) == State::Failed, k_patience);
    QTRY_VERIFY(m_journey->shown<QLabel>("errorHappened") != nullptr);
    QVERIFY(m_journey->shown<QLabel>("errorHappened")->text().contains(u"secret"_s, Qt::CaseInsensitive));
    const Finding& finding = m_journey->console().setup().finding(SetupStep::Secret);
    QVERIFY(!diagnose(*finding.error).remedies.empty());
    secret->clear();
    QTest::keyClicks(secret, sandbox::demo::k_clientSecret.toString());
    QVERIFY(m_journey->click("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Secret) == State::Ok, k_patience);
    QVERIFY(m_journey->shown<QLabel>("errorHappened") == nullptr);
}

void TestJourneys::aCalendarThatAlmostMatchesIsUsed() {
    lookAtTheSandbox();
    const Profile profile = *m_journey->session().profile();
    QVERIFY(m_journey->sandbox().control(u"edit"_s, {{u"mailbox"_s, profile.mailbox},
                                                     {u"op"_s, u"renameCalendar"_s},
                                                     {u"calendar"_s, profile.calendarName},
                                                     {u"to"_s, u"project deliverables"_s}}));
    openStep(SetupStep::Calendar);
    QVERIFY(m_journey->click("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Calendar) == State::Failed, k_patience);
    QVERIFY(m_journey->click("useNear1"));
    QVERIFY(m_journey->click("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Calendar) == State::Ok, k_patience);
    QVERIFY(m_journey->click("save"));
    QTRY_COMPARE_WITH_TIMEOUT(m_journey->session().profile()->calendarName, u"project deliverables"_s,
                              k_patience);
}

void TestJourneys::aLockedKeychainIsSaidBeforeAnythingIsTyped() {
    QVERIFY(m_journey->close());
    m_journey = std::make_unique<JourneyWindow>([](const QString&) -> Result<std::unique_ptr<SecretStore>> {
        return std::make_unique<LockedStore>();
    });
    QVERIFY(m_journey->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().profileMaker().keychain().atUtc.isValid(), k_patience);
    QCOMPARE(m_journey->console().profileMaker().keychain().state, State::Warning);
    auto* line = m_journey->shown<StateLabel>("keychainState");
    QVERIFY(line != nullptr && line->text().evidence.contains(u"locked"_s));
    // The sandbox needs no keychain.
    QVERIFY(m_journey->click("sandboxButton"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() != nullptr, k_patience);
}

void TestJourneys::anotherProfileStopsTheLook() {
    lookAtTheSandbox();
    const auto other = await(m_journey->desktop().backend().createProfile(u"Other"_s));
    QVERIFY(other);
    m_journey->session().open(u"Other"_s);
    QTRY_COMPARE(m_journey->session().profile()->name, u"Other"_s);
    QVERIFY(!m_journey->session().survey()); // nothing of the sandbox is shown for it
    QVERIFY(!m_journey->session().isSandbox());
    QVERIFY(m_journey->shown("profileMark") == nullptr);
    m_journey->session().choose(u"Sandbox"_s);
    QVERIFY(m_journey->session().isSandbox());
}

void TestJourneys::aSecondStartRaisesTheWindow() {
    const QTemporaryDir folder;
    SingleInstance first(folder.path());
    QVERIFY(first.isFirst());
    QSignalSpy called(&first, &SingleInstance::called);
    SingleInstance second(folder.path());
    QVERIFY(!second.isFirst());
    // As in life, each in a thread of its own: the second one waits for the answer.
    const QFuture<bool> answered = m_calls.run<bool>([&] { return second.callFirst(u"Production"_s); });
    QTRY_VERIFY(answered.isFinished());
    QVERIFY(answered.result());
    QCOMPARE(called.size(), 1);
    QCOMPARE(called[0][0].toString(), u"Production"_s);
}

QTEST_MAIN(TestJourneys)
#include "tst_journeys.moc"
