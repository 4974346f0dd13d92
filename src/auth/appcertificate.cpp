// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/appcertificate.h"

#include "auth/crypto.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_bits = 3072;
constexpr int k_leastBits = 2048;
constexpr int k_mostNameLetters = 64;         // of a common name, by X.520
constexpr qint64 k_clocksDifferSeconds = 300; // so that a new certificate is valid at once everywhere
constexpr qint64 k_assertionSeconds = 600;
constexpr auto k_base64url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

std::unexpected<Error> refused(const QString& code, const QString& detail) {
    return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config, detail, code));
}

std::unexpected<Error> errorFrom(crypto::Flaw flaw) {
    using enum crypto::Flaw;
    switch (flaw) {
    case PasswordNeeded:
        return refused(u"certificate-password-needed"_s,
                       u"the private key is protected by a password, and none was given; enter it"_s);
    case PasswordWrong:
        return refused(
            u"certificate-password-wrong"_s,
            u"the password does not open the private key; enter the one that was set when the file "
            "was exported"_s);
    case OldEncryption:
        return refused(u"certificate-old-encryption"_s,
                       u"the password fits, but the file is damaged or encrypted in an old way that is not "
                       "known here; export it again with AES-256"_s);
    case NoKey:
        return refused(
            u"certificate-without-key"_s,
            u"the file holds a certificate but no private key, and without it nothing can be signed; "
            "choose the PFX or PEM file that was exported with the private key"_s);
    case NoCertificate:
        return refused(
            u"certificate-key-alone"_s,
            u"the file holds a private key but no certificate; put the certificate's PEM text into "
            "the same file, or export both as PFX"_s);
    case NotRsa:
        return refused(u"certificate-key-kind"_s,
                       u"the key is not an RSA key, and Entra accepts no other for this; make a certificate "
                       "with RSA of 2048 bits or more"_s);
    case Mismatch:
        return refused(
            u"certificate-mismatch"_s,
            u"the private key and the certificate do not belong together; export both from the same "
            "place"_s);
    case Unreadable:
        return refused(u"certificate-unreadable"_s,
                       u"this is neither PEM nor PFX, or it is damaged; choose a .pem or .pfx file"_s);
    case Failed:
        break;
    }
    return std::unexpected(makeError(Error::Kind::Bug, Error::Stage::Config,
                                     u"OpenSSL could not make or use the key"_s, u"certificate-failed"_s));
}

AppCertificate certificateFrom(const crypto::Identity& identity) {
    const crypto::Certificate& facts = identity.certificate;
    return {Redacted(QString::fromLatin1(identity.pem.reveal())),
            facts.der,
            QCryptographicHash::hash(facts.der, QCryptographicHash::Sha256),
            QCryptographicHash::hash(facts.der, QCryptographicHash::Sha1),
            facts.subject,
            facts.notBeforeUtc,
            facts.notAfterUtc,
            facts.bits};
}

QByteArray part(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(k_base64url);
}

} // namespace

Result<AppCertificate> generateCertificate(const QString& name, int days, const Clock& clock) {
    if (name.trimmed().isEmpty() || name.size() > k_mostNameLetters || name.contains(QChar::Null))
        return refused(u"certificate-name"_s, u"a certificate's name has 1 to 64 characters"_s);
    if (days < k_leastCertificateDays || days > k_mostCertificateDays)
        return refused(u"certificate-lifetime"_s, u"a certificate is made for 1 to 24 months"_s);
    const QDateTime now = clock.utcNow();
    const auto made =
        crypto::generate(name.trimmed(), k_bits, now.addSecs(-k_clocksDifferSeconds), now.addDays(days));
    if (!made)
        return errorFrom(made.error());
    return certificateFrom(*made);
}

Result<AppCertificate> readCertificate(const Redacted<QByteArray>& bytes, const Redacted<QString>& password) {
    const auto read = crypto::readIdentity(bytes.reveal(), password);
    if (!read)
        return errorFrom(read.error());
    if (read->certificate.bits < k_leastBits)
        return refused(u"certificate-key-short"_s,
                       u"the RSA key has %1 bits; make a certificate with 2048 bits or more"_s.arg(
                           read->certificate.bits));
    return certificateFrom(*read);
}

Result<AppCertificate> appCertificateOf(const Redacted<QString>& stored) {
    return readCertificate(Redacted(stored.reveal().toUtf8()), {});
}

Result<void> checkValidity(const AppCertificate& certificate, const QDateTime& nowUtc) {
    const auto day = [](const QDateTime& time) { return time.date().toString(Qt::ISODate); };
    if (nowUtc >= certificate.notAfterUtc)
        return refused(u"cert-expired"_s,
                       u"the certificate expired on %1; make a new one and upload it"_s.arg(
                           day(certificate.notAfterUtc)));
    if (nowUtc < certificate.notBeforeUtc)
        return refused(
            u"cert-expired"_s,
            u"the certificate is valid from %1 on; check this computer's clock, or wait until then"_s.arg(
                day(certificate.notBeforeUtc)));
    return {};
}

Result<Redacted<QByteArray>> clientAssertion(const AppCertificate& certificate, const QString& clientId,
                                             const QString& audience, const QDateTime& nowUtc) {
    const qint64 now = nowUtc.toSecsSinceEpoch();
    const QJsonObject header{{u"alg"_s, u"PS256"_s},
                             {u"typ"_s, u"JWT"_s},
                             {u"x5t#S256"_s, QString::fromLatin1(certificate.sha256.toBase64(k_base64url))}};
    const QJsonObject claims{{u"aud"_s, audience},
                             {u"iss"_s, clientId},
                             {u"sub"_s, clientId},
                             {u"jti"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                             {u"nbf"_s, now},
                             {u"iat"_s, now},
                             {u"exp"_s, now + k_assertionSeconds}};
    const QByteArray text = part(header) + '.' + part(claims);
    const auto signature = crypto::signPs256(Redacted(certificate.pem.reveal().toLatin1()), text);
    if (!signature)
        return errorFrom(signature.error());
    return Redacted(text + '.' + signature->toBase64(k_base64url));
}

} // namespace milepost
