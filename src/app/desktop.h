// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/desktopbackend.h"
#include "widgets/console.h"
#include "widgets/theme.h"

#include <QObject>

class QApplication;

namespace milepost {

/// The desktop program: the window over the real engine. Runs on: main.
class Desktop final : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString profile;      ///< to begin with; "" is the one that was open last
        bool sandbox = false; ///< start the sandbox and begin with its profile
        /// Not empty: once there is something to see, a picture of the window goes there, and the window
        /// closes.
        QString picture = {};
        DesktopBackend::StoreMaker makeStore = {}; ///< of this system when empty
        std::shared_ptr<UnlockWait> unlock = {};   ///< what that maker's keychain tells of its prompt
        DesktopBackend::PageOpener openPage = {};  ///< the browser of this system when empty
    };

    /// What is remembered of the window goes into the application's QSettings: see keepSettingsIn().
    Desktop(QApplication& application, const Paths& paths, Options options);
    ~Desktop() override;

    [[nodiscard]] DesktopBackend& backend() { return m_backend; }
    [[nodiscard]] Console& console() { return m_console; }
    [[nodiscard]] MainWindow& window() { return m_console.window(); }
    [[nodiscard]] Theme& theme() { return m_theme; }

    /// Reads the profiles, shows the window.
    void start();
    /// To the front, with this profile unless the name is empty.
    void raise(const QString& profile);

    /// QSettings of this process live in that folder, as milepost.ini; never a secret.
    static void keepSettingsIn(const QString& folder);

    /// False when a picture was asked for and could not be written.
    [[nodiscard]] bool isPictureFine() const { return m_isPictureFine; }

signals:
    /// The window is closed, and nothing of the engine is left.
    void closed();

private:
    [[nodiscard]] QString firstProfile() const;
    void restore();
    void remember();
    void shutDown();
    void takePicture();

    Options m_options;
    Theme m_theme;
    DesktopBackend m_backend;
    Console m_console;
    bool m_isClosing = false;
    bool m_isPictureFine = true;
};

} // namespace milepost
