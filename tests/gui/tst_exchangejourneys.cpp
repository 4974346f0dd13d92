// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/profilesecrets.h"
#include "journeytest.h"
#include "sandbox/sandbox.h"
#include "widgets/bundledialog.h"

#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The evidence, from the page to what is copied and saved: the real window, real sockets, the sandbox. What
/// is secret in the sandbox's profile is looked for wherever something leaves the page.
class TestExchangeJourneys : public JourneyTest {
    Q_OBJECT

private slots:
    void everyRequestIsThereAndHoldsNoSecret();
    void aFailureLeadsToItsCause();
    void aLadderStandsInTheLog();
    void theBundleIsReadAndSaved();

private:
    [[nodiscard]] ExchangesPresenter& log() { return m_journey->console().exchanges(); }
    [[nodiscard]] bool openLog() {
        return goTo(PageId::Troubleshoot) && press("exchangeLog") &&
               QTest::qWaitFor([&] { return log().model().rowCount() > 0; }, k_patience);
    }
    /// Everything that the chosen request shows and gives away.
    [[nodiscard]] QString shown() {
        QString all;
        for (const QLabel* label : m_journey->window().findChildren<QLabel*>())
            all += label->text() + u'\n';
        if (auto* facts = m_journey->shown<QPlainTextEdit>("exchangeFacts"))
            all += facts->toPlainText();
        for (const char* button : {"copySupport", "copyCurl"}) {
            m_journey->shown<QAbstractButton>(button)->click();
            all += QApplication::clipboard()->text();
        }
        const ExchangeModel& model = log().model();
        for (int row = 0; row < model.rowCount(); ++row)
            for (int column = 0; column < model.columnCount(); ++column)
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
                    all += model.index(row, column).data(role).toString() + u'\n';
        return all;
    }
    /// Kept for the sandbox's profile, with what they are.
    [[nodiscard]] QStringList secrets();
};

QStringList TestExchangeJourneys::secrets() {
    QStringList found;
    const auto host = m_journey->desktop().backend().sandbox();
    for (const SecretPurpose purpose : {SecretPurpose::EntraSecret, SecretPurpose::TrackerPassword})
        if (const auto key = cli::secretKeyOf(*m_journey->session().profile(), purpose)) {
            const auto secret = host->secrets().read(*key, {});
            if (QTest::qWaitFor([&] { return secret.isFinished(); }, k_patience) && secret.result())
                found << secret.result()->reveal();
        }
    return found;
}

void TestExchangeJourneys::everyRequestIsThereAndHoldsNoSecret() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(openLog());
    auto* keep = m_journey->shown<QToolButton>("keepBodies");
    QVERIFY(hand().chooseFromMenu(keep, keep->menu()->actions().front()->text()));
    QTRY_VERIFY_WITH_TIMEOUT(log().bodiesLeft().count() > 0, k_patience);
    QVERIFY(m_journey->shown("bodiesNotice") != nullptr);
    const int before = log().model().rowCount();
    m_journey->session().expectNewCredential();
    m_journey->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(log().model().rowCount() > before, k_patience); // by itself
    QTRY_VERIFY_WITH_TIMEOUT(!m_journey->session().isReading(), k_patience);
    const QStringList kept = secrets();
    QCOMPARE(kept.size(), 2);
    QStringList stages;
    for (int row = 0; row < log().model().rowCount(); ++row) {
        log().choose(log().model().record(row)->id);
        stages << toString(log().chosen()->stage);
        QTRY_VERIFY(log().chosen() != nullptr);
    }
    for (const char* stage : {"token", "graph", "tracker"})
        QVERIFY2(stages.contains(QLatin1String(stage)), stage);
    // With its body: read after it was chosen.
    log().choose(log().model().record(0)->id);
    QTRY_VERIFY_WITH_TIMEOUT(!log().chosen()->answerBody.isEmpty(), k_patience);
    const QString all = shown();
    QVERIFY(all.contains(log().chosen()->answerBody.left(20)));
    for (const QString& secret : kept)
        QVERIFY(!all.contains(secret));
    QVERIFY(!all.contains(u"eyJ"_s)); // no token
    QVERIFY(press("backToTroubleshoot"));
    QCOMPARE(m_journey->window().currentPage(), PageId::Troubleshoot);
}

