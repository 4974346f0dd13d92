// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop.h"

#include "presentation/whenready.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QTimer>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Layout and painting have come to rest.
constexpr int k_pictureDelay = 500; // milliseconds

} // namespace

Desktop::Desktop(QApplication& application, const Paths& paths, Options options)
    : m_options(std::move(options)),
      m_theme(application),
      m_backend(paths, m_options.makeStore, m_options.unlock, m_options.openPage),
      m_console(m_backend, m_theme) {
    connect(&window(), &MainWindow::closing, this, &Desktop::shutDown);
}

Desktop::~Desktop() = default;

void Desktop::keepSettingsIn(const QString& folder) {
    const QFileInfo info(QDir(folder).absolutePath());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, info.path());
    QCoreApplication::setOrganizationName(info.fileName());
}

void Desktop::start() {
    restore();
    window().show();
    if (!m_options.picture.isEmpty())
        connect(&m_console.session(), &Session::readingChanged, this, [this] {
            if (!m_console.session().isReading())
                QTimer::singleShot(k_pictureDelay, this, &Desktop::takePicture);
        });
    if (m_options.sandbox)
        m_console.profileMaker().startSandbox();
    else
        m_console.session().open(firstProfile());
}

QString Desktop::firstProfile() const {
    if (!m_options.profile.isEmpty())
        return m_options.profile;
    const QString chosen = StoredPreferences().read(k_startupProfile).toString();
    return chosen.isEmpty() ? QSettings().value(u"window/profile"_s).toString() : chosen;
}

void Desktop::takePicture() {
    m_isPictureFine = window().grab().save(m_options.picture);
    window().close();
}

void Desktop::restore() {
    const QSettings settings;
    m_theme.choose(static_cast<ThemeChoice>(std::clamp(settings.value(u"window/theme"_s).toInt(), 0, 2)));
    window().restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
}

void Desktop::remember() {
    QSettings settings;
    settings.setValue(u"window/theme"_s, static_cast<int>(m_theme.choice()));
    settings.setValue(u"window/geometry"_s, window().saveGeometry());
    const auto& profile = m_console.session().profile();
    if (profile && !m_console.session().isSandbox())
        settings.setValue(u"window/profile"_s, profile->name);
}

void Desktop::raise(const QString& profile) {
    if (!profile.isEmpty())
        m_console.session().open(profile);
    window().setWindowState((window().windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    window().show();
    window().raise();
    window().activateWindow();
}

void Desktop::shutDown() {
    if (m_isClosing)
        return;
    m_isClosing = true;
    remember();
    auto* watcher = new QFutureWatcher<void>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, &Desktop::closed);
    watcher->setFuture(m_backend.shutDown());
}

} // namespace milepost
