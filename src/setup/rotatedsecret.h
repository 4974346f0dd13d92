// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <QDateTime>

namespace milepost {

/// A secret of a rotation with what is known of it, as it stands beside the current one.
struct RotatedSecret {
    Redacted<QString> secret; ///< empty: it was asked for, and its value did not come to be stored
    QString keyId;            ///< its id at the service; "" when that is not known
    QString name;             ///< what it is called at the service, ours alone; "": it was made elsewhere
    QDateTime expiresUtc;     ///< invalid: not known

    friend bool operator==(const RotatedSecret&, const RotatedSecret&) = default;
};
/// As one text for a secret store.
[[nodiscard]] Redacted<QString> toStored(const RotatedSecret& secret);
/// Malformed (code "rotation-record") when it is not of our making.
[[nodiscard]] Result<RotatedSecret> rotatedSecretOf(const Redacted<QString>& stored);

/// The three places of a secret that is rotated. Each step leaves what worked before in one of them, so that
/// whoever is killed between two of them has lost nothing (docs/adr/0028-rotation.md). Errors: those of the
/// store, and of rotatedSecretOf(). Runs on: pool threads; blocks.
class SecretSwitch {
public:
    /// `current`: of a purpose that has rotationPlaces(). `store` outlives this.
    SecretSwitch(SecretStore& store, SecretKey current);

    struct Standing {
        std::optional<Redacted<QString>> current;
        std::optional<RotatedSecret> next;
        std::optional<RotatedSecret> former;
        /// Killed after the switch and before its last write.
        [[nodiscard]] bool isNextCurrent() const { return next && current && next->secret == *current; }
        /// Killed before the switch: what is to be put aside is still in use.
        [[nodiscard]] bool isFormerCurrent() const { return former && current && former->secret == *current; }
    };
    [[nodiscard]] Result<Standing> look(std::stop_token stop);
    [[nodiscard]] Result<void> keepNext(const RotatedSecret& next, std::stop_token stop);
    [[nodiscard]] Result<void> dropNext(std::stop_token stop);
    /// `former` is what is in use, with what is known of it; `next` stands already.
    [[nodiscard]] Result<void> switchOver(const RotatedSecret& former, const RotatedSecret& next,
                                          std::stop_token stop);
    [[nodiscard]] Result<void> dropFormer(std::stop_token stop);

    [[nodiscard]] const SecretKey& key() const { return m_current; }

private:
    [[nodiscard]] Result<std::optional<Redacted<QString>>> read(const SecretKey& key, std::stop_token stop);
    [[nodiscard]] Result<std::optional<RotatedSecret>> readBeside(const SecretKey& key, std::stop_token stop);

    SecretStore& m_store;
    SecretKey m_current;
    SecretKey m_next;
    SecretKey m_former;
};

} // namespace milepost
