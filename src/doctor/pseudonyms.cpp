// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/pseudonyms.h"

#include <algorithm>
#include <vector>

#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_shortest = 3;
constexpr qsizetype k_digits = 10;

QString wordOf(Pseudonyms::Kind kind) {
    switch (kind) {
    case Pseudonyms::Kind::Mailbox:
        return u"mailbox"_s;
    case Pseudonyms::Kind::Person:
        return u"person"_s;
    case Pseudonyms::Kind::Title:
        return u"title"_s;
    }
    return {};
}

QString inJson(const QString& text) {
    const QByteArray json = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(2, json.size() - 4));
}

} // namespace

QString Pseudonyms::nameOf(Kind kind, const QString& real) const {
    const QByteArray hash =
        QMessageAuthenticationCode::hash(real.toLower().toUtf8(), m_key.reveal(), QCryptographicHash::Sha256);
    return wordOf(kind) + u'-' + QString::fromLatin1(hash.toHex().left(k_digits));
}

void Pseudonyms::learn(Kind kind, const QString& real) {
    if (real.trimmed().size() >= k_shortest)
        m_known.try_emplace(real.toLower(), real, nameOf(kind, real));
}

QString Pseudonyms::applied(QString text) {
    std::vector<std::pair<QString, QString>> spellings;
    for (const auto& [lower, names] : m_known) {
        const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(names.first));
        for (const QString& spelling : {names.first, inJson(names.first), encoded})
            if (text.contains(spelling, Qt::CaseInsensitive))
                spellings.emplace_back(spelling, names.second);
    }
    // The longest first: one title may be a part of another.
    std::ranges::stable_sort(spellings, std::ranges::greater(),
                             [](const auto& one) { return one.first.size(); });
    for (const auto& [real, name] : spellings)
        text.replace(real, name, Qt::CaseInsensitive);
    static const QRegularExpression address(
        u"[\\p{L}\\p{N}._+'-]+(?:@|%40)[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    QString done;
    qsizetype from = 0;
    for (auto it = address.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString real = match.captured().replace(u"%40"_s, u"@"_s);
        m_known.try_emplace(real.toLower(), real, nameOf(Kind::Mailbox, real));
        done += text.mid(from, match.capturedStart() - from) + nameOf(Kind::Mailbox, real);
        from = match.capturedEnd();
    }
    return done + text.mid(from);
}

QJsonObject Pseudonyms::map() const {
    QJsonObject map;
    for (const auto& [lower, names] : m_known)
        map.insert(names.second, names.first);
    return map;
}

} // namespace milepost
