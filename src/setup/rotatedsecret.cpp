// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/rotatedsecret.h"

#include "base/clock.h"
#include "base/futures.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

SecretKey beside(SecretKey key, SecretPurpose purpose) {
    key.purpose = purpose;
    return key;
}

} // namespace

Redacted<QString> toStored(const RotatedSecret& secret) {
    const QJsonObject json{
        {u"secret"_s, secret.secret.reveal()},
        {u"keyId"_s, secret.keyId},
        {u"name"_s, secret.name},
        {u"expires"_s, secret.expiresUtc.isValid() ? toIsoUtc(secret.expiresUtc) : QString()}};
    return Redacted(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

Result<RotatedSecret> rotatedSecretOf(const Redacted<QString>& stored) {
    const QJsonObject json = QJsonDocument::fromJson(stored.reveal().toUtf8()).object();
    if (!json.value(u"secret"_s).isString())
        return std::unexpected(makeError(Error::Kind::Malformed, Error::Stage::Keychain,
                                         u"what stands beside the secret was not written by this program"_s,
                                         u"rotation-record"_s));
    return RotatedSecret{Redacted(json.value(u"secret"_s).toString()), json.value(u"keyId"_s).toString(),
                         json.value(u"name"_s).toString(),
                         QDateTime::fromString(json.value(u"expires"_s).toString(), Qt::ISODate)};
}

SecretSwitch::SecretSwitch(SecretStore& store, SecretKey current)
    : m_store(store),
      m_current(std::move(current)) {
    const auto places = rotationPlaces(m_current.purpose);
    Q_ASSERT(places);
    m_next = beside(m_current, places->next);
    m_former = beside(m_current, places->former);
}

Result<std::optional<Redacted<QString>>> SecretSwitch::read(const SecretKey& key, std::stop_token stop) {
    auto found = await(m_store.read(key, std::move(stop)));
    if (found)
        return std::optional(std::move(*found));
    if (found.error().code == "credential-missing"_L1)
        return std::optional<Redacted<QString>>();
    return std::unexpected(found.error()); // locked is not absent
}

Result<std::optional<RotatedSecret>> SecretSwitch::readBeside(const SecretKey& key, std::stop_token stop) {
    const auto found = read(key, std::move(stop));
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return std::optional<RotatedSecret>();
    const auto secret = rotatedSecretOf(**found);
    if (!secret)
        return std::unexpected(secret.error());
    return std::optional(*secret);
}

Result<SecretSwitch::Standing> SecretSwitch::look(std::stop_token stop) {
    const auto current = read(m_current, stop);
    if (!current)
        return std::unexpected(current.error());
    const auto next = readBeside(m_next, stop);
    if (!next)
        return std::unexpected(next.error());
    const auto former = readBeside(m_former, std::move(stop));
    if (!former)
        return std::unexpected(former.error());
    return Standing{*current, *next, *former};
}

Result<void> SecretSwitch::keepNext(const RotatedSecret& next, std::stop_token stop) {
    return await(m_store.write(m_next, toStored(next), std::move(stop)));
}

Result<void> SecretSwitch::dropNext(std::stop_token stop) {
    return await(m_store.remove(m_next, std::move(stop)));
}

Result<void> SecretSwitch::switchOver(const RotatedSecret& former, const RotatedSecret& next,
                                      std::stop_token stop) {
    if (const auto kept = await(m_store.write(m_former, toStored(former), stop)); !kept)
        return kept;
    if (const auto switched = await(m_store.write(m_current, next.secret, stop)); !switched)
        return switched;
    return dropNext(std::move(stop));
}

Result<void> SecretSwitch::dropFormer(std::stop_token stop) {
    return await(m_store.remove(m_former, std::move(stop)));
}

} // namespace milepost
