// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole window, for somebody who has a keyboard and a screen reader.

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "widgets/console.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

QString pathOf(const QWidget* widget) {
    QStringList path;
    for (; widget != nullptr; widget = widget->parentWidget())
        path.prepend(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName());
    return path.join(u" / "_s);
}

/// Of several buttons of which one is down Tab stops at that one; the arrows go on from there.
bool isReachedByArrows(const QWidget& widget) {
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return button != nullptr && !button->isChecked() &&
           (button->autoExclusive() || (button->group() != nullptr && button->group()->exclusive()));
}

bool takesTab(const QWidget& widget) {
    return widget.isVisible() && widget.isEnabled() &&
           (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget.focusProxy() == nullptr &&
           !isReachedByArrows(widget);
}

QString nameOf(QWidget& widget) {
    QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(&widget);
    return seen == nullptr ? QString() : seen->text(QAccessible::Name).trimmed();
}

} // namespace

class TestAccessible : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_console.reset(); }
    void whatTakesFocusHasAName_data() { pages(); }
    void whatTakesFocusHasAName();
    void tabReachesEverything_data() { pages(); }
    void tabReachesEverything();
    void focusIsSeen_data() { pages(); }
    void focusIsSeen();

private:
    void pages();
    void look();
    [[nodiscard]] MainWindow& window() { return m_console->window(); }
    [[nodiscard]] std::vector<QWidget*> stops();

    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
};

void TestAccessible::initTestCase() {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(u"milepost-test"_s);
    m_theme = std::make_unique<Theme>(*qApp);
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    window().show();
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    look();
}

void TestAccessible::look() {
    const Profile profile = readyProfile();
    Session& session = m_console->session();
    session.reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}});
    QTRY_VERIFY(session.hasLoaded());
    session.choose(profile.name);
    session.refresh();
    QVERIFY(m_backend->surveyGate.answer(surveyOf(profile, someTracker(60))));
    QTRY_VERIFY(session.survey() != nullptr);
    QTRY_VERIFY(m_console->deliverables().model().rowCount() > 0);
}

void TestAccessible::pages() {
    QTest::addColumn<int>("page");
    for (const PageId id : window().pages() + window().pagesBelow())
        QTest::addRow("%s", qPrintable(pageName(id))) << static_cast<int>(id);
}

/// Where Tab stops on the page on show and around it.
std::vector<QWidget*> TestAccessible::stops() {
    std::vector<QWidget*> found;
    for (QWidget* widget : window().findChildren<QWidget*>())
        if (widget->window() == &window() && takesTab(*widget))
            found.push_back(widget);
    return found;
}

void TestAccessible::whatTakesFocusHasAName() {
    QFETCH(int, page);
    window().showPage(static_cast<PageId>(page));
    QStringList nameless;
    for (QWidget* widget : window().findChildren<QWidget*>())
        if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && nameOf(*widget).isEmpty())
            nameless << pathOf(widget);
    QVERIFY2(nameless.isEmpty(), qPrintable(u'\n' + nameless.join(u'\n')));
}

void TestAccessible::tabReachesEverything() {
    QFETCH(int, page);
    window().showPage(static_cast<PageId>(page));
    auto missed = stops();
    QVERIFY(!missed.empty());
    missed.front()->setFocus(Qt::TabFocusReason);
    // Once around, and no further: a widget that keeps Tab to itself would be found by the others missing.
    for (size_t step = missed.size() * 2; step > 0 && !missed.empty(); --step) {
        std::erase(missed, QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(static_cast<int>(window().currentPage()), page); // Tab opens nothing
    QStringList names;
    for (const QWidget* widget : missed)
        names << pathOf(widget);
    QVERIFY2(missed.empty(), qPrintable(u'\n' + names.join(u'\n')));
}

void TestAccessible::focusIsSeen() {
    QFETCH(int, page);
    window().showPage(static_cast<PageId>(page));
    const auto all = stops();
    QStringList unseen;
    for (QWidget* widget : all) {
        QWidget* other = widget == all.front() ? all.back() : all.front();
        other->setFocus(Qt::TabFocusReason);
        const QImage without = widget->grab().toImage();
        widget->setFocus(Qt::TabFocusReason);
        QCOMPARE(QApplication::focusWidget(), widget);
        if (widget->grab().toImage() == without)
            unseen << pathOf(widget);
    }
    QVERIFY2(unseen.isEmpty(), qPrintable(u'\n' + unseen.join(u'\n')));
}

QTEST_MAIN(TestAccessible)
#include "tst_accessible.moc"
