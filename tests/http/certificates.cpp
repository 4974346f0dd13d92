// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "certificates.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

namespace milepost::test {

using namespace Qt::StringLiterals;

bool Certificates::openssl(const QStringList& arguments) {
    QProcess process;
    process.start(u"openssl"_s, arguments);
    if (process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit &&
        process.exitCode() == 0)
        return true;
    m_problem = u"openssl %1: %2 %3"_s.arg(arguments.join(u' '), process.errorString(),
                                           QString::fromUtf8(process.readAllStandardError()));
    return false;
}

bool Certificates::makeRoot(const QString& name) {
    return openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s,
                    path(name + u".key"_s), u"-out"_s, rootFile(name), u"-days"_s, u"30"_s, u"-subj"_s,
                    u"/CN="_s + name});
}

QSslConfiguration Certificates::server(const QString& root, const Wish& wish) {
    const QString base = path(u"server%1"_s.arg(++m_serial));
    const QString key = base + u".key"_s;
    const QString request = base + u".csr"_s;
    const QString certificate = base + u".pem"_s;
    const QString extensions = base + u".cnf"_s;
    QFile file(extensions);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("subjectAltName=DNS:" + wish.name.toUtf8() + "\nextendedKeyUsage=serverAuth\n");
    file.close();
    bool isMade = openssl({u"req"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, key, u"-out"_s,
                           request, u"-subj"_s, u"/CN="_s + wish.name});
    QStringList sign{u"x509"_s, u"-req"_s,   u"-in"_s,      request,
                     u"-out"_s, certificate, u"-extfile"_s, extensions};
    if (wish.isSelfSigned)
        sign << u"-signkey"_s << key;
    else
        sign << u"-CA"_s << rootFile(root) << u"-CAkey"_s << path(root + u".key"_s) << u"-CAcreateserial"_s;
    // A negative number of days ends before it begins, which is expired enough for every client.
    sign << u"-days"_s << (wish.isExpired ? u"-1"_s : wish.days);
    isMade = isMade && openssl(sign);
    if (!isMade)
        return {};
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    QFile keyFile(key);
    if (keyFile.open(QIODevice::ReadOnly))
        configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // of its clients
    return configuration;
}

} // namespace milepost::test
