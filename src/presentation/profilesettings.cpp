// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/profilesettings.h"

#include "presentation/whenready.h"

namespace milepost {

ProfileSettings::ProfileSettings(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&m_session, &Session::profileChanged, this, &ProfileSettings::takeProfile);
    takeProfile();
}

void ProfileSettings::takeProfile() {
    const Profile now = m_session.profile().value_or(Profile());
    if (now.name == m_draft.saved().name) {
        m_draft.rebase(now); // a change that is on its way stays
    } else {
        m_draft = SetupDraft(now);
        m_failure.reset();
    }
    emit changed();
}

void ProfileSettings::set(const QString& key, const QString& text) {
    if (!hasProfile())
        return;
    m_draft.set(key, text);
    store();
    emit changed();
}

void ProfileSettings::store() {
    if (m_isStoring || m_draft.profile() == m_draft.saved())
        return;
    m_isStoring = true;
    m_failure.reset();
    whenReady(m_session.backend().save({m_draft.profile(), {}}), this,
              [this, sent = m_draft.profile()](const Result<void>& saved) { takeStored(sent, saved); });
}

void ProfileSettings::takeStored(const Profile& sent, const Result<void>& stored) {
    m_isStoring = false;
    const bool isShown = sent.name == m_draft.saved().name;
    if (stored)
        m_session.reloadProfiles();
    if (isShown && stored) {
        m_draft.rebase(sent);
        store(); // what was set while this one was on its way
    } else if (isShown) {
        m_failure = stored.error();
        m_draft.discard();
    }
    emit changed();
}

} // namespace milepost
