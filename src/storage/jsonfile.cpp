// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/jsonfile.h"

#include "storage/privatefile.h"

#include <QDir>
#include <QJsonDocument>
#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Lines and columns begin with 1; a column counts characters, not bytes.
QString place(const QString& path, const QByteArray& text, qsizetype offset) {
    const QByteArray before = text.left(offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return u"%1, line %2, column %3"_s.arg(
        QDir::toNativeSeparators(path), QString::number(before.count('\n') + 1),
        QString::number(QString::fromUtf8(before.mid(lineStart)).size() + 1));
}

Error broken(const QString& where, const QString& why) {
    return makeError(Error::Kind::Config, Error::Stage::Config, where + u": "_s + why, u"config-invalid"_s);
}

} // namespace

QString JsonFile::whereIs(const QString& member) const {
    const QRegularExpression pattern(u"\"%1\"\\s*:"_s.arg(QRegularExpression::escape(member)));
    const QString decoded = QString::fromUtf8(text);
    const auto match = pattern.match(decoded);
    if (!match.hasMatch())
        return QDir::toNativeSeparators(path);
    return place(path, text, decoded.left(match.capturedStart()).toUtf8().size());
}

Result<JsonFile> readJsonFile(const QString& path, qint64 mostBytes) {
    auto text = readFile(path, mostBytes);
    if (!text)
        return std::unexpected(text.error());
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(*text, &fault);
    if (fault.error != QJsonParseError::NoError)
        return std::unexpected(broken(place(path, *text, fault.offset), fault.errorString()));
    if (!document.isObject())
        return std::unexpected(broken(place(path, *text, 0), u"a JSON object is expected"_s));
    return JsonFile{path, std::move(*text), document.object()};
}

Result<void> writeJsonFile(const QString& path, const QJsonObject& object) {
    return writePrivateFile(path, QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace milepost
