// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/historypresenter.h"

#include <QWidget>

namespace milepost {

class Banner;

/// Says that a run of this profile was cut off before the window opened, and offers what is left of it; until
/// somebody puts it aside, or goes on. Nothing waits for an answer. Runs on: main.
class ResumeBar final : public QWidget {
    Q_OBJECT

public:
    /// `history` outlives the bar.
    explicit ResumeBar(HistoryPresenter& history, QWidget* parent = nullptr);

signals:
    void resumeWanted(milepost::RunId run);

private:
    void showOffer();

    HistoryPresenter& m_history;
    Banner* m_banner;
    QString m_asideProfile;
    RunId m_aside; ///< nobody wants to hear of it any more in this window
};

} // namespace milepost
