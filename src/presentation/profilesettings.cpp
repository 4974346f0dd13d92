// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/profilesettings.h"

#include "domain/guard.h"
#include "domain/profilevalues.h"
#include "presentation/plantexts.h"
#include "presentation/setupsteps.h"
#include "presentation/whenready.h"

namespace milepost {

using namespace Qt::StringLiterals;

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

QString ProfileSettings::freezeNote(const QString& text) const {
    const auto windows = profilevalues::freezeWindows(text);
    if (!windows)
        return settingRule(u"freezeWindows"_s);
    Profile profile = m_draft.profile();
    profile.freezeWindows = *windows;
    const QDate today = profile.dayAt(now());
    if (const auto until = frozenUntil(profile, today))
        return tr("Frozen now: nothing is written until the end of %1.").arg(dateText(*until));
    std::optional<QDate> next;
    for (const QString& window : *windows)
        if (const QDate first = QDate::fromString(window.section(u".."_s, 0, 0), Qt::ISODate);
            first > today && (!next || first < *next))
            next = first;
    if (!next)
        return windows->isEmpty() ? tr("Days on which nothing is written, such as 2026-12-20..2027-01-06, "
                                       "separated by commas.")
                                  : tr("All of these are over.");
    const QDate until = *frozenUntil(profile, *next);
    return until == *next ? tr("Next: nothing is written on %1.").arg(dateText(*next))
                          : tr("Next: nothing is written from %1 to the end of %2.")
                                .arg(dateText(*next), dateText(until));
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
