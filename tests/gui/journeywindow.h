// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/desktop.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace milepost {

/// The program as somebody uses it: the real window and engine, an empty folder of profiles, secrets in
/// memory alone.
class JourneyWindow {
public:
    explicit JourneyWindow(DesktopBackend::StoreMaker stores = inMemory())
        : m_desktop(*qApp, Paths::below(m_folder.path()), {QString(), false, QString(), std::move(stores)}) {
        Desktop::keepSettingsIn(m_folder.path());
    }
    ~JourneyWindow() {
        if (!m_isClosed && !close())
            qFatal("the engine was not shut down");
    }

    /// False when the window does not come up.
    bool start() {
        m_desktop.start();
        return QTest::qWaitForWindowExposed(&window());
    }
    /// Closes the window and waits until the engine is gone.
    bool close() {
        QSignalSpy closed(&m_desktop, &Desktop::closed);
        window().close();
        m_isClosed = !closed.isEmpty() || closed.wait(20'000);
        return m_isClosed;
    }

    /// The window was closed by the test itself.
    void markClosed() { m_isClosed = true; }

    [[nodiscard]] Desktop& desktop() { return m_desktop; }
    [[nodiscard]] Console& console() { return m_desktop.console(); }
    [[nodiscard]] Session& session() { return console().session(); }
    [[nodiscard]] MainWindow& window() { return m_desktop.window(); }
    [[nodiscard]] sandbox::Sandbox& sandbox() { return m_desktop.backend().sandbox()->sandbox(); }

    /// A widget that can be used now; null when there is none.
    template <class Widget = QWidget> [[nodiscard]] Widget* shown(const char* name) {
        for (QWidget* top : QApplication::topLevelWidgets())
            for (Widget* widget : top->findChildren<Widget*>(QString::fromLatin1(name)))
                if (widget->isVisible() && widget->isEnabled())
                    return widget;
        return nullptr;
    }
    /// Waits for the widget, then clicks it. False when it never came.
    bool click(const char* name) {
        if (!QTest::qWaitFor([&] { return shown(name) != nullptr; }, 15'000))
            return false;
        QTest::mouseClick(shown(name), Qt::LeftButton);
        return true;
    }

    /// A key for the window itself; after a dialog it has to become the active one again.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        window().activateWindow();
        if (!QTest::qWaitForWindowActive(&window()))
            qWarning("the window did not become active");
        QTest::keyClick(&window(), key, modifiers);
    }

private:
    static DesktopBackend::StoreMaker inMemory() {
        return [](const QString&) -> Result<std::unique_ptr<SecretStore>> {
            return std::make_unique<SessionSecretStore>();
        };
    }

    QTemporaryDir m_folder;
    Desktop m_desktop;
    bool m_isClosed = false;
};

} // namespace milepost
