// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of SetupPresenter that hears what was made and granted with an admin's sign-in.
#include "domain/profileschema.h"
#include "presentation/setuppresenter.h"

namespace milepost {

using namespace Qt::StringLiterals;

void SetupPresenter::takeRegistration(const QString& clientId, CredentialKind credential, QDate ends) {
    Profile made;
    made.credential = credential;
    // What was typed is of the former registration, and would be stored over the new one.
    for (const SecretPurpose purpose : {SecretPurpose::EntraSecret, SecretPurpose::EntraCertificate})
        m_draft.setSecret(purpose, {});
    setValue(u"credential"_s, valueText(made, u"credential"_s));
    setValue(u"clientId"_s, clientId);
    // A certificate says itself when it ends.
    const bool isSecret = credential == CredentialKind::Secret && ends.isValid();
    setValue(u"secretExpires"_s, isSecret ? ends.toString(Qt::ISODate) : QString());
    forget(stepsTouchedBy(u"clientId"_s));
    lookAtSecrets();
    m_importNote = tr("The registration was made, and its credential is stored.");
    emit profileChanged(); // the fields show it
    save();
    emit savingChanged();
}

void SetupPresenter::consentChanged() { forget(stepsTouchedBy(u"clientId"_s)); }

} // namespace milepost
