// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolewindow.h"
#include "widgets/banner.h"
#include "widgets/bundledialog.h"

#include <QCheckBox>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The bundle before it is saved, in the real window.
class TestBundleDialog : public ConsoleWindow {
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }
    void init();
    void cleanup() { close(); }
    void isReachedFromTroubleshootHelpAndTheFinder();
    void everyFileIsReadByKeyboardBeforeItIsSaved();
    void whatIsLookedForIsCountedAndForgotten();
    void spellingsAreFound_data();
    void spellingsAreFound();
    void nothingIsReplacedUnasked();
    void whatCannotBeWrittenIsSaid_data();
    void whatCannotBeWrittenIsSaid();
    void aLongFileIsShownAtOnce();
    void itIsCancelledAndMadeAgain();
    void withoutAProfileThereIsNone();

private:
    template <class T = QWidget> [[nodiscard]] T* part(const char* name) {
        return dialog().findChild<T*>(QString::fromLatin1(name));
    }
    [[nodiscard]] BundleDialog& dialog() { return *window().findChild<BundleDialog*>(); }
    void openDialog() {
        window().page(PageId::Help)->findChild<QAbstractButton*>(u"diagnosticsBundle"_s)->click();
    }
    void make(const std::vector<ZipEntry>& files) {
        openDialog();
        Bundle bundle;
        bundle.files = files;
        bundle.names = u"/home/ann/a~pseudonyms.json"_s;
        bundle.madeUtc = m_backend->time.now;
        QVERIFY(m_backend->bundleGate.answer(bundle));
        QTRY_COMPARE(dialog().presenter().state(), BundlePresenter::State::Made);
    }
    [[nodiscard]] static std::vector<ZipEntry> some() {
        return {{u"README.txt"_s, "Diagnostics\n"},
                {u"settings.json"_s, "{\n  \"mailbox\": \"mailbox-1a2b\"\n}\n"},
                {u"runs.json"_s, "mailbox-1a2b mailbox-1a2b"}};
    }
    [[nodiscard]] QString found(const QString& text) {
        auto* field = part<QLineEdit>("bundleSearch");
        field->clear();
        QTest::keyClicks(field, text);
        return QTest::qWaitFor([&] { return !dialog().presenter().found().isEmpty(); })
                   ? dialog().presenter().found()
                   : QString();
    }
    [[nodiscard]] QString noticed() {
        const auto* notice = part<Banner>("bundleNotice");
        return notice->isVisible() ? labelsOf(*notice) : QString();
    }
};

void TestBundleDialog::init() {
    QLocale::setDefault(QLocale::c());
    open();
    show();
}

void TestBundleDialog::isReachedFromTroubleshootHelpAndTheFinder() {
    for (const PageId id : {PageId::Troubleshoot, PageId::Help}) {
        window().showPage(id);
        auto* button = window().page(id)->findChild<QAbstractButton*>(u"diagnosticsBundle"_s);
        QVERIFY(button != nullptr);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(dialog().isVisible());
        dialog().reject();
    }
    m_console->finder().setQuery(u"diagnostics bundle"_s);
    QTRY_VERIFY(!m_console->finder().isSearching() && m_console->finder().rowCount() > 0);
    m_console->finder().choose(0);
    QVERIFY(dialog().isVisible());
}

void TestBundleDialog::everyFileIsReadByKeyboardBeforeItIsSaved() {
    make(some());
    auto* files = part<QListWidget>("bundleFiles");
    QCOMPARE(files->count(), 3);
    QVERIFY(files->hasFocus());
    const auto shown = [&] {
        const QAbstractItemModel& lines = *part<QListView>("bundleLines")->model();
        QStringList all;
        for (int row = 0; row < lines.rowCount(); ++row)
            all << lines.index(row, 0).data().toString();
        return all;
    };
    QCOMPARE(shown(), QStringList{u"Diagnostics"_s});
    QTest::keyClick(files, Qt::Key_Down);
    QCOMPARE(shown(), (QStringList{u"{"_s, u"  \"mailbox\": \"mailbox-1a2b\""_s, u"}"_s}));
    QTest::keyClick(files, Qt::Key_Down);
    QCOMPARE(shown(), QStringList{u"mailbox-1a2b mailbox-1a2b"_s});
    QVERIFY(part<QLabel>("bundleNames")->text().contains(u"/home/ann/a~pseudonyms.json"_s));
    QTest::keyClick(files, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), part("bundleLines"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), part("bundleSearch"));
    QVERIFY(m_backend->bundlesSaved.empty());
}

