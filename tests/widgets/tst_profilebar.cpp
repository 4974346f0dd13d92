// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "widgets/console.h"
#include "widgets/profilebar.h"
#include "widgets/setuppage.h"

#include <QApplication>
#include <QLabel>
#include <QLocale>
#include <QPaintEvent>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The bar at the top, in the real window.
class TestProfileBar : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void timesHaveNoSeconds();
    void nothingIsClippedInANarrowWindow();
    void theMarkIsPaintedWithItsFrame();
    void aStateOpensItsOwnStep();
    void aFailureOpensTheStepThatMendsIt();

private:
    template <class T> [[nodiscard]] T* part(const char* name) {
        return m_console->window().findChild<T*>(QLatin1StringView(name));
    }
    void look(const Result<std::shared_ptr<const Survey>>& answer);
    [[nodiscard]] SetupStep shownStep() {
        return qobject_cast<SetupPage*>(m_console->window().page(PageId::Setup))->step();
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
};

void TestProfileBar::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    Profile profile = readyProfile(u"Contoso Engineering Services"_s);
    profile.calendarName = u"Project Deliverables of the whole company"_s;
    profile.colour = u"orange"_s;
    std::vector<ProfileEntry> entries{{profile.name, profile}};
    m_console->session().open(profile.name);
    while (m_backend->profilesGate.answer(entries)) {
    }
    QTRY_VERIFY(m_console->session().profile().has_value());
    m_console->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_console->window()));
}

void TestProfileBar::cleanup() {
    m_console.reset();
    m_backend.reset();
}

void TestProfileBar::look(const Result<std::shared_ptr<const Survey>>& answer) {
    m_console->session().refresh();
    while (m_backend->surveyGate.answer(answer)) {
    }
    QTRY_VERIFY(!m_console->session().isReading());
}

void TestProfileBar::timesHaveNoSeconds() {
    look(surveyOf(*m_console->session().profile(), someTracker(20)));
    for (const char* name : {"signInState", "trackerState"}) {
        const QString text = part<QToolButton>(name)->text();
        QVERIFY2(text.contains(shortTime(m_backend->time.now)), qPrintable(text));
        QCOMPARE(text.count(u':'), 1);
    }
}

/// What is painted again when the mark appears is all that a window on a real display gets to see.
void TestProfileBar::theMarkIsPaintedWithItsFrame() {
    class Painted final : public QObject {
    public:
        QRegion region;
        bool eventFilter(QObject*, QEvent* event) override {
            if (event->type() == QEvent::Paint)
                region += static_cast<QPaintEvent*>(event)->region();
            return false;
        }
    } painted;
    auto* mark = part<QLabel>("profileMark");
    mark->hide();
    QTest::qWait(1);
    QWidget& bar = *mark->parentWidget();
    bar.installEventFilter(&painted);
    mark->show();
    QTRY_VERIFY(!painted.region.isEmpty());
    bar.removeEventFilter(&painted);
    const QRegion seen = painted.region;
    const QColor orange = profileColour(u"orange"_s, Theme::tone());
    const QImage picture = bar.grab().toImage();
    int framed = 0;
    for (int x = mark->x() - 8; x < mark->geometry().right() + 8; ++x)
        for (const int y :
             {mark->y() - 3, mark->y(), mark->geometry().bottom(), mark->geometry().bottom() + 3})
            if (picture.pixelColor(x, y) == orange) {
                QVERIFY(seen.contains(QPoint(x, y)));
                ++framed;
            }
    QVERIFY(framed > 100);
}

void TestProfileBar::nothingIsClippedInANarrowWindow() {
    look(surveyOf(*m_console->session().profile(), someTracker(20)));
    for (const int width : {960, 1280, 1920}) {
        m_console->window().resize(width, 700);
        QTRY_COMPARE(m_console->window().width(), width);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        int right = 0;
        for (const char* name : {"profileMenu", "profileMark", "signInState", "trackerState", "findButton"}) {
            const auto* widget = part<QWidget>(name);
            QVERIFY2(widget->isVisible(), name);
            QVERIFY2(widget->width() >= widget->sizeHint().width(), name);
            QVERIFY2(widget->geometry().left() >= right, name); // beside the one before it
            right = widget->geometry().right();
        }
        QVERIFY(right < width);
    }
    QCOMPARE(part<QToolButton>("profileMenu")->toolTip(),
             u"Contoso Engineering Services – Project Deliverables of the whole company"_s);
}

void TestProfileBar::aStateOpensItsOwnStep() {
    look(surveyOf(*m_console->session().profile(), someTracker(20)));
    m_console->window().showPage(PageId::Deliverables);
    QTest::mouseClick(part<QToolButton>("trackerState"), Qt::LeftButton);
    QCOMPARE(m_console->window().currentPage(), PageId::Setup);
    QCOMPARE(shownStep(), SetupStep::Tracker);
    part<QToolButton>("signInState")->setFocus();
    QTest::keyClick(part<QToolButton>("signInState"), Qt::Key_Space);
    QCOMPARE(shownStep(), SetupStep::Secret);
}

void TestProfileBar::aFailureOpensTheStepThatMendsIt() {
    look(std::unexpected(makeError(Error::Kind::Auth, Error::Stage::Token, {}, u"tenant-wrong"_s)));
    QTest::mouseClick(part<QToolButton>("signInState"), Qt::LeftButton);
    QCOMPARE(shownStep(), SetupStep::Cloud);
}

QTEST_MAIN(TestProfileBar)
#include "tst_profilebar.moc"
