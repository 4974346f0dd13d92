// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/assertion.h"

#include "sandbox/call.h"

#include <memory>
#include <optional>

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonObject>

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

struct Free {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

constexpr int k_malformed = 50027;
constexpr int k_otherSubject = 50048;
constexpr int k_otherClient = 700021;
constexpr int k_otherAudience = 700023;
constexpr int k_outsideItsTime = 700024;
constexpr int k_notSigned = 700027;
constexpr qint64 k_toleranceSeconds = 300;
constexpr int k_leastBits = 2048;

struct Assertion {
    QJsonObject header;
    QJsonObject claims;
    QByteArray signedPart;
    QByteArray signature;
};

/// Base64url as JWS has it: without padding.
std::optional<QByteArray> decoded(const QByteArray& text) {
    const auto result = QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding |
                                                                 QByteArray::AbortOnBase64DecodingErrors);
    if (!result || text.contains('='))
        return std::nullopt;
    return *result;
}

std::optional<Assertion> parse(const QByteArray& jwt) {
    const QList<QByteArray> parts = jwt.split('.');
    if (parts.size() != 3)
        return std::nullopt;
    const auto header = decoded(parts.at(0));
    const auto claims = decoded(parts.at(1));
    const auto signature = decoded(parts.at(2));
    if (!header || !claims || !signature)
        return std::nullopt;
    const auto headerObject = jsonBody(*header);
    const auto claimsObject = jsonBody(*claims);
    if (!headerObject || !claimsObject)
        return std::nullopt;
    return Assertion{*headerObject, *claimsObject, parts.at(0) + '.' + parts.at(1), *signature};
}

QString thumbprint(const QByteArray& der, QCryptographicHash::Algorithm algorithm) {
    return QString::fromLatin1(QCryptographicHash::hash(der, algorithm)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

/// The certificate that the header names; a header with both thumbprints must mean the same one by both.
std::optional<QByteArray> namedCertificate(const QJsonObject& header,
                                           const std::vector<QByteArray>& certificatesDer) {
    const QJsonValue sha256 = header.value(u"x5t#S256"_s);
    const QJsonValue sha1 = header.value(u"x5t"_s);
    if (sha256.isUndefined() && sha1.isUndefined())
        return std::nullopt;
    for (const QByteArray& der : certificatesDer) {
        const bool isBySha256 =
            sha256.isUndefined() || sha256.toString() == thumbprint(der, QCryptographicHash::Sha256);
        const bool isBySha1 =
            sha1.isUndefined() || sha1.toString() == thumbprint(der, QCryptographicHash::Sha1);
        if (isBySha256 && isBySha1)
            return der;
    }
    return std::nullopt;
}

bool isSignedBy(const Assertion& assertion, EVP_PKEY* key, bool isPss) {
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* keyContext = nullptr;
    if (EVP_DigestVerifyInit(context.get(), &keyContext, EVP_sha256(), nullptr, key) != 1)
        return false;
    if (isPss && (EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) != 1 ||
                  EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    const auto bytes = [](const QByteArray& data) {
        return reinterpret_cast<const unsigned char*>(data.constData());
    };
    return EVP_DigestVerify(context.get(), bytes(assertion.signature), size_t(assertion.signature.size()),
                            bytes(assertion.signedPart), size_t(assertion.signedPart.size())) == 1;
}

AssertionVerdict checkSignature(const Assertion& assertion, const std::vector<QByteArray>& certificatesDer,
                                qint64 nowSeconds) {
    const QString algorithm = assertion.header.value(u"alg"_s).toString();
    if (algorithm != u"PS256"_s && algorithm != u"RS256"_s)
        return {k_notSigned, u"Client assertion uses the unsupported algorithm '%1'."_s.arg(algorithm)};
    const auto der = namedCertificate(assertion.header, certificatesDer);
    if (!der)
        return {k_notSigned,
                u"Client assertion contains an invalid signature. [Reason - The key was not found., "
                u"Thumbprint of "
                "key used by client: '%1']"_s.arg(assertion.header.value(u"x5t#S256"_s).toString())};
    const auto* data = reinterpret_cast<const unsigned char*>(der->constData());
    const std::unique_ptr<X509, Free> certificate(d2i_X509(nullptr, &data, long(der->size())));
    EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < k_leastBits)
        return {k_notSigned, u"The key of the certificate is of an unsupported algorithm or too short."_s};
    time_t now = nowSeconds;
    if (X509_cmp_time(X509_get0_notAfter(certificate.get()), &now) < 0)
        return {k_notSigned,
                u"Client assertion contains an invalid signature. [Reason - The key used is expired.]"_s};
    if (X509_cmp_time(X509_get0_notBefore(certificate.get()), &now) > 0)
        return {k_notSigned,
                u"Client assertion contains an invalid signature. [Reason - The key is not valid yet.]"_s};
    if (!isSignedBy(assertion, key, algorithm == u"PS256"_s))
        return {
            k_notSigned,
            u"Client assertion contains an invalid signature. [Reason - The provided signature value did not "
            "match the expected signature value.]"_s};
    return {};
}

AssertionVerdict checkTimes(const QJsonObject& claims, qint64 nowSeconds) {
    for (const QString& name : {u"nbf"_s, u"iat"_s, u"exp"_s}) {
        if (!claims.value(name).isDouble())
            return {k_malformed, u"The assertion has no time '%1'."_s.arg(name)};
    }
    const qint64 from = claims.value(u"nbf"_s).toInteger();
    const qint64 until = claims.value(u"exp"_s).toInteger();
    if (nowSeconds < from - k_toleranceSeconds || nowSeconds > until + k_toleranceSeconds || until <= from) {
        const auto text = [](qint64 seconds) {
            return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
        };
        return {
            k_outsideItsTime,
            u"Client assertion is not within its valid time range. Current time: %1, assertion valid from "
            "%2, expiry time of assertion %3."_s.arg(text(nowSeconds), text(from), text(until))};
    }
    return {};
}

AssertionVerdict checkClaims(const QJsonObject& claims, const QString& clientId,
                             const QStringList& audiences) {
    const QString subject = claims.value(u"sub"_s).toString();
    if (subject != claims.value(u"iss"_s).toString())
        return {k_otherSubject, u"Subject doesn't match Issuer claim in the client assertion."_s};
    if (subject.compare(clientId, Qt::CaseInsensitive) != 0)
        return {k_otherClient,
                u"Client assertion application identifier doesn't match 'client_id' parameter."_s};
    if (!audiences.contains(claims.value(u"aud"_s).toString()))
        return {k_otherAudience, u"Client assertion audience claim does not match Realm issuer."_s};
    if (claims.value(u"jti"_s).toString().isEmpty())
        return {k_malformed, u"The assertion has no 'jti'."_s};
    return {};
}

} // namespace

AssertionVerdict checkAssertion(const QByteArray& jwt, const std::vector<QByteArray>& certificatesDer,
                                const QString& clientId, const QStringList& audiences, qint64 nowSeconds) {
    const auto assertion = parse(jwt);
    if (!assertion || assertion->header.value(u"typ"_s).toString() != u"JWT"_s)
        return {k_malformed, u"Assertion is malformed and cannot be read."_s};
    AssertionVerdict verdict = checkSignature(*assertion, certificatesDer, nowSeconds);
    if (verdict.number == 0)
        verdict = checkClaims(assertion->claims, clientId, audiences);
    if (verdict.number == 0)
        verdict = checkTimes(assertion->claims, nowSeconds);
    return verdict;
}

} // namespace milepost::sandbox