void TestBundleDialog::whatIsLookedForIsCountedAndForgotten() {
    make(some());
    auto* field = part<QLineEdit>("bundleSearch");
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QCOMPARE(found(u"MAILBOX-1a2b"_s), u"3 time(s): settings.json: 1, runs.json: 2"_s);
    QVERIFY(!dialog().presenter().isClean());
    dialog().presenter().search({});
    QVERIFY(found(u"hunter2"_s).startsWith(u"0 times"_s));
    QVERIFY(dialog().presenter().isClean());
    part<QCheckBox>("bundleReveal")->click();
    QCOMPARE(field->echoMode(), QLineEdit::Normal);
    dialog().reject();
    QVERIFY(field->text().isEmpty());
    QVERIFY(dialog().presenter().found().isEmpty());
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QVERIFY(!field->isUndoAvailable());
    QSettings().sync();
    QDirIterator kept(m_folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (kept.hasNext()) {
        QFile file(kept.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("hunter2"));
    }
}

void TestBundleDialog::spellingsAreFound_data() {
    QTest::addColumn<QByteArray>("stands");
    QTest::addColumn<QString>("looked");
    QTest::newRow("as it is") << QByteArray("x p\u00e4ss/w\"rd y") << u"p\u00e4ss/w\"rd"_s;
    QTest::newRow("case") << QByteArray("ANN@EXAMPLE.COM") << u"ann@example.com"_s;
    QTest::newRow("case of other letters") << QByteArray("M\u00dcLLER") << u"m\u00fcller"_s;
    QTest::newRow("in JSON") << QByteArray("\"a\\\"b\\\\c\"") << u"a\"b\\c"_s;
    QTest::newRow("in a form") << QByteArray("client_secret=a%2Fb%20c") << u"a/b c"_s;
    QTest::newRow("in Base64") << QByteArray("Basic ") + QByteArray("ann:hunter2").toBase64()
                               << u"ann:hunter2"_s;
}

void TestBundleDialog::spellingsAreFound() {
    QFETCH(QByteArray, stands);
    QFETCH(QString, looked);
    const auto found = occurrencesIn({{u"a"_s, "nothing"}, {u"b"_s, stands}}, looked);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().file, u"b"_s);
    QCOMPARE(found.front().count, 1);
    QVERIFY(occurrencesIn({{u"a"_s, "nothing"}}, looked).empty());
}

void TestBundleDialog::nothingIsReplacedUnasked() {
    make(some());
    QTest::mouseClick(part<QAbstractButton>("saveBundle"), Qt::LeftButton);
    auto* chooser = dialog().findChild<QFileDialog*>(u"bundleFile"_s);
    QVERIFY(chooser != nullptr);
    QVERIFY(chooser->selectedFiles().value(0).endsWith(u".zip"_s));
    const QString path = m_folder.filePath(u"b.zip"_s);
    emit chooser->fileSelected(path);
    chooser->reject();
    QCOMPARE(m_backend->bundlesSaved.size(), 1U);
    QCOMPARE(m_backend->bundlesSaved.back(), std::pair(path, false));
    const auto exists = makeError(Error::Kind::Conflict, Error::Stage::Storage, path);
    QVERIFY(m_backend->saveBundleGate.answer(std::unexpected(exists)));
    const auto question = [&] { return dialog().findChild<QMessageBox*>(u"replaceBundle"_s); };
    QTRY_VERIFY(question() != nullptr && question()->isVisible());
    QTest::keyClick(question(), Qt::Key_Return); // nobody chose: it is kept
    QTRY_VERIFY(question() == nullptr);
    QCOMPARE(m_backend->bundlesSaved.size(), 1U);
    dialog().presenter().save(path, false);
    QVERIFY(m_backend->saveBundleGate.answer(std::unexpected(exists)));
    QTRY_VERIFY(question() != nullptr && question()->isVisible());
    QTest::mouseClick(question()->findChild<QAbstractButton*>(u"replaceFile"_s), Qt::LeftButton);
    QCOMPARE(m_backend->bundlesSaved.back(), std::pair(path, true));
    QVERIFY(m_backend->saveBundleGate.answer({}));
    QTRY_VERIFY(noticed().contains(path));
}

