// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <utility>

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

namespace milepost {

/// Calls `painted` once, when the first frame of a window is drawn and was handed to the screen. Runs on:
/// main.
class FirstFrame final : public QObject {
public:
    /// `window` outlives this; nothing of it is painted yet.
    FirstFrame(QWidget& window, std::function<void()> painted)
        : m_window(window),
          m_painted(std::move(painted)) {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == &m_window && event->type() == QEvent::Paint) {
            m_window.removeEventFilter(this);
            // Children are still to be painted: the event that does it all has ended when this one comes.
            QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
        }
        return QObject::eventFilter(watched, event);
    }
    bool event(QEvent* event) override {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        m_painted();
        return true;
    }

private:
    QWidget& m_window;
    std::function<void()> m_painted;
};

} // namespace milepost
