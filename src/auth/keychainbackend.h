// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

#include <QString>

namespace milepost {

/// The operating system's keychain, one entry at a time: a seam, so that tests can refuse, hang and lock.
/// Runs on: the main thread; every call answers exactly once, later, on the main thread, or never (a keychain
/// that hangs).
class KeychainBackend {
public:
    enum class Outcome { Done, NotFound, Denied, NoService, Failed };
    struct Answer {
        Outcome outcome = Outcome::Failed;
        QString text;   ///< of a read: a secret
        QString detail; ///< the keychain's own words
    };
    using Done = std::function<void(Answer)>;

    /// Whether secrets can be reached, as the Secret Service says. "Not found" means "locked" there as well
    /// (style 7.6), so that an answer alone proves nothing.
    enum class Collection { Unlocked, Locked, Absent, NoService };

    virtual ~KeychainBackend() = default;
    virtual void read(const QString& entry, Done done) = 0;
    virtual void write(const QString& entry, const QString& text, Done done) = 0;
    virtual void remove(const QString& entry, Done done) = 0;
    virtual void askCollection(std::function<void(Collection)> done) = 0;
};

} // namespace milepost