void TestBundleDialog::whatCannotBeWrittenIsSaid_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("no folder") << static_cast<int>(Error::Kind::NotFound) << u"There is no folder /nowhere"_s;
    QTest::newRow("no right") << static_cast<int>(Error::Kind::Forbidden)
                              << u"may not write into the folder /nowhere"_s;
    QTest::newRow("disk") << static_cast<int>(Error::Kind::Storage)
                          << u"could not be written: No space left"_s;
}

void TestBundleDialog::whatCannotBeWrittenIsSaid() {
    QFETCH(int, kind);
    QFETCH(QString, words);
    make(some());
    dialog().presenter().save(u"/nowhere/b.zip"_s, false);
    m_backend->saveBundleGate.answer(std::unexpected(makeError(
        static_cast<Error::Kind>(kind), Error::Stage::Storage, u"No space left"_s, u"store-failed"_s)));
    QTRY_VERIFY2(noticed().contains(words), qPrintable(noticed()));
    QVERIFY(part<QAbstractButton>("saveBundle")->isEnabled());
}

void TestBundleDialog::aLongFileIsShownAtOnce() {
    QByteArray lines;
    for (int row = 0; row < 50'000; ++row)
        lines += "{\"template\":\"/v1.0/users/{mailbox}/events\",\"n\":" + QByteArray::number(row) + "}\n";
    make({{u"README.txt"_s, "x"}, {u"exchanges.jsonl"_s, lines}});
    QElapsedTimer watch;
    watch.start();
    part<QListWidget>("bundleFiles")->setCurrentRow(1);
    part<QListView>("bundleLines")->grab();
    QVERIFY2(watch.elapsed() < 1'000, qPrintable(QString::number(watch.elapsed())));
    QCOMPARE(part<QListView>("bundleLines")->model()->rowCount(), 50'000);
    part<QListView>("bundleLines")->scrollToBottom();
    QVERIFY(part<QListView>("bundleLines")->indexAt(QPoint(5, 5)).row() > 49'000);
}

void TestBundleDialog::itIsCancelledAndMadeAgain() {
    openDialog();
    QCOMPARE(dialog().presenter().state(), BundlePresenter::State::Making);
    QVERIFY(!part<QAbstractButton>("saveBundle")->isEnabled());
    dialog().presenter().stop();
    QVERIFY(m_backend->bundleStop.stop_requested());
    QCOMPARE(dialog().presenter().state(), BundlePresenter::State::Nothing);
    m_backend->bundleGate.answer(Bundle()); // comes too late
    part<QCheckBox>("bundleChecks")->click();
    QCOMPARE(m_backend->bundleAsks, (std::vector<bool>{true, false}));
    QVERIFY(m_backend->bundleGate.answer(std::unexpected(
        makeError(Error::Kind::Storage, Error::Stage::Storage, u"disk"_s, u"store-failed"_s))));
    QTRY_COMPARE(dialog().presenter().state(), BundlePresenter::State::Failed);
}

void TestBundleDialog::withoutAProfileThereIsNone() {
    make(some());
    dialog().reject();
    m_console->session().reloadProfiles();
    QVERIFY(m_backend->profilesGate.answer(std::vector<ProfileEntry>()));
    QTRY_VERIFY(!m_console->session().profile());
    QVERIFY(dialog().presenter().files().empty());
    delete &dialog(); // one that never had any
    openDialog();
    QVERIFY(labelsOf(dialog()).contains(u"No profile is chosen"_s));
    QVERIFY(!part<QAbstractButton>("saveBundle")->isEnabled());
    QVERIFY(m_backend->bundleAsks.size() == 1);
}

QTEST_MAIN(TestBundleDialog)
#include "tst_bundledialog.moc"
