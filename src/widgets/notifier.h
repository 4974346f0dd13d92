// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/pageid.h"

#include <QObject>

class QSystemTrayIcon;

namespace milepost {

class MainWindow;

/// Tells somebody who looks elsewhere: by the desktop's notifications where there are any, otherwise the
/// window asks for attention. Whoever sees the window needs no message. Runs on: main.
class Notifier final : public QObject {
    Q_OBJECT

public:
    explicit Notifier(MainWindow& window);

    void tell(const QString& title, const QString& text, PageId page);

signals:
    /// Nobody looks at the window.
    void shown(const QString& title, const QString& text);

private:
    void open();

    MainWindow& m_window;
    QSystemTrayIcon* m_tray = nullptr; ///< made with the first message
    PageId m_page = PageId::Jobs;
};

} // namespace milepost
