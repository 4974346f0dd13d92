// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "presentation/remedyactions.h"
#include "widgets/console.h"
#include "widgets/pasteerrordialog.h"

#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What is pasted is explained; what is secret in it is not said again.
class TestPasteErrorDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_dialog = std::make_unique<PasteErrorDialog>(); }
    void cleanup() { m_dialog.reset(); }
    void explainsWhatIsPasted();
    void saysWhatElseItMayBe();
    void showsManyAndSaysWhatIsLeftOut();
    void aRemedyLeadsToItsPlace();
    void theFinderOpensIt();
    void aRemedyOpensItsPage_data();
    void aRemedyOpensItsPage();

private:
    [[nodiscard]] QStringList texts(const char* name) const;
    void paste(const QString& text);

    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<PasteErrorDialog> m_dialog;
};

void TestPasteErrorDialog::initTestCase() {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(u"milepost-test"_s);
    m_theme = std::make_unique<Theme>(*qApp);
}

QStringList TestPasteErrorDialog::texts(const char* name) const {
    QStringList texts;
    for (const QLabel* label : m_dialog->findChildren<QLabel*>(QLatin1StringView(name)))
        texts << label->text();
    return texts;
}

void TestPasteErrorDialog::paste(const QString& text) {
    auto* explain = m_dialog->findChild<QPushButton*>(u"explain"_s);
    m_dialog->findChild<QPlainTextEdit*>(u"pastedError"_s)->setPlainText(text);
    QVERIFY(explain->isEnabled());
    QSignalSpy explained(m_dialog->findChild<ErrorExplainer*>(), &ErrorExplainer::explained);
    explain->click();
    QTRY_COMPARE(explained.size(), 1);
}

void TestPasteErrorDialog::explainsWhatIsPasted() {
    m_dialog->ask();
    QVERIFY(!m_dialog->findChild<QPushButton*>(u"explain"_s)->isEnabled()); // there is nothing yet
    paste(u"client_secret=CANARY-1a2b&x=1 401 Unauthorized AADSTS7000222: The provided keys are expired."_s);
    QCOMPARE(texts("errorHappened"), QStringList{u"The client secret has expired"_s});
    const QString facts = texts("errorFacts").join(u'\n');
    QVERIFY(facts.contains(u"7000222"_s));
    QVERIFY2(!facts.contains(u"CANARY"_s), qPrintable(facts));
    paste(u"curl: (6) Could not resolve host: login.microsoftonline.com"_s);
    QCOMPARE(texts("errorHappened"), QStringList{u"The name cannot be resolved"_s}); // the one before went
}

void TestPasteErrorDialog::saysWhatElseItMayBe() {
    paste(uR"({"error":{"code":"ErrorAccessDenied","message":"Access is denied. Check credentials."}})"_s);
    const QString why = texts("errorWhy").join(u'\n');
    QVERIFY2(why.contains(u"The mailbox is outside the app's Exchange scope"_s), qPrintable(why));
    QVERIFY2(why.contains(u"roles in the token"_s), qPrintable(why));
}

void TestPasteErrorDialog::showsManyAndSaysWhatIsLeftOut() {
    QStringList many(23, u"{\"status\":429}"_s);
    paste(u'[' + many.join(u',') + u']');
    QCOMPARE(texts("errorHappened").size(), 20);
    bool isSaid = false;
    for (const QLabel* label : m_dialog->findChildren<QLabel*>())
        isSaid = isSaid || label->text().startsWith(u"3 more"_s);
    QVERIFY(isSaid);
}

void TestPasteErrorDialog::aRemedyLeadsToItsPlace() {
    paste(u"AADSTS7000215: Invalid client secret provided."_s);
    QSignalSpy wanted(m_dialog.get(), &PasteErrorDialog::actionWanted);
    m_dialog->ask();
    auto* button = m_dialog->findChild<QPushButton*>(
        u"errorAction%1"_s.arg(static_cast<int>(RemedyAction::SetupSecret)));
    QVERIFY(button != nullptr);
    button->click();
    QCOMPARE(wanted.size(), 1);
    QVERIFY(!m_dialog->isVisible());
}

void TestPasteErrorDialog::theFinderOpensIt() {
    FakeBackend backend;
    Console console(backend, *m_theme);
    console.window().show();
    console.finder().setQuery(u"paste an error"_s);
    QTRY_VERIFY(console.finder().rowCount() > 0 && !console.finder().isSearching());
    console.finder().choose(0);
    auto* dialog = console.window().findChild<QDialog*>(u"pasteErrorDialog"_s);
    QVERIFY(dialog != nullptr);
    QTRY_VERIFY(dialog->isVisible());
}

void TestPasteErrorDialog::aRemedyOpensItsPage_data() {
    QTest::addColumn<int>("page"); // on which it is opened: no button is missing there
    QTest::newRow("from Setup") << static_cast<int>(PageId::Setup);
    QTest::newRow("from Help") << static_cast<int>(PageId::Help);
}

void TestPasteErrorDialog::aRemedyOpensItsPage() {
    QFETCH(int, page);
    FakeBackend backend;
    Console console(backend, *m_theme);
    const Profile profile = readyProfile();
    console.session().open(profile.name);
    while (backend.profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}})) {
    }
    QTRY_VERIFY(console.session().profile());
    console.window().show();
    for (const auto& [text, step] :
         {std::pair(u"AADSTS7000215: Invalid client secret provided."_s, SetupStep::Secret),
          std::pair(u"AADSTS700016: Application not found"_s, SetupStep::App)}) {
        console.window().showPage(static_cast<PageId>(page));
        auto* dialog = console.window().findChild<PasteErrorDialog*>();
        dialog->ask();
        dialog->findChild<QPlainTextEdit*>(u"pastedError"_s)->setPlainText(text);
        QSignalSpy explained(dialog->findChild<ErrorExplainer*>(), &ErrorExplainer::explained);
        dialog->findChild<QPushButton*>(u"explain"_s)->click();
        QTRY_COMPARE(explained.size(), 1);
        QPushButton* wanted = nullptr;
        for (QPushButton* button : dialog->findChildren<QPushButton*>())
            if (button->text() == actionText(RemedyAction::SetupSecret) && step == SetupStep::Secret)
                wanted = button;
            else if (button->text() == actionText(RemedyAction::SetupApp) && step == SetupStep::App)
                wanted = button;
        QVERIFY2(wanted != nullptr, qPrintable(text));
        wanted->click();
        QVERIFY(!dialog->isVisible());
        QCOMPARE(console.window().currentPage(), PageId::Setup);
        auto* steps = console.window().page(PageId::Setup)->findChild<QListView*>(u"steps"_s);
        QCOMPARE(steps->currentIndex().row(), stepNumber(step) - 1);
    }
}

QTEST_MAIN(TestPasteErrorDialog)
#include "tst_pasteerrordialog.moc"
