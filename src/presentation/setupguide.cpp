// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/setupguide.h"

#include <algorithm>
#include <utility>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const QString& profile) { return u"guide/"_s + profile; }

} // namespace

SetupGuide::SetupGuide(Session& session, SetupPresenter& setup, Preferences& preferences, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_setup(setup),
      m_preferences(preferences) {
    connect(&session, &Session::profileChanged, this, &SetupGuide::load);
    connect(&setup, &SetupPresenter::findingsChanged, this, &SetupGuide::look);
    connect(&setup, &SetupPresenter::savingChanged, this, &SetupGuide::look);
    load();
}

void SetupGuide::load() {
    const QString name = m_session.profile() ? m_session.profile()->name : QString();
    if (name == m_profile)
        return;
    m_profile = name;
    takeUp();
}

void SetupGuide::takeUp() {
    m_wait = Wait::Nothing;
    const int stood = m_preferences.read(keyOf(m_profile)).toInt(-1);
    m_step.reset();
    if (!m_profile.isEmpty() && stood >= 0)
        m_step = k_setupSteps[static_cast<size_t>(std::min(stood, k_setupStepCount - 1))];
    emit changed();
    if (m_step)
        emit stepWanted(*m_step);
}

void SetupGuide::begin(const QString& profile) {
    if (m_preferences.read(keyOf(profile)).toInt(-1) < 0)
        m_preferences.write(keyOf(profile), 0);
    if (profile == m_profile)
        takeUp();
}

void SetupGuide::end() {
    m_step.reset();
    m_wait = Wait::Nothing;
    m_preferences.write(keyOf(m_profile), QJsonValue::Undefined);
    emit changed();
}

void SetupGuide::move(int by) {
    const int place = std::clamp(static_cast<int>(*m_step) + by, 0, k_setupStepCount - 1);
    m_step = k_setupSteps[static_cast<size_t>(place)];
    m_preferences.write(keyOf(m_profile), place);
    emit changed();
    emit stepWanted(*m_step);
}

void SetupGuide::stand(SetupStep step) {
    if (!m_step || *m_step == step)
        return;
    m_step = step;
    m_wait = Wait::Nothing;
    m_preferences.write(keyOf(m_profile), static_cast<int>(step));
    emit changed();
}

void SetupGuide::goOn() {
    if (!m_step || isWaiting())
        return;
    if (isLast() && m_setup.canSave()) { // a plan is made of what is stored
        m_wait = Wait::StoreFirst;
        m_setup.save();
    } else {
        test();
    }
    emit changed();
}

void SetupGuide::test() {
    m_setup.test(*m_step); // may end an earlier one, whose finding says nothing
    m_wait = Wait::Test;
    look();
}

void SetupGuide::skip() {
    m_wait = Wait::Nothing;
    if (m_step)
        leave();
}

void SetupGuide::back() {
    m_wait = Wait::Nothing;
    if (m_step)
        move(-1);
}

void SetupGuide::look() {
    if (m_wait == Wait::Test && !m_setup.isBusy())
        afterTest();
    else if ((m_wait == Wait::Store || m_wait == Wait::StoreFirst) && !m_setup.isSaving()) {
        const Wait was = std::exchange(m_wait, Wait::Nothing);
        if (m_setup.saveFailure())
            emit changed();
        else if (was == Wait::StoreFirst)
            test();
        else
            leave();
    }
}

/// What failed stays where it can be mended; what nobody could tell is no reason to go on either, unless the
/// next steps ask for what is missing.
void SetupGuide::afterTest() {
    m_wait = Wait::Nothing;
    const State state = m_setup.finding(*m_step).state;
    if (state != State::Ok && state != State::Warning && state != State::Skipped &&
        !m_setup.lacksLaterOnly(*m_step)) {
        emit changed();
        return;
    }
    if (!m_setup.canSave())
        return leave();
    m_wait = Wait::Store;
    m_setup.save();
}

void SetupGuide::leave() {
    if (!isLast())
        return move(1);
    end();
    emit finished();
}

} // namespace milepost
