// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/consentpresenter.h"

#include "presentation/admintexts.h"
#include "presentation/whenready.h"

namespace milepost {

using namespace std::chrono_literals;

namespace {

constexpr auto k_tick = 250ms;

} // namespace

ConsentPresenter::ConsentPresenter(Session& session, SetupPresenter& setup, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_setup(setup) {
    m_ticker.setInterval(k_tick);
    connect(&m_ticker, &QTimer::timeout, this, [this] {
        m_news = m_feed->look();
        emit changed();
    });
}

ConsentPresenter::~ConsentPresenter() { m_stop.request_stop(); }

void ConsentPresenter::begin() {
    if (m_stage == Stage::Working)
        return;
    m_stage = Stage::Ready;
    m_news = {};
    m_outcome = {};
    emit changed();
}

bool ConsentPresenter::canStart() const {
    return m_setup.hasProfile() && m_stage != Stage::Working && !profile().tenantId.isEmpty() &&
           !profile().clientId.isEmpty();
}

void ConsentPresenter::start(bool again) {
    if (!canStart())
        return;
    m_stage = Stage::Working;
    m_news = {};
    m_outcome = {};
    m_stop = {};
    m_feed = std::make_shared<AdminFeed>();
    whenReady(m_session.backend().grantConsent(m_setup.draft().draft(), again, m_feed, m_stop.get_token()),
              this, [this](const ConsentOutcome& outcome) { take(outcome); });
    m_ticker.start();
    emit changed();
}

void ConsentPresenter::cancel() {
    if (m_stage == Stage::Working)
        m_stop.request_stop();
}

void ConsentPresenter::take(const ConsentOutcome& outcome) {
    m_ticker.stop();
    m_news = m_feed->look();
    m_outcome = outcome;
    m_stage = !outcome.error ? Stage::Done : outcome.error->isCancelled() ? Stage::Ready : Stage::Failed;
    if (!outcome.error)
        m_setup.consentChanged();
    emit changed();
}

QUrl ConsentPresenter::page() const { return m_news.consent ? m_news.consent->page : QUrl(); }

QUrl ConsentPresenter::plainPage() const { return m_news.consent ? m_news.consent->plainPage : QUrl(); }

bool ConsentPresenter::mustOpenByHand() const {
    return m_news.consent && !m_news.consent->page.isEmpty() && !m_news.consent->isOpened;
}

QString ConsentPresenter::progressText() const {
    return m_news.consent ? consentText(*m_news.consent, now()) : QString();
}

QStringList ConsentPresenter::proof() const { return proofTexts(m_outcome); }

} // namespace milepost
