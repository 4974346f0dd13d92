// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/session.h"

#include "doctor/credentialexpiry.h"
#include "domain/profileschema.h"
#include "presentation/readingtexts.h"
#include "presentation/whenready.h"

#include <algorithm>
#include <utility>

namespace milepost {

namespace {

/// Its end moves by days; a window stays open for weeks.
constexpr qint64 k_expiryHoldsSeconds = 12 * 3600;

} // namespace

Session::Session(Backend& backend, QObject* parent)
    : QObject(parent),
      m_backend(backend),
      m_look(backend.clock()) {
    connect(&m_look, &Look::changed, this, &Session::readingChanged);
    connect(&m_look, &Look::ended, this, &Session::takeLook);
}

Session::~Session() = default;

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
    m_look.forget();
    m_expiry.reset();
    m_expiryAskedUtc = {};
    m_signIn = {};
    m_tracker = {};
    emit surveyChanged();
    emit findingsChanged();
}

void Session::refresh() {
    if (!m_profile || !readyToRun(*m_profile))
        return;
    m_look.begin([this](std::stop_token stop) { return m_backend.survey(*m_profile, Scope(), false, stop); });
}

void Session::takeLook(bool hasSurvey) {
    const QDateTime now = m_look.now();
    if (hasSurvey) {
        const auto& calendar = survey()->calendarFailure();
        m_signIn = calendar ? Finding::failed(*calendar, now) : signedIn(now);
        const QString why = restrictionText(*survey());
        m_tracker = {why.isEmpty() ? State::Ok : State::Warning, why, now, std::nullopt};
    } else if (failure()) {
        const bool isMicrosoft =
            failure()->stage == Error::Stage::Graph || failure()->stage == Error::Stage::Token;
        const bool isOurs = failure()->stage == Error::Stage::Keychain; // neither side was asked
        if (isMicrosoft || isOurs)
            m_signIn = Finding::failed(*failure(), now);
        if (!isMicrosoft)
            m_tracker = Finding::failed(*failure(), now);
    }
    emit readingChanged();
    if (hasSurvey)
        emit surveyChanged();
    emit findingsChanged();
    if (hasSurvey)
        askExpiry();
}

/// That it soon ends is said in time, wherever in the window somebody is.
Finding Session::signedIn(const QDateTime& atUtc) const {
    const CredentialExpiry expiry = m_expiry.value_or(typedExpiry(*m_profile));
    const QString ends =
        lifetimeWarning(lifetimeOf(expiry.endsUtc, atUtc), expiry.source, m_profile->credential);
    return {ends.isEmpty() ? State::Ok : State::Warning, ends, atUtc, std::nullopt};
}

void Session::askExpiry() {
    const QDateTime now = m_look.now();
    if (m_expiryAskedUtc.isValid() && m_expiryAskedUtc.secsTo(now) < k_expiryHoldsSeconds)
        return;
    m_expiryAskedUtc = now;
    whenReady(m_backend.credentialExpiry(*m_profile, m_look.token()), this,
              [this, profile = *m_profile, now](const CredentialExpiry& expiry) {
                  if (m_profile != profile || m_expiryAskedUtc != now)
                      return; // of the one before
                  m_expiry = expiry;
                  if (m_signIn.state != State::Ok && m_signIn.state != State::Warning)
                      return; // what failed since then is graver
                  m_signIn = signedIn(m_signIn.atUtc);
                  emit findingsChanged();
              });
}

void Session::acceptView() {
    if (!m_profile)
        return;
    whenReady(m_backend.confirmReadings(*m_profile, m_look.token()), this,
              [this](const Result<TrackerView>& view) {
                  if (view)
                      refresh();
                  else
                      emit acceptFailed(tr("The tracker's view could not be accepted."), view.error());
              });
}

void Session::retarget() {
    if (!m_profile)
        return;
    whenReady(m_backend.retarget(*m_profile, m_look.token()), this,
              [this](const Result<StoreTarget>& target) {
                  if (target)
                      refresh();
                  else
                      emit acceptFailed(tr("The store's target could not be changed."), target.error());
              });
}

} // namespace milepost
