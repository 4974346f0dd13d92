// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that makes and reads certificates.

#include "app/desktopbackend.h"
#include "storage/privatefile.h"

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_mostBytes = 1 << 20;

} // namespace

QFuture<Result<AppCertificate>> DesktopBackend::makeCertificate(const NewCertificate& wish) {
    return m_tasks.run<Result<AppCertificate>>([this, wish]() -> Result<AppCertificate> {
        // A public part that stands there may be one that was uploaded.
        if (QFileInfo::exists(wish.cer))
            return std::unexpected(makeError(
                Error::Kind::Storage, Error::Stage::Storage,
                u"%1: the file exists already; choose another name"_s.arg(wish.cer), u"store-failed"_s));
        auto certificate = generateCertificate(wish.name, wish.days, m_clock);
        if (!certificate)
            return certificate;
        if (const auto written = writePrivateFile(wish.cer, certificate->der); !written)
            return std::unexpected(written.error());
        return certificate;
    });
}

QFuture<Result<AppCertificate>> DesktopBackend::readCertificateFile(const QString& path,
                                                                    const Redacted<QString>& password) {
    return m_tasks.run<Result<AppCertificate>>([this, path, password]() -> Result<AppCertificate> {
        auto bytes = readFile(path, k_mostBytes);
        if (!bytes)
            return std::unexpected(bytes.error());
        auto certificate = readCertificate(Redacted(std::move(*bytes)), password);
        if (!certificate)
            return certificate;
        if (const auto valid = checkValidity(*certificate, m_clock.utcNow()); !valid)
            return std::unexpected(valid.error());
        return certificate;
    });
}

} // namespace milepost
