// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/certificateentry.h"

#include "cli/secretsource.h"

#include <QFileInfo>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr auto k_passwordNeeded = "certificate-password-needed"_L1;
constexpr double k_daysOfAMonth = 365.0 / 12;

/// A line end after it is no part of a password.
Redacted<QString> passwordOf(const Redacted<QByteArray>& bytes) {
    QString text = QString::fromUtf8(bytes.reveal());
    if (text.endsWith(u'\n'))
        text.chop(1);
    if (text.endsWith(u'\r'))
        text.chop(1);
    return Redacted(std::move(text));
}

Result<AppCertificate> valid(const Session& session, Result<AppCertificate> certificate) {
    if (!certificate)
        return certificate;
    if (const auto isValid = checkValidity(*certificate, session.clock().utcNow()); !isValid)
        return std::unexpected(isValid.error());
    return certificate;
}

/// The password is asked for where the file has one and somebody is there.
Result<AppCertificate> readAsking(Session& session, const Redacted<QByteArray>& bytes) {
    auto certificate = readCertificate(bytes, {});
    if (certificate || certificate.error().code != k_passwordNeeded)
        return valid(session, std::move(certificate));
    if (!session.terminal().canAsk())
        return std::unexpected(usageError(
            u"the private key is protected by a password, and nobody can be asked here; say --password-from "
            "env:VARIABLE, file:PATH or stdin"_s));
    const auto password = session.terminal().askSecret(u"password of the private key: "_s, session.stop());
    if (!password)
        return std::unexpected(password.error());
    return valid(session, readCertificate(bytes, *password));
}

Result<AppCertificate> generated(Session& session, const QString& profile, const CertificateWish& wish) {
    const QString given = QString::fromStdString(wish.name);
    const QString name = given.isEmpty() ? (u"Milepost "_s + profile).left(64) : given;
    return generateCertificate(name, qRound(wish.months * k_daysOfAMonth), session.clock());
}

Result<void> fits(const CertificateWish& wish) {
    if (wish.generate && wish.cer.empty())
        return std::unexpected(
            usageError(u"say --cer FILE too: the public part is written there, to be uploaded in Entra"_s));
    if (wish.generate && (!wish.from.empty() || !wish.passwordFrom.empty()))
        return std::unexpected(
            usageError(u"--generate makes a certificate, --from reads one: say one of them"_s));
    if (!wish.generate && wish.from.empty())
        return std::unexpected(usageError(
            u"say --from file:PATH for a PEM or PFX file, or --generate --cer FILE to make a certificate"_s));
    if (wish.from == "stdin" && wish.passwordFrom == "stdin")
        return std::unexpected(usageError(u"only one of the two can come from stdin"_s));
    if (!wish.cer.empty() && QFileInfo::exists(QString::fromStdString(wish.cer)))
        return std::unexpected(
            usageError(u"%1 exists already; name another file"_s.arg(QString::fromStdString(wish.cer))));
    return {};
}

QString hex(const QByteArray& thumbprint) { return QString::fromLatin1(thumbprint.toHex().toUpper()); }

} // namespace

bool CertificateWish::isGiven() const {
    return generate || !passwordFrom.empty() || !name.empty() || !cer.empty();
}

Result<AppCertificate> certificateFor(Session& session, const QString& profile, const CertificateWish& wish) {
    if (const auto good = fits(wish); !good)
        return std::unexpected(good.error());
    if (wish.generate)
        return generated(session, profile, wish);
    const auto bytes = readSource(session, QString::fromStdString(wish.from));
    if (!bytes)
        return std::unexpected(bytes.error());
    if (wish.passwordFrom.empty())
        return readAsking(session, *bytes);
    const auto password = readSource(session, QString::fromStdString(wish.passwordFrom));
    if (!password)
        return std::unexpected(password.error());
    return valid(session, readCertificate(*bytes, passwordOf(*password)));
}

Result<AppCertificate> askForCertificate(Session& session, const QString& question) {
    const auto path = session.terminal().ask(question + u", path of a PEM or PFX file: "_s, session.stop());
    if (!path)
        return std::unexpected(path.error());
    const auto bytes = readSource(session, u"file:"_s + path->trimmed());
    if (!bytes)
        return std::unexpected(bytes.error());
    return readAsking(session, *bytes);
}

QJsonObject toJson(const AppCertificate& certificate, const QString& cer) {
    return {{u"subject"_s, certificate.subject},
            {u"bits"_s, certificate.bits},
            {u"thumbprint"_s, hex(certificate.sha1)},
            {u"thumbprintSha256"_s, hex(certificate.sha256)},
            {u"notBefore"_s, toIsoUtc(certificate.notBeforeUtc)},
            {u"notAfter"_s, toIsoUtc(certificate.notAfterUtc)},
            {u"cer"_s, cer.isEmpty() ? QJsonValue() : QJsonValue(cer)}};
}

QString toText(const AppCertificate& certificate, const QString& cer) {
    QString text = u"%1, RSA %2, until %3.\nThumbprint %4, as the Azure portal shows it.\n"_s.arg(
        printable(certificate.subject), QString::number(certificate.bits),
        certificate.notAfterUtc.date().toString(Qt::ISODate), hex(certificate.sha1));
    if (!cer.isEmpty())
        text +=
            u"The public part is in %1: upload it in Entra, Certificates & secrets, Certificates.\n"_s.arg(
                printable(cer));
    return text;
}

} // namespace milepost::cli
