// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/jobstrip.h"

#include "presentation/jobsmodel.h"
#include "widgets/elision.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

JobStrip::JobStrip(JobsPresenter& jobs, QWidget* parent)
    : QFrame(parent),
      m_jobs(jobs),
      m_icon(new QLabel),
      m_words(new ElidedLabel),
      m_progress(new QProgressBar),
      m_waitIcon(new QLabel),
      m_wait(new ElidedLabel),
      m_details(new QPushButton(tr("&Details"))),
      m_cancel(new QPushButton(tr("Cancel &run"))) {
    setObjectName(u"jobStrip"_s);
    setAccessibleName(tr("Run under way"));
    m_words->setObjectName(u"jobStripWords"_s);
    m_wait->setObjectName(u"jobStripWait"_s);
    m_details->setObjectName(u"jobStripDetails"_s);
    m_cancel->setObjectName(u"jobStripCancel"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(160, 8);
    m_progress->setAccessibleName(tr("Progress of the run"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_icon, m_words, m_progress, m_waitIcon, m_wait})
        row->addWidget(widget);
    row->addStretch(1);
    row->addWidget(m_details);
    row->addWidget(m_cancel);

    const auto withActive = [this](auto act) {
        return [this, act] {
            if (const Job* job = m_jobs.active())
                act(job->id);
        };
    };
    connect(m_details, &QPushButton::clicked, this, withActive([this](int id) { emit detailsWanted(id); }));
    connect(m_cancel, &QPushButton::clicked, this, withActive([this](int id) { m_jobs.cancel(id); }));
    connect(&m_jobs, &JobsPresenter::jobChanged, this, &JobStrip::showActive);
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &JobStrip::showActive);
    showActive();
}

void JobStrip::showActive() {
    const Job* job = m_jobs.active();
    setVisible(job != nullptr);
    if (job == nullptr) {
        m_second.stop();
        return;
    }
    if (!m_second.isActive())
        m_second.start();
    const QDateTime now = m_jobs.clock().utcNow();
    m_icon->setPixmap(iconPixmap(u"jobs"_s, Theme::colour(Role::Accent), 20, devicePixelRatioF()));
    m_words->setText(tr("%1: %2").arg(job->title, jobLine(*job, 0, now)));
    m_progress->setRange(0, std::max(1, job->planned()));
    m_progress->setValue(job->progress.done);
    m_waitIcon->setVisible(job->wait.has_value());
    m_wait->setVisible(job->wait.has_value());
    if (job->wait) {
        m_waitIcon->setPixmap(iconPixmap(u"wait"_s, Theme::colour(Role::Warning), 20, devicePixelRatioF()));
        m_wait->setText(tr("%1 waits %2 (%3)")
                            .arg(job->wait->wait.lane,
                                 durationText(std::chrono::seconds(now.secsTo(job->wait->untilUtc))),
                                 waitText(*job)));
    }
    m_cancel->setEnabled(job->state != Job::State::Cancelling);
}

void JobStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::colour(Role::SurfaceRaised));
    painter.fillRect(0, 0, width(), 1, Theme::colour(Role::Border));
}

} // namespace milepost
