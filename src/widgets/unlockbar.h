// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/backend.h"

#include <QTimer>
#include <QWidget>

namespace milepost {

class Banner;

/// Says that the keychain's own prompt is waited for, what for and how long, with Cancel. Shown only then.
/// Runs on: main.
class UnlockBar final : public QWidget {
    Q_OBJECT

public:
    /// `backend` outlives the bar.
    explicit UnlockBar(Backend& backend, QWidget* parent = nullptr);

private:
    void showWait();

    Backend& m_backend;
    Banner* m_banner;
    QTimer m_second;
    QDateTime m_sinceUtc;
};

} // namespace milepost
