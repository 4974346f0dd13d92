// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/crypto.h"

#include <memory>
#include <vector>

#include <QTimeZone>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace milepost::crypto {

namespace {

struct Free {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(PKCS12* box) const { PKCS12_free(box); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(ASN1_INTEGER* number) const { ASN1_INTEGER_free(number); }
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(OSSL_LIB_CTX* context) const { OSSL_LIB_CTX_free(context); }
    void operator()(OSSL_PROVIDER* provider) const { OSSL_PROVIDER_unload(provider); }
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
template <class T> using Owned = std::unique_ptr<T, Free>;

/// OpenSSL's list of errors belongs to the thread, and Qt reads it after a handshake: ours stay out of it.
struct QuietErrors {
    QuietErrors() { ERR_set_mark(); }
    ~QuietErrors() { ERR_pop_to_mark(); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
};

Owned<BIO> reading(const QByteArray& bytes) {
    return Owned<BIO>(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

QByteArray textOf(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, qsizetype(size)};
}

/// Gives the password, or nothing: without this OpenSSL would ask at the terminal.
int givePassword(char* buffer, int size, int, void* password) {
    const auto* given = static_cast<const QByteArray*>(password);
    if (given->isEmpty() || given->size() > size)
        return -1;
    std::copy(given->begin(), given->end(), buffer);
    return int(given->size());
}

QDateTime timeOf(const ASN1_TIME* time) {
    tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return {QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
            QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), QTimeZone::utc()};
}

QByteArray derOf(X509* certificate) {
    unsigned char* data = nullptr;
    const int size = i2d_X509(certificate, &data);
    if (size <= 0)
        return {};
    const QByteArray der(reinterpret_cast<const char*>(data), size);
    OPENSSL_free(data);
    return der;
}

Certificate factsOf(X509* certificate, EVP_PKEY* key) {
    const Owned<BIO> subject(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(subject.get(), X509_get_subject_name(certificate), 0,
                       XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    return {derOf(certificate), QString::fromUtf8(textOf(subject.get())),
            timeOf(X509_get0_notBefore(certificate)), timeOf(X509_get0_notAfter(certificate)),
            EVP_PKEY_get_bits(key)};
}

std::expected<Identity, Flaw> identityOf(EVP_PKEY* key, const std::vector<X509*>& certificates) {
    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)
        return std::unexpected(Flaw::NotRsa);
    if (certificates.empty())
        return std::unexpected(Flaw::NoCertificate);
    for (X509* certificate : certificates) {
        if (X509_check_private_key(certificate, key) != 1)
            continue;
        const Owned<BIO> pem(BIO_new(BIO_s_mem()));
        if (PEM_write_bio_PKCS8PrivateKey(pem.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
            PEM_write_bio_X509(pem.get(), certificate) != 1)
            return std::unexpected(Flaw::Failed);
        return Identity{Redacted(textOf(pem.get())), factsOf(certificate, key)};
    }
    return std::unexpected(Flaw::Mismatch);
}

std::expected<Identity, Flaw> readPem(const QByteArray& bytes, QByteArray password) {
    const bool hasKey = bytes.contains("PRIVATE KEY-----");
    std::vector<Owned<X509>> certificates;
    std::vector<X509*> seen;
    for (const Owned<BIO> bio = reading(bytes);;) {
        Owned<X509> certificate(PEM_read_bio_X509(bio.get(), nullptr, givePassword, &password));
        if (!certificate)
            break;
        seen.push_back(certificate.get());
        certificates.push_back(std::move(certificate));
    }
    if (!hasKey)
        return std::unexpected(seen.empty() ? Flaw::Unreadable : Flaw::NoKey);
    const bool isEncrypted =
        bytes.contains("BEGIN ENCRYPTED PRIVATE KEY") || bytes.contains("Proc-Type: 4,ENCRYPTED");
    const Owned<BIO> bio = reading(bytes);
    const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, givePassword, &password));
    if (key)
        return identityOf(key.get(), seen);
    if (!isEncrypted)
        return std::unexpected(Flaw::Unreadable);
    return std::unexpected(password.isEmpty() ? Flaw::PasswordNeeded : Flaw::PasswordWrong);
}

/// A library of its own, in which also the ciphers of older PFX files are known: switched on for the whole
/// program they would be there for TLS too.
struct OldCiphers {
    Owned<OSSL_LIB_CTX> library{OSSL_LIB_CTX_new()};
    Owned<OSSL_PROVIDER> usual{OSSL_PROVIDER_load(library.get(), "default")};
    Owned<OSSL_PROVIDER> legacy{OSSL_PROVIDER_load(library.get(), "legacy")}; ///< null where it is missing
};

/// Null where the bytes are no PFX.
Owned<PKCS12> pfxFrom(const QByteArray& bytes, const OldCiphers& ciphers) {
    PKCS12* box = PKCS12_init_ex(NID_pkcs7_data, ciphers.library.get(), nullptr);
    const Owned<BIO> bio = reading(bytes);
    if (d2i_PKCS12_bio(bio.get(), &box) == nullptr)
        PKCS12_free(box); // it is still there when not even a frame was found
    else
        return Owned<PKCS12>(box);
    return nullptr;
}

/// An empty password is written in two ways.
bool opens(PKCS12* box, const QByteArray& password) {
    return PKCS12_mac_present(box) == 0 || PKCS12_verify_mac(box, password.constData(), -1) == 1 ||
           (password.isEmpty() && PKCS12_verify_mac(box, nullptr, 0) == 1);
}

std::expected<Identity, Flaw> readPfx(PKCS12* box, const QByteArray& password) {
    if (!opens(box, password))
        return std::unexpected(password.isEmpty() ? Flaw::PasswordNeeded : Flaw::PasswordWrong);
    EVP_PKEY* rawKey = nullptr;
    X509* rawCertificate = nullptr;
    STACK_OF(X509)* rawOthers = nullptr;
    if (PKCS12_parse(box, password.constData(), &rawKey, &rawCertificate, &rawOthers) != 1)
        return std::unexpected(Flaw::OldEncryption);
    const Owned<EVP_PKEY> key(rawKey);
    const Owned<X509> certificate(rawCertificate);
    const Owned<STACK_OF(X509)> others(rawOthers);
    std::vector<X509*> certificates;
    if (certificate)
        certificates.push_back(certificate.get());
    for (int at = 0; at < sk_X509_num(others.get()); ++at)
        certificates.push_back(sk_X509_value(others.get(), at));
    if (!key)
        return std::unexpected(certificates.empty() ? Flaw::Unreadable : Flaw::NoKey);
    return identityOf(key.get(), certificates);
}

bool isBareCertificate(const QByteArray& bytes) {
    const Owned<BIO> bio = reading(bytes);
    return Owned<X509>(d2i_X509_bio(bio.get(), nullptr)) != nullptr;
}

bool extend(X509* certificate, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool isAdded = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return isAdded;
}

/// Positive and random, as CAs make them.
bool setSerial(X509* certificate) {
    const Owned<BIGNUM> number(BN_new());
    return BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool describe(X509* certificate, EVP_PKEY* key, const QByteArray& name, const QDateTime& fromUtc,
              const QDateTime& untilUtc) {
    X509_NAME* subject = X509_get_subject_name(certificate);
    return X509_set_version(certificate, 2) == 1 && setSerial(certificate) &&
           ASN1_TIME_set(X509_getm_notBefore(certificate), fromUtc.toSecsSinceEpoch()) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), untilUtc.toSecsSinceEpoch()) != nullptr &&
           X509_set_pubkey(certificate, key) == 1 &&
           X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(name.constData()),
                                      int(name.size()), -1, 0) == 1 &&
           X509_set_issuer_name(certificate, subject) == 1 &&
           extend(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           extend(certificate, NID_key_usage, "critical,digitalSignature") &&
           extend(certificate, NID_ext_key_usage, "clientAuth") &&
           extend(certificate, NID_subject_key_identifier, "hash");
}

} // namespace

std::expected<Identity, Flaw> generate(const QString& commonName, int bits, const QDateTime& fromUtc,
                                       const QDateTime& untilUtc) {
    const QuietErrors quiet;
    const Owned<EVP_PKEY> key(EVP_RSA_gen(size_t(bits)));
    const Owned<X509> certificate(X509_new());
    if (!key || !certificate ||
        !describe(certificate.get(), key.get(), commonName.toUtf8(), fromUtc, untilUtc) ||
        X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0)
        return std::unexpected(Flaw::Failed);
    return identityOf(key.get(), {certificate.get()});
}

std::expected<Identity, Flaw> readIdentity(const QByteArray& bytes, const Redacted<QString>& password) {
    const QuietErrors quiet;
    if (bytes.contains("-----BEGIN "))
        return readPem(bytes, password.reveal().toUtf8());
    const OldCiphers ciphers;
    if (const Owned<PKCS12> box = pfxFrom(bytes, ciphers))
        return readPfx(box.get(), password.reveal().toUtf8());
    return std::unexpected(isBareCertificate(bytes) ? Flaw::NoKey : Flaw::Unreadable);
}

std::expected<QByteArray, Flaw> signPs256(const Redacted<QByteArray>& pem, const QByteArray& text) {
    const QuietErrors quiet;
    QByteArray nothing;
    const Owned<BIO> bio = reading(pem.reveal());
    const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, givePassword, &nothing));
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* keyContext = nullptr;
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA ||
        EVP_DigestSignInit(context.get(), &keyContext, EVP_sha256(), nullptr, key.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) != 1 ||
        EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) != 1)
        return std::unexpected(Flaw::Failed);
    const auto* data = reinterpret_cast<const unsigned char*>(text.constData());
    size_t size = 0;
    if (EVP_DigestSign(context.get(), nullptr, &size, data, size_t(text.size())) != 1)
        return std::unexpected(Flaw::Failed);
    QByteArray signature(qsizetype(size), '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, data,
                       size_t(text.size())) != 1)
        return std::unexpected(Flaw::Failed);
    signature.truncate(qsizetype(size));
    return signature;
}

} // namespace milepost::crypto
