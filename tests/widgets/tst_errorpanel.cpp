// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/errorpanel.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

Error wrongSecret() {
    Error error = makeError(Error::Kind::Auth, Error::Stage::Token, {}, u"7000215"_s);
    error.httpStatus = 401;
    error.message = u"AADSTS7000215: Invalid client secret provided."_s;
    error.requestId = u"6f1c-b2e9"_s;
    return error;
}

const QDateTime k_at(QDate(2026, 11, 26), QTime(9, 14, 32), Qt::UTC);

} // namespace

class TestErrorPanel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void saysTheFourBlocks();
    void aRemedyLeadsToItsPlaceUnlessThatIsHere();
    void detailsAreClosedUntilAskedFor();
    void detailsStayOpenWhenTheSameErrorComesAgain();
    void wordsOfOthersAreNeverMarkup();
    void columnsFollowTheWidth();
    void isHiddenWithoutAnError();

private:
    template <class T> T* child(const char* name) { return m_panel->findChild<T*>(QLatin1StringView(name)); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ErrorPanel> m_panel;
};

void TestErrorPanel::init() {
    m_panel = std::make_unique<ErrorPanel>();
    m_panel->resize(800, 400);
}

void TestErrorPanel::cleanup() { m_panel.reset(); }

void TestErrorPanel::saysTheFourBlocks() {
    const Diagnosis diagnosis = diagnose(wrongSecret(), Surface::Window);
    m_panel->setError(wrongSecret(), k_at);
    QCOMPARE(child<QLabel>("errorHappened")->text(), diagnosis.title);
    QCOMPARE(child<QLabel>("errorWhy")->text(), diagnosis.explanation);
    for (int i = 0; i < diagnosis.remedies.size(); ++i)
        QCOMPARE(m_panel->findChild<QLabel*>(u"errorRemedy%1"_s.arg(i + 1))->text(), diagnosis.remedies[i]);
    QVERIFY(child<QLabel>("errorWho")->text().contains(whoText(diagnosis.who)));
    QVERIFY(child<QToolButton>("errorDetails")->text().contains(u"401 7000215"_s));
    QVERIFY(child<QToolButton>("errorDetails")->text().contains(u"6f1c-b2e9"_s));
}

void TestErrorPanel::aRemedyLeadsToItsPlaceUnlessThatIsHere() {
    const auto action = [this](RemedyAction wanted) {
        return m_panel->findChild<QPushButton*>(u"errorAction%1"_s.arg(static_cast<int>(wanted)));
    };
    m_panel->setError(wrongSecret(), k_at);
    QVERIFY(action(RemedyAction::SetupSecret) == nullptr); // nobody said that it may lead anywhere
    m_panel->clear();
    m_panel->setPlace({PageId::Deliverables, std::nullopt});
    m_panel->setError(wrongSecret(), k_at);
    QSignalSpy wanted(m_panel.get(), &ErrorPanel::actionWanted);
    QVERIFY(action(RemedyAction::SetupSecret) != nullptr);
    QTest::mouseClick(action(RemedyAction::SetupSecret), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].value<RemedyAction>(), RemedyAction::SetupSecret);
    m_panel->clear();
    m_panel->setPlace({PageId::Setup, SetupStep::Secret});
    m_panel->setError(wrongSecret(), k_at);
    QVERIFY(action(RemedyAction::SetupSecret) == nullptr);
    QVERIFY(action(RemedyAction::SetupApp) != nullptr); // another step of the same page
}

void TestErrorPanel::detailsAreClosedUntilAskedFor() {
    m_panel->setError(wrongSecret(), k_at);
    m_panel->show();
    QVERIFY(!child<QLabel>("errorFacts")->isVisible());
    child<QToolButton>("errorDetails")->setFocus();
    QTest::keyClick(child<QToolButton>("errorDetails"), Qt::Key_Space);
    QVERIFY(child<QLabel>("errorFacts")->isVisible());
    QVERIFY(child<QLabel>("errorFacts")->text().contains(u"Invalid client secret"_s));
    QTest::keyClick(child<QPushButton>("errorCopy"), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), supportText(wrongSecret(), k_at));
}

void TestErrorPanel::detailsStayOpenWhenTheSameErrorComesAgain() {
    m_panel->setError(wrongSecret(), k_at);
    child<QToolButton>("errorDetails")->setChecked(true);
    m_panel->setError(wrongSecret(), k_at.addSecs(60));
    QVERIFY(child<QToolButton>("errorDetails")->isChecked());
    Error other = wrongSecret();
    other.code = u"7000222"_s;
    m_panel->setError(other, k_at);
    QVERIFY(!child<QToolButton>("errorDetails")->isChecked());
}

void TestErrorPanel::wordsOfOthersAreNeverMarkup() {
    Error error = wrongSecret();
    error.message = u"<img src='http://example.com/a.png'>"_s;
    m_panel->setError(error, k_at);
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
        if (!label->objectName().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestErrorPanel::columnsFollowTheWidth() {
    m_panel->setError(wrongSecret(), k_at);
    m_panel->show();
    const auto left = [this](const char* name) {
        return child<QLabel>(name)->mapTo(m_panel.get(), QPoint()).x();
    };
    QTRY_VERIFY(left("errorRemedy1") > 400);
    m_panel->resize(400, 800);
    QTRY_VERIFY(left("errorRemedy1") < 100);
}

void TestErrorPanel::isHiddenWithoutAnError() {
    QVERIFY(m_panel->isHidden());
    m_panel->setError(wrongSecret(), k_at);
    QVERIFY(!m_panel->isHidden());
    m_panel->clear();
    QVERIFY(m_panel->isHidden());
}

QTEST_MAIN(TestErrorPanel)
#include "tst_errorpanel.moc"
