// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>
#include <QString>
#include <QTemporaryDir>

namespace milepost::test {

/// Certificates made on the spot by the openssl tool: an own root, and server certificates signed by it.
class Certificates {
public:
    struct Wish {
        QString name = QStringLiteral("localhost"); ///< subject and subjectAltName
        QString days = QStringLiteral("30");
        bool isSelfSigned = false;
        bool isExpired = false;
    };

    /// False when the openssl tool is absent or fails; problem() says why.
    [[nodiscard]] bool makeRoot(const QString& name);
    [[nodiscard]] QString rootFile(const QString& name) const { return path(name + QStringLiteral(".pem")); }
    /// What a server shows; signed by that root.
    [[nodiscard]] QSslConfiguration server(const QString& root, const Wish& wish);
    [[nodiscard]] const QString& problem() const { return m_problem; }

private:
    [[nodiscard]] QString path(const QString& file) const { return m_folder.filePath(file); }
    [[nodiscard]] bool openssl(const QStringList& arguments);

    QTemporaryDir m_folder;
    QString m_problem;
    int m_serial = 0;
};

} // namespace milepost::test
