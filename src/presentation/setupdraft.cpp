// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/setupdraft.h"

#include "domain/composer.h"
#include "domain/profileschema.h"
#include "presentation/setupsteps.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

bool isOfCustomCloud(const QString& key) {
    return key == "authority"_L1 || key == "graphRoot"_L1 || key == "tokenScope"_L1;
}

} // namespace

QString settingText(const Profile& profile, const QString& key) {
    const QString text = valueText(profile, key);
    if (!text.isEmpty())
        return text;
    if (key == "subjectTemplate"_L1)
        return Composer::defaultSubjectTemplate();
    if (key == "bodyTemplate"_L1)
        return Composer::defaultBodyTemplate();
    return text;
}

SetupDraft::SetupDraft(Profile saved) : m_saved(std::move(saved)), m_profile(m_saved) {}

QString SetupDraft::text(const QString& key) const {
    const auto typed = m_texts.find(key);
    return typed == m_texts.end() ? settingText(m_saved, key) : typed->second;
}

void SetupDraft::set(const QString& key, const QString& text) {
    if (text == settingText(m_saved, key))
        m_texts.erase(key);
    else
        m_texts[key] = text;
    judge();
}

QString SetupDraft::fault(const QString& key) const {
    const auto found = m_faults.find(key);
    return found == m_faults.end() ? QString() : found->second;
}

bool SetupDraft::hasFaultIn(const QStringList& keys) const {
    return std::ranges::any_of(keys, [this](const QString& key) { return m_faults.contains(key); });
}

void SetupDraft::judge() {
    m_profile = m_saved;
    m_faults.clear();
    // The cloud first: it decides whether the addresses count.
    for (const bool forCloud : {true, false})
        for (const auto& [key, text] : m_texts) {
            if ((key == "cloud"_L1) != forCloud)
                continue;
            if (isOfCustomCloud(key) && m_profile.cloud != Cloud::Custom)
                continue;
            if (auto changed = withValues(m_profile, {{key, text}}))
                m_profile = std::move(*changed);
            else
                m_faults[key] = settingRule(key);
        }
}

void SetupDraft::setSecret(SecretPurpose purpose, const QString& secret) {
    if (secret.isEmpty())
        m_secrets.erase(purpose);
    else
        m_secrets.insert_or_assign(purpose, Redacted(secret));
}

void SetupDraft::confirm(SecretPurpose purpose, const QString& origin) {
    if (origin.isEmpty())
        m_confirmed.erase(purpose);
    else
        m_confirmed.insert_or_assign(purpose, origin);
}

bool SetupDraft::isConfirmed(SecretPurpose purpose, const QString& origin) const {
    const auto known = m_confirmed.find(purpose);
    return known != m_confirmed.end() && known->second == origin;
}

bool SetupDraft::isDirty() const {
    return m_profile != m_saved || !m_secrets.empty() || !m_confirmed.empty() || !m_faults.empty();
}

void SetupDraft::rebase(const Profile& saved) {
    m_saved = saved;
    judge();
    // What says the same as the stored value is not kept as it was typed.
    std::erase_if(m_texts, [this](const auto& typed) {
        return !m_faults.contains(typed.first) &&
               valueText(m_profile, typed.first) == valueText(m_saved, typed.first);
    });
}

void SetupDraft::forgetSecrets(const Draft& stored) {
    for (const auto& [purpose, secret] : stored.secrets)
        if (const auto typed = m_secrets.find(purpose); typed != m_secrets.end() && typed->second == secret)
            m_secrets.erase(typed);
    for (const auto& [purpose, origin] : stored.confirmed)
        if (isConfirmed(purpose, origin))
            m_confirmed.erase(purpose);
}

void SetupDraft::discard() {
    m_texts.clear();
    m_secrets.clear();
    m_confirmed.clear();
    judge();
}

} // namespace milepost
