// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

namespace milepost {

/// How somebody works: everything by the mouse, or everything by the keyboard. What cannot be reached in that
/// way fails. Runs on: main.
class Hand {
public:
    enum class Kind { Mouse, Keyboard };

    explicit Hand(Kind kind) : m_kind(kind) {}

    [[nodiscard]] bool isKeyboard() const { return m_kind == Kind::Keyboard; }

    /// A button is pressed, a field gets the keyboard.
    bool use(QWidget* widget) const {
        if (!isKeyboard()) {
            QTest::mouseClick(widget, Qt::LeftButton);
            return true;
        }
        if (!reach(widget))
            return false;
        if (qobject_cast<QAbstractButton*>(widget) != nullptr)
            QTest::keyClick(widget, Qt::Key_Space);
        return true;
    }

    /// The row becomes the current one.
    bool choose(QAbstractItemView* view, const QModelIndex& row) const {
        view->scrollTo(row);
        if (!isKeyboard()) {
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(row).center());
            return view->currentIndex() == row;
        }
        if (!reach(view))
            return false;
        QTest::keyClick(view, Qt::Key_Home);
        for (int steps = 0; view->currentIndex() != row && steps < k_mostSteps; ++steps)
            QTest::keyClick(view, Qt::Key_Down);
        return view->currentIndex() == row;
    }

    /// Types into a field, in place of what stands there.
    bool type(QLineEdit* field, const QString& text) const {
        if (!use(field))
            return false;
        QTest::keySequence(field, QKeySequence::SelectAll);
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
        return field->text() == text;
    }

    /// An entry of the button's menu, by its text.
    bool chooseFromMenu(QToolButton* button, const QString& text) const {
        if (!use(button))
            return false;
        QMenu* menu = button->menu();
        if (!QTest::qWaitFor([&] { return menu->isVisible(); }, k_patience))
            return false;
        const auto actions = menu->actions();
        const auto wanted = std::ranges::find(actions, text, &QAction::text);
        if (wanted == actions.end() || !(*wanted)->isEnabled())
            return false;
        if (!isKeyboard()) {
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(*wanted).center());
            return true;
        }
        for (int steps = 0; menu->activeAction() != *wanted && steps < k_mostSteps; ++steps)
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        return true;
    }

private:
    static constexpr int k_mostSteps = 120;
    static constexpr int k_patience = 5'000; // milliseconds

    /// Goes on with Tab until the widget has the keyboard.
    static bool reach(QWidget* widget) {
        QWidget* const window = widget->window();
        window->activateWindow();
        // A dialog counts as active while its parent is: the keyboard goes to the application's active
        // window.
        if (!QTest::qWaitFor([&] { return QApplication::activeWindow() == window; }, k_patience))
            return false;
        for (int steps = 0; !widget->hasFocus() && steps < k_mostSteps; ++steps) {
            QWidget* const from = window->focusWidget() != nullptr ? window->focusWidget() : window;
            QTest::keyClick(from, Qt::Key_Tab);
        }
        if (!widget->hasFocus())
            qWarning() << "Tab does not get to" << widget->objectName() << QApplication::activeWindow()
                       << QApplication::focusWidget() << window << window->focusWidget();
        return widget->hasFocus();
    }

    Kind m_kind;
};

} // namespace milepost
