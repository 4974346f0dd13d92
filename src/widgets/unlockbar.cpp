// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/unlockbar.h"

#include "presentation/unlocktexts.h"
#include "widgets/banner.h"

#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

UnlockBar::UnlockBar(Backend& backend, QWidget* parent)
    : QWidget(parent),
      m_backend(backend),
      m_banner(new Banner) {
    setObjectName(u"unlockBar"_s);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 8, 16, 8);
    rows->addWidget(m_banner);
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &UnlockBar::showWait);
    connect(&backend.unlockWait(), &UnlockWait::changed, this, &UnlockBar::showWait);
    connect(m_banner, &Banner::actionChosen, &backend.unlockWait(), &UnlockWait::cancel);
    showWait();
}

void UnlockBar::showWait() {
    const UnlockWait& wait = m_backend.unlockWait();
    setVisible(wait.key().has_value());
    if (!wait.key()) {
        m_second.stop();
        m_sinceUtc = {};
        return;
    }
    const QDateTime now = m_backend.clock().utcNow();
    if (!m_sinceUtc.isValid()) {
        m_sinceUtc = now;
        m_second.start();
    }
    m_banner->say(Banner::Tone::Warning, unlockTitle(std::chrono::seconds(m_sinceUtc.secsTo(now))),
                  unlockReason(wait), tr("&Cancel the wait"));
}

} // namespace milepost
