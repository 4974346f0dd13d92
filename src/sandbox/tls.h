// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "sandbox/options.h"

#include <memory>

#include <openssl/ssl.h>

namespace milepost::sandbox {

/// A certificate authority made for this run, and a server certificate of the kind asked for.
class TlsIdentity final {
public:
    /// Writes the CA to `caFile`, or to a temporary file that goes with this object.
    [[nodiscard]] static Result<std::unique_ptr<TlsIdentity>> create(Options::Certificate kind,
                                                                     const QString& caFile);
    ~TlsIdentity();
    TlsIdentity(const TlsIdentity&) = delete;
    TlsIdentity& operator=(const TlsIdentity&) = delete;

    [[nodiscard]] SSL_CTX* context() const { return m_context; }
    [[nodiscard]] QString caFile() const { return m_caFile; }

private:
    TlsIdentity() = default;

    SSL_CTX* m_context = nullptr;
    QString m_caFile;
    bool m_isTemporary = false;
};

} // namespace milepost::sandbox
