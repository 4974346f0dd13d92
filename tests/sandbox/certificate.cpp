// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "certificate.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <openssl/rsa.h>
#include <openssl/x509.h>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr auto k_encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray part(const QJsonObject& json) {
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toBase64(k_encoding);
}

} // namespace

QJsonObject TestCertificate::credential(const QString& name) const {
    return {{u"type"_s, u"AsymmetricX509Cert"_s},
            {u"usage"_s, u"Verify"_s},
            {u"key"_s, QString::fromLatin1(der.toBase64())},
            {u"displayName"_s, name}};
}

QByteArray TestCertificate::sha1() const { return QCryptographicHash::hash(der, QCryptographicHash::Sha1); }

QByteArray TestCertificate::sha256() const {
    return QCryptographicHash::hash(der, QCryptographicHash::Sha256);
}

TestCertificate makeCertificate(int fromDays, int toDays, bool elliptic) {
    TestCertificate made;
    made.key.reset(elliptic ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048), &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_time_adj_ex(X509_getm_notBefore(certificate.get()), fromDays, 0, nullptr);
    X509_time_adj_ex(X509_getm_notAfter(certificate.get()), toDays, 0, nullptr);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("Test"), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), made.key.get());
    X509_sign(certificate.get(), made.key.get(), EVP_sha256());
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(certificate.get(), &bytes);
    made.der = QByteArray(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    return made;
}

QByteArray signedJwt(const TestCertificate& by, const QByteArray& algorithm, const QJsonObject& more,
                     const QJsonObject& claims) {
    QJsonObject header = more;
    header.insert(u"alg"_s, QString::fromLatin1(algorithm));
    header.insert(u"typ"_s, u"JWT"_s);
    const QByteArray text = part(header) + '.' + part(claims);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_PKEY_CTX* options = nullptr;
    EVP_DigestSignInit(context.get(), &options, EVP_sha256(), nullptr, by.key.get());
    if (algorithm == "PS256") {
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.constData());
    size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, bytes, static_cast<size_t>(text.size()));
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                   static_cast<size_t>(text.size()));
    return text + '.' + signature.left(static_cast<qsizetype>(size)).toBase64(k_encoding);
}

} // namespace milepost::sandbox
