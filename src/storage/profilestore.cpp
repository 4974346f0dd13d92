// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/profilestore.h"

#include "domain/profileschema.h"
#include "storage/jsonfile.h"
#include "storage/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_schema = 1;
constexpr qint64 k_mostBytes = 1 << 20;

Error configError(const QString& detail) {
    return makeError(Error::Kind::Config, Error::Stage::Config, detail, u"config-invalid"_s);
}

/// The key that an error of fromJson() is about: its detail begins with it.
QString keyOf(const Error& error) {
    const QString& detail = error.detail;
    qsizetype end = 0;
    while (end < detail.size() && detail[end].isLetterOrNumber())
        ++end;
    return detail.left(end);
}

Result<void> checkSchema(const JsonFile& file) {
    const QJsonValue schema = file.object.value(u"schema"_s);
    const int version = schema.toInt(0);
    if (version > k_schema)
        return std::unexpected(configError(
            u"%1: it was written by a newer version of this program (schema %2, this one knows %3); update "
            u"the "
            "program. The file was not changed"_s.arg(QDir::toNativeSeparators(file.path),
                                                      QString::number(version), QString::number(k_schema))));
    if (version < 1)
        return std::unexpected(configError(file.whereIs(u"schema"_s) +
                                           u": \"schema\" with a number is expected; it is no profile"_s));
    return {};
}

Result<Profile> understood(const JsonFile& file) {
    auto profile = fromJson(file.object);
    if (!profile) {
        Error error = profile.error();
        error.detail = file.whereIs(keyOf(error)) + u": "_s + error.detail;
        return std::unexpected(error);
    }
    return profile;
}

} // namespace

bool ProfileStore::exists(const QString& name) const {
    return checkProfileName(name) && QFileInfo::exists(m_paths.profileFile(name));
}

Result<QStringList> ProfileStore::names() const {
    QStringList names;
    const QFileInfo folder(m_paths.profilesFolder());
    if (!folder.exists())
        return names;
    if (!folder.isDir() || !folder.isReadable())
        return std::unexpected(
            storageError(u"cannot read"_s, folder.filePath(), u"it is not a folder that can be read"_s));
    for (const QFileInfo& file : QDir(folder.filePath()).entryInfoList({u"*.json"_s}, QDir::Files))
        if (checkProfileName(file.completeBaseName()))
            names << file.completeBaseName();
    names.sort(Qt::CaseInsensitive);
    return names;
}

Result<std::optional<QJsonObject>> ProfileStore::stored(const QString& name) const {
    const auto file = readJsonFile(m_paths.profileFile(name), k_mostBytes);
    if (!file && file.error().kind == Error::Kind::NotFound)
        return std::optional<QJsonObject>();
    if (!file)
        return std::unexpected(file.error());
    if (const auto schema = checkSchema(*file); !schema)
        return std::unexpected(schema.error());
    if (const auto profile = understood(*file); !profile)
        return std::unexpected(profile.error());
    return file->object;
}

Result<Profile> ProfileStore::load(const QString& name) const {
    if (const auto fine = checkProfileName(name); !fine)
        return std::unexpected(fine.error());
    const QString path = m_paths.profileFile(name);
    if (!QFileInfo::exists(path))
        return std::unexpected(configError(u"there is no profile \"%1\""_s.arg(name)));
    for (const auto& guarded : {ensurePrivateFolder(m_paths.profilesFolder()), ensurePrivateFile(path)})
        if (!guarded)
            return std::unexpected(guarded.error());
    const auto object = stored(name);
    if (!object)
        return std::unexpected(object.error());
    auto profile = fromJson(object->value_or(QJsonObject()));
    if (profile)
        profile->name = name; // the file may have been renamed
    return profile;
}

Result<void> ProfileStore::write(const QString& name, const QJsonObject& document) const {
    if (const auto folder = ensurePrivateFolder(m_paths.profilesFolder()); !folder)
        return folder;
    return writeJsonFile(m_paths.profileFile(name), document);
}

Result<void> ProfileStore::save(const Profile& profile) const {
    if (const auto fine = checkProfileName(profile.name); !fine)
        return fine;
    const auto before = stored(profile.name);
    if (!before)
        return std::unexpected(before.error());
    QJsonObject document = before->value_or(QJsonObject());
    const QJsonObject values = toJson(profile);
    for (auto it = values.begin(); it != values.end(); ++it)
        document.insert(it.key(), it.value());
    document.insert(u"schema"_s, k_schema);
    return write(profile.name, document);
}

Result<void> ProfileStore::checkFree(const QString& name) const {
    if (const auto fine = checkProfileName(name); !fine)
        return fine;
    const auto taken = names();
    if (!taken)
        return std::unexpected(taken.error());
    for (const QString& other : *taken)
        if (other.compare(name, Qt::CaseInsensitive) == 0)
            return std::unexpected(configError(u"there is a profile \"%1\" already"_s.arg(other)));
    return {};
}

Result<Profile> ProfileStore::create(const QString& name, const QByteArray& systemZoneId) const {
    if (const auto free = checkFree(name); !free)
        return std::unexpected(free.error());
    Profile profile = newProfile(name, systemZoneId);
    if (const auto saved = save(profile); !saved)
        return std::unexpected(saved.error());
    return profile;
}

Result<void> ProfileStore::remove(const QString& name) const {
    if (const auto fine = checkProfileName(name); !fine)
        return fine;
    QFile file(m_paths.profileFile(name));
    if (!file.exists())
        return std::unexpected(configError(u"there is no profile \"%1\""_s.arg(name)));
    if (!file.remove())
        return std::unexpected(storageError(u"cannot remove"_s, file.fileName(), file.errorString()));
    return {};
}

Result<QJsonObject> ProfileStore::exported(const QString& name) const {
    const auto profile = load(name);
    if (!profile)
        return std::unexpected(profile.error());
    QJsonObject document = toJson(*profile);
    document.insert(u"schema"_s, k_schema);
    return document;
}

Result<Profile> ProfileStore::importFile(const QString& path) const {
    auto file = readJsonFile(path, k_mostBytes);
    if (!file)
        return std::unexpected(file.error());
    if (const auto schema = checkSchema(*file); !schema)
        return std::unexpected(schema.error());
    auto profile = understood(*file);
    if (!profile)
        return profile;
    if (profile->name.isEmpty())
        profile->name = QFileInfo(path).completeBaseName();
    if (const auto free = checkFree(profile->name); !free)
        return std::unexpected(free.error());
    // A file from elsewhere may name any host; which secrets go there is for the admin here to say (law 10).
    profile->secretSource = SecretSource::Keychain;
    if (const auto saved = save(*profile); !saved)
        return std::unexpected(saved.error());
    return profile;
}

} // namespace milepost
