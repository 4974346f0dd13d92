// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/tls.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

struct Free {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using Certificate = std::unique_ptr<X509, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;

void addExtension(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    if (X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value)) {
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
}

struct Wanted {
    const char* name;
    bool isAuthority;
    const char* hosts; ///< subjectAltName, or null
    long fromSeconds;
    long toSeconds;
};

/// Signed by `issuer`, or by itself when that is null.
Certificate makeCertificate(const Wanted& wanted, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuerKey) {
    Certificate certificate(X509_new());
    X509* raw = certificate.get();
    X509_set_version(raw, 2);
    const QByteArray serial = QUuid::createUuid().toRfc4122();
    BIGNUM* number = BN_bin2bn(reinterpret_cast<const unsigned char*>(serial.constData()), 15, nullptr);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(raw));
    BN_free(number);
    X509_gmtime_adj(X509_getm_notBefore(raw), wanted.fromSeconds);
    X509_gmtime_adj(X509_getm_notAfter(raw), wanted.toSeconds);
    X509_set_pubkey(raw, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(raw), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wanted.name), -1, -1, 0);
    X509* signer = issuer ? issuer : raw;
    X509_set_issuer_name(raw, X509_get_subject_name(signer));
    addExtension(raw, signer, NID_basic_constraints,
                 wanted.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(raw, signer, NID_key_usage,
                 wanted.isAuthority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    addExtension(raw, signer, NID_subject_key_identifier, "hash");
    addExtension(raw, signer, NID_authority_key_identifier, "keyid:always");
    if (wanted.hosts) {
        addExtension(raw, signer, NID_ext_key_usage, "serverAuth");
        addExtension(raw, signer, NID_subject_alt_name, wanted.hosts);
    }
    X509_sign(raw, issuerKey, EVP_sha256());
    return certificate;
}

bool writePem(const QString& path, X509* certificate) {
    const std::unique_ptr<BIO, Free> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(data, size) == size;
}

} // namespace

Result<std::unique_ptr<TlsIdentity>> TlsIdentity::create(Options::Certificate kind, const QString& caFile) {
    constexpr long k_day = 86400;
    const Key authorityKey(EVP_EC_gen("P-256"));
    const Key key(EVP_EC_gen("P-256"));
    const Certificate authority = makeCertificate({"Milepost Sandbox CA", true, nullptr, -k_day, 30 * k_day},
                                                  authorityKey.get(), nullptr, authorityKey.get());
    const bool isExpired = kind == Options::Certificate::Expired;
    const bool isSelfSigned = kind == Options::Certificate::SelfSigned;
    const char* hosts = kind == Options::Certificate::WrongHost
                            ? "DNS:elsewhere.example"
                            : "DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1";
    const Wanted wanted{"Milepost Sandbox", false, hosts, isExpired ? -20 * k_day : -k_day,
                        isExpired ? -10 * k_day : 20 * k_day};
    const Certificate certificate =
        makeCertificate(wanted, key.get(), isSelfSigned ? nullptr : authority.get(),
                        isSelfSigned ? key.get() : authorityKey.get());
    std::unique_ptr<TlsIdentity> identity(new TlsIdentity);
    identity->m_isTemporary = caFile.isEmpty();
    identity->m_caFile = caFile.isEmpty() ? QDir::temp().filePath(u"milepost-sandbox-%1.pem"_s.arg(
                                                QUuid::createUuid().toString(QUuid::WithoutBraces)))
                                          : caFile;
    identity->m_context = SSL_CTX_new(TLS_server_method());
    if (SSL_CTX_use_certificate(identity->m_context, certificate.get()) != 1 ||
        SSL_CTX_use_PrivateKey(identity->m_context, key.get()) != 1)
        return std::unexpected(
            makeError(Error::Kind::Tls, Error::Stage::Transport, u"the certificate could not be made"_s));
    if (!writePem(identity->m_caFile, authority.get()))
        return std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage,
                                         u"'%1' cannot be written"_s.arg(identity->m_caFile)));
    return identity;
}

TlsIdentity::~TlsIdentity() {
    SSL_CTX_free(m_context);
    if (m_isTemporary)
        QFile::remove(m_caFile);
}

} // namespace milepost::sandbox
