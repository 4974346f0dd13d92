// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/resumebar.h"

#include "widgets/banner.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

ResumeBar::ResumeBar(HistoryPresenter& history, QWidget* parent)
    : QWidget(parent),
      m_history(history),
      m_banner(new Banner) {
    setObjectName(u"resumeBar"_s);
    m_banner->setObjectName(u"resumeBanner"_s);
    auto* aside = new QPushButton(tr("&Not now"));
    aside->setObjectName(u"resumeAside"_s);
    aside->setToolTip(tr("History keeps the offer"));
    aside->setAutoDefault(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 12, 24, 0);
    row->setSpacing(8);
    row->addWidget(m_banner, 1);
    row->addWidget(aside, 0, Qt::AlignVCenter);
    connect(m_banner, &Banner::actionChosen, this, [this] {
        if (const RunRecord* run = m_history.offer())
            emit resumeWanted(run->id);
    });
    connect(aside, &QPushButton::clicked, this, [this] {
        if (const RunRecord* run = m_history.offer()) {
            m_aside = run->id;
            m_asideProfile = run->start.profile;
        }
        showOffer();
    });
    connect(&m_history, &HistoryPresenter::changed, this, &ResumeBar::showOffer);
    showOffer();
}

void ResumeBar::showOffer() {
    const RunRecord* run = m_history.offer();
    const bool isOffered = run != nullptr && !(run->id == m_aside && run->start.profile == m_asideProfile);
    if (isOffered)
        m_banner->say(Banner::Tone::Warning, m_history.cutOffTitle(), m_history.cutOffNote(),
                      tr("See what is &left…"));
    setVisible(isOffered);
}

} // namespace milepost
