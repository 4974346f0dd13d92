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
    explicit JourneyWindow(DesktopBackend::StoreMaker stores = inMemory(),
                           std::shared_ptr<UnlockWait> unlock = {},
                           DesktopBackend::PageOpener openPage = noBrowser())
        : m_desktop(
              *qApp, Paths::below(m_folder.path()),
              {QString(), false, QString(), std::move(stores), std::move(unlock), std::move(openPage)}) {
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
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// The sandbox's profile under another name, which keeps its secrets in the keychain: the window shows
    /// it. False when it did not come about.
    bool openOwnProfile(const Profile& profile) {
        const auto saved = m_desktop.backend().save({profile, {}});
        if (!QTest::qWaitFor([&] { return saved.isFinished(); }, 15'000) || !saved.result())
            return false;
        session().open(profile.name);
        return QTest::qWaitFor(
            [&] { return session().profile() && session().profile()->name == profile.name; }, 15'000);
    }
    [[nodiscard]] Profile ownProfile(const QString& name, SecretSource source) {
        const auto started = m_desktop.backend().startSandbox();
        if (!QTest::qWaitFor([&] { return started.isFinished(); }, 15'000) || !started.result())
            qFatal("the sandbox does not start");
        Profile profile = *started.result();
        profile.name = name;
        profile.secretSource = source;
        return profile;
    }
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

    static DesktopBackend::PageOpener noBrowser() {
        return [](const QUrl&) { return false; };
    }

    QTemporaryDir m_folder;
    Desktop m_desktop;
    bool m_isClosed = false;
};

} // namespace milepost
