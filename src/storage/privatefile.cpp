// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions k_file = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions k_folder = k_file | QFile::ExeOwner;

#ifdef Q_OS_UNIX
Result<void> checkOwner(const QString& path) {
    const uint owner = QFileInfo(path).ownerId();
    if (owner == ::geteuid())
        return {};
    return std::unexpected(storageError(
        u"refused"_s, path, u"it belongs to another user (id %1); give it back or remove it"_s.arg(owner)));
}

Result<void> restrictTo(const QString& path, QFile::Permissions wanted) {
    constexpr QFile::Permissions k_others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                            QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    const QFile::Permissions found = QFileInfo(path).permissions();
    if ((found & k_others) == QFile::Permissions() && (found & wanted) == wanted)
        return {};
    QFile file(path);
    if (!file.setPermissions(wanted))
        return std::unexpected(storageError(u"cannot protect"_s, path, file.errorString()));
    return {};
}
#else
// The user's profile folder is private already, and ids of owners mean nothing here.
Result<void> checkOwner(const QString&) { return {}; }
Result<void> restrictTo(const QString&, QFile::Permissions) { return {}; }
#endif

Result<void> guarded(const QString& path, QFile::Permissions wanted) {
    if (auto owner = checkOwner(path); !owner)
        return owner;
    return restrictTo(path, wanted);
}

} // namespace

Error storageError(const QString& what, const QString& path, const QString& reason) {
    return makeError(Error::Kind::Storage, Error::Stage::Storage,
                     what + u' ' + QDir::toNativeSeparators(path) + u": "_s + reason, u"store-failed"_s);
}

Result<void> ensurePrivateFolder(const QString& path) {
    const QFileInfo folder(path);
    if (folder.exists() && !folder.isDir())
        return std::unexpected(storageError(u"cannot use"_s, path, u"it is not a folder"_s));
    if (!folder.exists()) {
        // Folders above that stand already may be shared; those that are made here are private too.
        if (const QString parent = folder.absolutePath(); !QFileInfo::exists(parent))
            if (auto made = ensurePrivateFolder(parent); !made)
                return made;
        if (!QDir().mkdir(path, k_folder) && !QFileInfo(path).isDir())
            return std::unexpected(storageError(u"cannot create"_s, path, qt_error_string()));
    }
    return guarded(path, k_folder);
}

Result<void> ensurePrivateFile(const QString& path) {
    if (!QFileInfo(path).isFile())
        return std::unexpected(storageError(u"cannot use"_s, path, u"it is not a file"_s));
    return guarded(path, k_file);
}

Result<void> createPrivateFile(const QString& path) {
    if (QFileInfo::exists(path))
        return ensurePrivateFile(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, k_file) && !QFileInfo::exists(path))
        return std::unexpected(storageError(u"cannot create"_s, path, file.errorString()));
    return guarded(path, k_file);
}

Result<void> writePrivateFile(const QString& path, const QByteArray& content) {
    QSaveFile file(path);
    // Without a temporary file beside it a full disk would leave half a file.
    file.setDirectWriteFallback(false);
    // Flushed by hand: commit() of Qt 6.4 does not notice when its own flush fails, and would put half a file
    // in the place of a whole one.
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(k_file) &&
                         file.write(content) == content.size() && file.flush() && file.commit();
    if (!written)
        return std::unexpected(storageError(u"cannot write"_s, path, file.errorString()));
    return {};
}

Result<QByteArray> readFile(const QString& path, qint64 mostBytes) {
    QFile file(path);
    if (!file.exists()) {
        Error error = storageError(u"cannot read"_s, path, u"there is no such file"_s);
        error.kind = Error::Kind::NotFound;
        return std::unexpected(error);
    }
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(storageError(u"cannot read"_s, path, file.errorString()));
    QByteArray content = file.read(mostBytes + 1); // a pipe has no size beforehand
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(storageError(u"cannot read"_s, path, file.errorString()));
    if (content.size() > mostBytes)
        return std::unexpected(
            storageError(u"cannot read"_s, path, u"it is longer than %1 bytes"_s.arg(mostBytes)));
    return content;
}

} // namespace milepost
