// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looking for a text in the files of a bundle.
#include "doctor/bundle.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_shortestEncoded = 4; // bytes: less of Base64 stands anywhere

/// What stands in Base64 wherever the bytes do, after `before` others: letters that neighbours share are left
/// out.
QByteArray inBase64(const QByteArray& bytes, qsizetype before) {
    const QByteArray padded = QByteArray(before, 'x') + bytes;
    const qsizetype whole = padded.size() * 8 / 6;
    const qsizetype shared = (before * 8 + 5) / 6;
    return padded.toBase64().mid(shared, whole - shared);
}

QString inJson(const QString& text) {
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact); // ["..."]
    return QString::fromUtf8(list.mid(2, list.size() - 4));
}

/// As it is, in JSON and in a form, in any case.
QStringList spellingsOf(const QString& text) {
    QStringList spellings;
    const QString form = QString::fromLatin1(QUrl::toPercentEncoding(text));
    for (const QString& one :
         {text, inJson(text), inJson(inJson(text)), form, QString(form).replace(u"%20"_s, u"+"_s)})
        if (!spellings.contains(one.toCaseFolded()))
            spellings << one.toCaseFolded();
    return spellings;
}

std::vector<QByteArray> encodingsOf(const QString& text) {
    std::vector<QByteArray> encodings;
    const QByteArray bytes = text.toUtf8();
    for (qsizetype before = 0; before < 3 && bytes.size() >= k_shortestEncoded; ++before)
        encodings.push_back(inBase64(bytes, before));
    return encodings;
}

} // namespace

std::vector<Occurrence> occurrencesIn(const std::vector<ZipEntry>& files, const QString& text) {
    std::vector<Occurrence> found;
    if (text.isEmpty())
        return found;
    const QStringList spellings = spellingsOf(text);
    const std::vector<QByteArray> encodings = encodingsOf(text);
    for (const ZipEntry& file : files) {
        qsizetype count = 0;
        const QString folded = QString::fromUtf8(file.content).toCaseFolded();
        for (const QString& spelling : spellings)
            count += folded.count(spelling);
        for (const QByteArray& encoding : encodings)
            count += file.content.count(encoding);
        if (count > 0)
            found.push_back({file.name, static_cast<int>(count)});
    }
    return found;
}

} // namespace milepost
