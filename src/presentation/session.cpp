// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/session.h"

#include "domain/profileschema.h"
#include "presentation/inpool.h"
#include "presentation/readingtexts.h"
#include "presentation/whenready.h"

#include <algorithm>
#include <utility>

namespace milepost {

namespace {

constexpr std::chrono::milliseconds k_patience{300}; // ux 2.4

} // namespace

Session::Session(Backend& backend, QObject* parent) : QObject(parent), m_backend(backend) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(k_patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_waiting = true;
        emit readingChanged();
    });
}

Session::~Session() { m_stop.request_stop(); }

void Session::reloadProfiles() {
    whenReady(m_backend.profiles(), this,
              [this](const Result<std::vector<ProfileEntry>>& profiles) { takeProfiles(profiles); });
}

void Session::open(const QString& name) {
    m_wanted = name;
    reloadProfiles();
}

void Session::chooseWanted() {
    const QString wanted = *std::exchange(m_wanted, std::nullopt);
    const auto canBeRead = [](const ProfileEntry& entry) { return entry.profile.has_value(); };
    auto entry = std::ranges::find(m_profiles, wanted, &ProfileEntry::name);
    if (entry == m_profiles.end() || !canBeRead(*entry))
        entry = std::ranges::find_if(m_profiles, canBeRead);
    if (entry != m_profiles.end())
        choose(entry->name);
}

void Session::takeProfiles(const Result<std::vector<ProfileEntry>>& profiles) {
    m_hasLoaded = true;
    m_profilesFailure.reset();
    if (profiles)
        m_profiles = *profiles;
    else
        m_profilesFailure = profiles.error();
    const QString name = m_profile ? m_profile->name : QString();
    const auto standing = std::ranges::find(m_profiles, name, &ProfileEntry::name);
    if (standing != m_profiles.end() && standing->profile) {
        if (*standing->profile != *m_profile) {
            m_profile = *standing->profile;
            forget();
            emit profileChanged();
        }
    } else if (m_profile) {
        m_profile.reset();
        forget();
        emit profileChanged();
    }
    if (m_wanted && profiles)
        chooseWanted();
    emit profilesChanged();
}

void Session::choose(const QString& name) {
    if (m_profile && m_profile->name == name)
        return;
    const auto entry = std::ranges::find(m_profiles, name, &ProfileEntry::name);
    if (entry == m_profiles.end() || !entry->profile)
        return;
    m_profile = *entry->profile;
    forget();
    emit profileChanged();
}

void Session::forget() {
    stopReading();
    m_survey.reset();
    m_failure.reset();
    m_signIn = {};
    m_tracker = {};
    emit surveyChanged();
    emit findingsChanged();
}

void Session::refresh() {
    if (m_reading || !m_profile || !readyToRun(*m_profile))
        return;
    m_stop = std::stop_source();
    m_reading = true;
    m_waiting = m_patience.interval() == 0;
    if (!m_waiting)
        m_patience.start();
    m_readingSinceUtc = m_backend.clock().utcNow();
    const int generation = ++m_generation;
    whenReady(m_backend.survey(*m_profile, Scope(), false, m_stop.get_token()), this,
              [this, generation](const Result<std::shared_ptr<const Survey>>& survey) {
                  auto kept = survey; // however late it is dropped
                  if (kept)
                      kept = freedElsewhere(*kept);
                  if (generation == m_generation)
                      takeSurvey(kept);
              });
    emit readingChanged();
}

void Session::stopReading() {
    if (!m_reading)
        return;
    m_stop.request_stop();
    ++m_generation;
    endReading();
    emit readingChanged();
}

void Session::endReading() {
    m_reading = m_waiting = false;
    m_patience.stop();
}

void Session::takeSurvey(const Result<std::shared_ptr<const Survey>>& survey) {
    endReading();
    const QDateTime now = m_backend.clock().utcNow();
    m_failure.reset();
    if (survey) {
        m_survey = *survey;
        const auto& calendar = m_survey->calendarFailure();
        m_signIn = calendar ? Finding::failed(*calendar, now) : Finding{State::Ok, {}, now, std::nullopt};
        const QString why = restrictionText(*m_survey);
        m_tracker = {why.isEmpty() ? State::Ok : State::Warning, why, now, std::nullopt};
    } else if (!survey.error().isCancelled()) {
        m_failure = survey.error();
        const bool isMicrosoft =
            m_failure->stage == Error::Stage::Graph || m_failure->stage == Error::Stage::Token;
        const bool isOurs = m_failure->stage == Error::Stage::Keychain; // neither side was asked
        if (isMicrosoft || isOurs)
            m_signIn = Finding::failed(*m_failure, now);
        if (!isMicrosoft)
            m_tracker = Finding::failed(*m_failure, now);
    }
    emit readingChanged();
    if (survey)
        emit surveyChanged();
    emit findingsChanged();
}

void Session::acceptView() {
    if (!m_profile)
        return;
    whenReady(m_backend.confirmReadings(*m_profile, m_stop.get_token()), this,
              [this](const Result<TrackerView>& view) {
                  if (view)
                      refresh();
                  else
                      emit acceptFailed(view.error());
              });
}

} // namespace milepost
