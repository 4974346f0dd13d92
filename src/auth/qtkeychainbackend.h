// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/keychainbackend.h"

namespace milepost {

/// QtKeychain, and D-Bus for what QtKeychain does not tell. A job is never deleted or cancelled while it
/// runs: that crashes (style 7.6); it deletes itself.
class QtKeychainBackend final : public KeychainBackend {
public:
    void read(const QString& entry, Done done) override;
    void write(const QString& entry, const QString& text, Done done) override;
    void remove(const QString& entry, Done done) override;
    void askCollection(std::function<void(Collection)> done) override;
};

} // namespace milepost
