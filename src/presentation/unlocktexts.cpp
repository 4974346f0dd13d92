// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/unlocktexts.h"

#include "presentation/setupsteps.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::Unlock)
};

constexpr std::chrono::seconds k_elapsedShown{3}; // ux 2.4

QString secretName(SecretPurpose purpose) {
    switch (purpose) {
    case SecretPurpose::EntraSecret:
    case SecretPurpose::EntraSecretNext:
    case SecretPurpose::EntraSecretFormer:
        return Texts::tr("the client secret");
    case SecretPurpose::EntraCertificate:
    case SecretPurpose::EntraCertificateNext:
    case SecretPurpose::EntraCertificateFormer:
        return Texts::tr("the certificate");
    case SecretPurpose::TrackerPassword:
    case SecretPurpose::TrackerPasswordNext:
    case SecretPurpose::TrackerPasswordFormer:
        return Texts::tr("the tracker's password");
    case SecretPurpose::TrackerRefresh:
        return Texts::tr("the tracker's session");
    case SecretPurpose::ProxyPassword:
        return Texts::tr("the proxy's password");
    case SecretPurpose::StorePassword:
        return Texts::tr("the store's password");
    }
    return {};
}

} // namespace

QString unlockTitle(std::chrono::seconds elapsed) {
    const QString title = Texts::tr("Waiting for unlock of the keychain");
    return elapsed < k_elapsedShown
               ? title
               : title + u" · "_s + Texts::tr("%n s", nullptr, static_cast<int>(elapsed.count()));
}

QString unlockReason(const UnlockWait& wait) {
    const SecretKey& key = *wait.key();
    const QString what = wait.isWriting() ? Texts::tr("To keep %1 of %2.") : Texts::tr("To read %1 of %2.");
    return what.arg(secretName(key.purpose), key.profile) + u' ' +
           Texts::tr("The keychain asks in a window of its own, which may stand behind this one.");
}

} // namespace milepost
