// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/boundsecretstore.h"

#include "base/futures.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr auto k_unconfirmed = "origin-unconfirmed"_L1;

Error unconfirmed(const SecretKey& key, const QString& accepted) {
    const QString before = accepted.isEmpty() ? u"an imported profile has no confirmed address yet"_s
                                              : u"it was accepted for %1"_s.arg(accepted);
    return makeError(Error::Kind::Config, Error::Stage::Keychain,
                     u"the %1 is not sent to %2 (profile %3): %4"_s.arg(toString(key.purpose), key.origin,
                                                                        key.profile, before),
                     k_unconfirmed);
}

} // namespace

BoundSecretStore::BoundSecretStore(std::unique_ptr<SecretStore> source, std::unique_ptr<OriginBook> book)
    : m_source(std::move(source)),
      m_book(std::move(book)) {}

Result<BoundSecretStore::Use> BoundSecretStore::useOf(const SecretKey& key) {
    if (key.purpose == SecretPurpose::TrackerRefresh)
        return Use::Accepted;
    const auto accepted = m_book->accepted(key.purpose);
    if (!accepted)
        return std::unexpected(accepted.error());
    if (!*accepted)
        return Use::First;
    if (**accepted != key.origin)
        return std::unexpected(unconfirmed(key, **accepted));
    return Use::Accepted;
}

QFuture<Result<Redacted<QString>>> BoundSecretStore::read(SecretKey key, std::stop_token stop) {
    auto found = await(m_source->read(key, std::move(stop)));
    if (!found)
        return ready(std::move(found));
    const std::scoped_lock lock(m_mutex);
    const auto use = useOf(key);
    if (!use)
        return ready<Redacted<QString>>(std::unexpected(use.error()));
    if (*use == Use::First)
        if (const auto kept = m_book->accept(key.purpose, key.origin); !kept)
            return ready<Redacted<QString>>(std::unexpected(kept.error()));
    return ready(std::move(found));
}

QFuture<Result<void>> BoundSecretStore::write(SecretKey key, Redacted<QString> secret, std::stop_token stop) {
    return m_source->write(std::move(key), std::move(secret), std::move(stop));
}

QFuture<Result<void>> BoundSecretStore::remove(SecretKey key, std::stop_token stop) {
    return m_source->remove(std::move(key), std::move(stop));
}

QFuture<Result<SecretState>> BoundSecretStore::state(SecretKey key, std::stop_token stop) {
    // Before the source is looked at: systemd's credentials are there inside the unit only.
    std::unique_lock lock(m_mutex);
    const auto use = useOf(key);
    lock.unlock();
    if (use)
        return m_source->state(std::move(key), std::move(stop));
    return ready(stateFrom(std::unexpected(use.error())));
}

} // namespace milepost
