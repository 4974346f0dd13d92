// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace milepost::test {

/// Files made and judged by the openssl command, which is nobody's code here.
class CertificateFiles {
public:
    [[nodiscard]] static bool isThere() {
        return !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty();
    }
    /// Words separated by spaces; a word with @ in front is a file of ours. False when openssl fails.
    bool run(const QString& command) {
        QStringList words;
        for (const QString& word : command.split(u' ', Qt::SkipEmptyParts))
            words << (word.startsWith(u'@') ? path(word.mid(1)) : word);
        QProcess process;
        process.start(QStringLiteral("openssl"), words);
        process.closeWriteChannel();
        const bool isDone = process.waitForFinished(120'000) && process.exitCode() == 0;
        m_said = process.readAllStandardOutput() + process.readAllStandardError();
        return isDone;
    }
    [[nodiscard]] const QByteArray& said() const { return m_said; }

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray bytes(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QString& name, const QByteArray& bytes) {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the test's folder cannot be written");
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_said;
};

} // namespace milepost::test
