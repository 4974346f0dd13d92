// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/profilesettings.h"

#include "domain/profileschema.h"
#include "presentation/setupsteps.h"
#include "presentation/whenready.h"

namespace milepost {

ProfileSettings::ProfileSettings(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&m_session, &Session::profileChanged, this, &ProfileSettings::takeProfile);
    takeProfile();
}

QString ProfileSettings::profileName() const { return m_wanted ? m_wanted->name : QString(); }

QString ProfileSettings::text(const QString& key) const {
    return m_wanted ? valueText(*m_wanted, key) : QString();
}

QString ProfileSettings::fault(const QString& key) const {
    const auto fault = m_faults.find(key);
    return fault == m_faults.end() ? QString() : fault->second;
}

void ProfileSettings::takeProfile() {
    const bool isOther = !m_wanted || !hasProfile() || m_wanted->name != m_session.profile()->name;
    if (isOther) {
        m_faults.clear();
        m_failure.reset();
    }
    // While a change is on its way the session still has the profile without it.
    if (isOther || !m_isStoring)
        m_wanted = m_session.profile();
    emit changed();
}

void ProfileSettings::set(const QString& key, const QString& text) {
    if (!m_wanted)
        return;
    const auto changedProfile = withValues(*m_wanted, {{key, text}});
    if (changedProfile) {
        m_faults.erase(key);
        m_wanted = *changedProfile;
        store();
    } else {
        m_faults[key] = settingRule(key);
    }
    emit changed();
}

void ProfileSettings::store() {
    if (m_isStoring || !m_wanted || *m_wanted == m_session.profile())
        return;
    m_isStoring = true;
    m_failure.reset();
    whenReady(m_session.backend().save({*m_wanted, {}}), this,
              [this, sent = *m_wanted](const Result<void>& saved) {
                  m_isStoring = false;
                  const bool isShown = m_wanted && m_wanted->name == sent.name;
                  if (!saved && isShown) {
                      m_failure = saved.error();
                      m_wanted = m_session.profile();
                  }
                  if (saved)
                      m_session.reloadProfiles();
                  if (saved && isShown && *m_wanted != sent)
                      store(); // set while the last one was on its way
                  emit changed();
              });
}

} // namespace milepost