void TestExchangeJourneys::aFailureLeadsToItsCause() {
    QVERIFY(lookAtTheSandbox());
    sandbox().addFault({{u"area"_s, u"tracker"_s}, {u"times"_s, 0}},
                       {{u"kind"_s, u"status"_s}, {u"status"_s, 403}, {u"message"_s, u"No access"_s}});
    m_journey->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!m_journey->session().isReading() && m_journey->session().failure(), k_patience);
    QVERIFY(openLog());
    auto* failed = m_journey->shown<QAbstractButton>("exchangeFailed");
    QVERIFY(hand().use(failed));
    QTRY_VERIFY_WITH_TIMEOUT(log().model().rowCount() > 0 && log().model().record(0)->hasFailed(),
                             k_patience);
    auto* table = m_journey->shown<QTreeView>("exchanges");
    QVERIFY(hand().choose(table, log().model().index(0, 0)));
    QVERIFY(press("explainFailure"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown("explanations") != nullptr, k_patience);
}

void TestExchangeJourneys::aLadderStandsInTheLog() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(openLog());
    const qint64 newest = log().model().record(0)->id;
    QVERIFY(press("backToTroubleshoot"));
    QVERIFY(press("ladder-authentication-failed"));
    const TroubleshootPresenter& trouble = m_journey->console().troubleshoot();
    QTRY_VERIFY_WITH_TIMEOUT(!trouble.isRunning() && trouble.report(), k_patience);
    QVERIFY(press("exchangeLog"));
    QTRY_VERIFY_WITH_TIMEOUT(log().model().record(0)->id > newest, k_patience);
}

void TestExchangeJourneys::theBundleIsReadAndSaved() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(goTo(PageId::Troubleshoot));
    QVERIFY(press("diagnosticsBundle"));
    auto* dialog = m_journey->window().findChild<BundleDialog*>();
    BundlePresenter& bundle = dialog->presenter();
    QTRY_COMPARE_WITH_TIMEOUT(bundle.state(), BundlePresenter::State::Made, k_patience);
    QVERIFY(bundle.gaps().isEmpty());
    const auto kept = secrets();
    QCOMPARE(kept.size(), 2);
    const Profile profile = *m_journey->session().profile();
    QVERIFY(!occurrencesIn(bundle.files(), u"graph"_s).empty());
    for (const QString& text : kept + QStringList{profile.mailbox, profile.trackerUser, u"eyJ"_s})
        QVERIFY2(occurrencesIn(bundle.files(), text).empty(), qPrintable(text.left(3)));
    QVERIFY(type("bundleSearch", profile.mailbox));
    QTRY_VERIFY_WITH_TIMEOUT(bundle.isClean(), k_patience);
    const QString path = m_journey->folder() + u"/bundle.zip"_s;
    bundle.save(path, false);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), k_patience);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(4) == "PK\x03\x04");
    // A second one to the same place asks.
    QSignalSpy saved(&bundle, &BundlePresenter::saved);
    bundle.save(path, false);
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, k_patience);
    QCOMPARE(saved.front().front().value<BundlePresenter::Saved>(), BundlePresenter::Saved::Exists);
    bundle.save(m_journey->folder() + u"/none/bundle.zip"_s, false);
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 2, k_patience);
    QCOMPARE(saved.back().front().value<BundlePresenter::Saved>(), BundlePresenter::Saved::Failed);
}

QTEST_MAIN(TestExchangeJourneys)
#include "tst_exchangejourneys.moc"
