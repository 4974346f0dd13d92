// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/causes.h"

namespace milepost::doctor {

using namespace Qt::StringLiterals;

const QStringList& causeSlugs() {
    static const QStringList slugs{
        u"secret-invalid"_s,
        u"secret-expired"_s,
        u"credential-missing"_s,
        u"cert-unregistered"_s,
        u"cert-expired"_s,
        u"assertion-invalid"_s,
        u"clock-skew"_s,
        u"app-unknown"_s,
        u"app-unconsented"_s,
        u"app-disabled"_s,
        u"app-misconfigured"_s,
        u"tenant-wrong"_s,
        u"cloud-mismatch"_s,
        u"scope-invalid"_s,
        u"policy-blocked"_s,
        u"consent-declined"_s,
        u"consent-account"_s,
        u"token-expired"_s,
        u"token-malformed"_s,
        u"permission-missing"_s,
        u"access-policy"_s,
        u"rbac-scope"_s,
        u"license-missing"_s,
        u"no-mailbox"_s,
        u"user-unknown"_s,
        u"item-gone"_s,
        u"event-invalid"_s,
        u"timezone-invalid"_s,
        u"range-too-large"_s,
        u"request-malformed"_s,
        u"already-exists"_s,
        u"edit-conflict"_s,
        u"sync-reset"_s,
        u"payload-too-large"_s,
        u"throttled"_s,
        u"quota-full"_s,
        u"service-transient"_s,
        u"mailbox-fault"_s,
        u"tls-untrusted"_s,
        u"tls-store-outdated"_s,
        u"dns-failure"_s,
        u"connect-failed"_s,
        u"proxy-auth"_s,
        u"network-intercept"_s,
        u"proxy-misconfigured"_s,
        u"truncated"_s,
        u"address-wrong"_s,
        u"tracker-down"_s,
        u"host-refused"_s,
        u"tracker-login"_s,
        u"tracker-lockout"_s,
        u"calendar-missing"_s,
        u"keychain-unavailable"_s,
        u"store-failed"_s,
        u"unknown"_s,
        u"guard-refused"_s,
        u"plan-stale"_s,
        u"confirmation-missing"_s,
        u"config-invalid"_s,
        u"usage"_s,
    };
    return slugs;
}

bool isCause(const QString& text) { return causeSlugs().contains(text); }

} // namespace milepost::doctor
