// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/requestpack.h"
#include "storage/privatefile.h"

#include <QDir>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// A folder of its own: what somebody else put there is never mixed with it, nor written over.
Result<void> makeFolder(const QString& path) {
    const QFileInfo there(path);
    if (there.exists() && (!there.isDir() || !QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden |
                                                                 QDir::System | QDir::NoDotAndDotDot)))
        return std::unexpected(makeError(Error::Kind::Refused, Error::Stage::Config,
                                         u"%1 is there and not empty; name a new folder"_s.arg(path),
                                         u"already-exists"_s));
    if (!QDir().mkpath(path))
        return std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage,
                                         u"cannot make the folder %1"_s.arg(path), u"store-failed"_s));
    return {};
}

} // namespace

Result<QStringList> writeRequestPack(const AccessRequest& request, const QString& folder) {
    if (const auto made = makeFolder(folder); !made)
        return std::unexpected(made.error());
    QStringList names;
    for (const PackFile& file : requestPack(request)) {
        if (const auto written = writePrivateFile(folder + u'/' + file.name, file.text.toUtf8()); !written)
            return std::unexpected(written.error());
        names << file.name;
    }
    return names;
}

} // namespace milepost
