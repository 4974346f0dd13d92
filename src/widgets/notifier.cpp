// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/notifier.h"

#include "widgets/icons.h"
#include "widgets/mainwindow.h"

#include <QApplication>
#include <QSystemTrayIcon>

namespace milepost {

using namespace Qt::StringLiterals;

Notifier::Notifier(MainWindow& window) : QObject(&window), m_window(window) {}

void Notifier::tell(const QString& title, const QString& text, PageId page) {
    m_page = page;
    if (QApplication::activeWindow() != nullptr)
        return;
    QApplication::alert(&m_window);
    emit shown(title, text);
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    if (m_tray == nullptr) {
        m_tray = new QSystemTrayIcon(icon(u"calendar"_s), this);
        m_tray->setToolTip(QApplication::applicationDisplayName());
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, &Notifier::open);
        connect(m_tray, &QSystemTrayIcon::activated, this, &Notifier::open);
    }
    m_tray->show();
    m_tray->showMessage(title, text);
}

void Notifier::open() {
    m_tray->hide();
    m_window.showPage(m_page);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

} // namespace milepost
