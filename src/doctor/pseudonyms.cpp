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
    if (real.trimmed().size() < k_shortest || m_known.contains(real.toLower()))
        return;
    QStringList spellings{real, inJson(real), QString::fromLatin1(QUrl::toPercentEncoding(real))};
    spellings.removeDuplicates();
    m_known.emplace(real.toLower(), Known{real, nameOf(kind, real), spellings});
    m_done.clear();
}

QString Pseudonyms::replaced(QString text) const {
    std::vector<std::pair<QString, QString>> found;
    for (const auto& [lower, known] : m_known)
        for (const QString& spelling : known.spellings)
            if (spelling.size() <= text.size() && text.contains(spelling, Qt::CaseInsensitive))
                found.emplace_back(spelling, known.name);
    // The longest first: one title may be a part of another.
    std::ranges::sort(found, std::ranges::greater(), [](const auto& one) { return one.first.size(); });
    for (const auto& [real, name] : found)
        text.replace(real, name, Qt::CaseInsensitive);
    return text;
}

QString Pseudonyms::withoutAddresses(const QString& text) {
    static const QRegularExpression address(
        u"[\\p{L}\\p{N}._+'-]+(?:@|%40)[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    QString done;
    qsizetype from = 0;
    for (auto it = address.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString real = match.captured().replace(u"%40"_s, u"@"_s);
        const QString name = nameOf(Kind::Mailbox, real);
        m_known.try_emplace(real.toLower(), Known{real, name, {real}});
        done += text.mid(from, match.capturedStart() - from) + name;
        from = match.capturedEnd();
    }
    return done + text.mid(from);
}

QString Pseudonyms::applied(QString text) {
    static const QRegularExpression idOrTime(u"\\A[0-9a-fA-FTZ:.+-]*\\z"_s);
    if (idOrTime.match(text).hasMatch())
        return text; // most texts of a log are
    if (const auto known = m_done.constFind(text); known != m_done.constEnd())
        return *known;
    const QString done = withoutAddresses(replaced(text));
    m_done.insert(text, done);
    return done;
}

QJsonObject Pseudonyms::map() const {
    QJsonObject map;
    for (const auto& [lower, known] : m_known)
        map.insert(known.name, known.real);
    return map;
}

} // namespace milepost
