// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/secretstatus.h"

#include "auth/appcertificate.h"
#include "auth/jwt.h"
#include "base/futures.h"
#include "cli/profilesecrets.h"
#include "cli/table.h"
#include "doctor/credentialexpiry.h"
#include "domain/profileschema.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct Row {
    SecretKey key;
    bool hasPlace = false; ///< the profile says what it would be for
    SecretState state = SecretState::Absent;
    CredentialExpiry expiry;
};

/// What Entra says is asked for once, where it may be.
Result<CredentialExpiry> askEntra(Session& session, const Profile& profile) {
    const auto bench = session.probeBench(profile);
    if (!bench)
        return std::unexpected(bench.error());
    const ProbeClients clients = (*bench)->clients();
    if (const auto token = clients.entra.bearer(session.stop()); !token)
        return std::unexpected(token.error());
    CredentialExpiry expiry = credentialExpiry(profile, clients, session.stop());
    if (expiry.source != CredentialExpiry::Source::Entra)
        session.remark(u"Entra did not say when the secret expires; that needs Application.Read.All."_s);
    return expiry;
}

Result<CredentialExpiry> expiryOf(Session& session, const Profile& profile, SecretStore& store,
                                  const Row& row, bool asksEntra) {
    if (row.key.purpose == SecretPurpose::EntraSecret)
        return asksEntra ? askEntra(session, profile) : Result<CredentialExpiry>(typedExpiry(profile));
    const bool saysItself = row.key.purpose == SecretPurpose::EntraCertificate ||
                            row.key.purpose == SecretPurpose::TrackerRefresh;
    if (!saysItself || profile.secretSource != SecretSource::Keychain)
        return CredentialExpiry();
    const auto stored = await(store.read(row.key, session.stop()));
    if (!stored)
        return std::unexpected(stored.error());
    if (row.key.purpose == SecretPurpose::TrackerRefresh)
        return CredentialExpiry{jwtTime(jwtClaims(stored->reveal().toUtf8()), u"exp"_s)};
    const auto certificate = appCertificateOf(*stored);
    if (!certificate)
        return std::unexpected(certificate.error());
    return CredentialExpiry{certificate->notAfterUtc, CredentialExpiry::Source::Certificate};
}

Result<Row> look(Session& session, const Profile& profile, SecretStore& store, SecretPurpose purpose,
                 bool asksEntra) {
    Row row;
    row.key.purpose = purpose;
    const auto key = secretKeyOf(profile, purpose);
    if (!key)
        return row;
    row.key = *key;
    row.hasPlace = true;
    const auto state = await(store.state(row.key, session.stop()));
    if (!state)
        return std::unexpected(state.error());
    row.state = *state;
    if (row.state != SecretState::Stored)
        return row;
    const auto expiry = expiryOf(session, profile, store, row, asksEntra);
    if (!expiry)
        return std::unexpected(expiry.error());
    row.expiry = *expiry;
    return row;
}

/// A refresh token is renewed by itself, and after it the password serves: it warns nobody.
QString noticeOf(const Row& row, const Lifetime& lifetime, const Profile& profile) {
    if (row.key.purpose == SecretPurpose::TrackerRefresh || !lifetime.isWarning())
        return {};
    if (lifetime.isOver && row.expiry.source == CredentialExpiry::Source::Profile)
        return u"The day that was entered for the client secret has passed: rotate it, or correct the day."_s;
    return lifetimeWarning(lifetime, row.expiry.source, profile.credential);
}

QString expiryCell(const Row& row, const Lifetime& lifetime) {
    if (row.state != SecretState::Stored)
        return {};
    if (!lifetime.isKnown)
        return lifetimeText(lifetime);
    return row.expiry.endsUtc.date().toString(Qt::ISODate) + u", "_s + lifetimeText(lifetime);
}

struct Told {
    QJsonArray json;
    Table table{{{u"Secret"_s}, {u"State"_s}, {u"Expires"_s}, {u"Bound to"_s, {}, true}}};
    QStringList notices;
};

void tell(Told& told, const Row& row, const Profile& profile, const QDateTime& nowUtc) {
    const Lifetime lifetime = lifetimeOf(row.expiry.endsUtc, nowUtc);
    const QString notice = noticeOf(row, lifetime, profile);
    QJsonObject json = secretJson(row.key.purpose, toString(row.state), row.key.origin, row.expiry.endsUtc);
    json.insert(u"days"_s, lifetime.isKnown ? QJsonValue(lifetime.isOver ? 0 : lifetime.days) : QJsonValue());
    json.insert(u"notice"_s, notice.isEmpty() ? QJsonValue() : QJsonValue(notice));
    told.json.append(json);
    const bool isStored = row.state == SecretState::Stored;
    told.table.add({{toString(row.key.purpose)},
                    {toString(row.state), isStored ? Paper::Ink::Green : Paper::Ink::Yellow},
                    {expiryCell(row, lifetime), notice.isEmpty() ? Paper::Ink::Plain : Paper::Ink::Yellow},
                    {row.hasPlace ? row.key.origin : u"(not configured yet)"_s}});
    if (!notice.isEmpty())
        told.notices << notice;
}

} // namespace

QJsonObject secretJson(SecretPurpose purpose, const QString& state, const QString& origin,
                       const QDateTime& expiresUtc) {
    return {{u"kind"_s, toString(purpose)},
            {u"state"_s, state},
            {u"expires"_s, expiresUtc.isValid() ? QJsonValue(toIsoUtc(expiresUtc)) : QJsonValue()},
            {u"origin"_s, origin.isEmpty() ? QJsonValue() : QJsonValue(origin)}};
}

Result<void> keepSecretExpiry(Session& session, const Profile& profile, const QString& day) {
    if (profile.secretExpires == day)
        return {};
    const auto changed = withValues(profile, {{u"secretExpires"_s, day}});
    if (!changed)
        return std::unexpected(changed.error());
    if (day.isEmpty())
        session.remark(u"When it expires is not known any more; to be warned ahead: milepostctl profile set "
                       "secretExpires=YYYY-MM-DD"_s);
    return session.saveProfile(*changed);
}

Outcome secretStatus(Session& session, bool asksEntra) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const auto store = session.environment().secrets(*profile);
    if (!store)
        return Outcome::failed(store.error());
    std::vector<SecretPurpose> purposes = secretsOf(*profile);
    purposes.push_back(SecretPurpose::TrackerRefresh);
    Told told;
    for (const SecretPurpose purpose : purposes) {
        const auto row = look(session, *profile, **store, purpose, asksEntra);
        if (!row)
            return Outcome::failed(row.error());
        // It comes and goes by itself: without one there is nothing to say.
        if (purpose != SecretPurpose::TrackerRefresh || row->state == SecretState::Stored)
            tell(told, *row, *profile, session.clock().utcNow());
    }
    return Outcome::done({{u"secrets"_s, told.json}}, [told](const Paper& paper) {
        QString text = told.table.toText(paper);
        for (const QString& notice : told.notices)
            text += wrapped(notice, paper.width, 0) + u'\n';
        return text;
    });
}

} // namespace milepost::cli
