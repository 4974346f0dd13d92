// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/tag.h"

#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView k_version{"mp1"};

bool isHex(QStringView text, qsizetype digits) {
    if (text.size() != digits)
        return false;
    for (const QChar c : text)
        if (!(c >= u'0' && c <= u'9') && !(c >= u'a' && c <= u'f'))
            return false;
    return true;
}

/// Decimal without sign, zeros in front or anything else that would give one id two spellings.
std::optional<qint64> strictId(QStringView text) {
    bool fine = false;
    const qint64 id = text.toLongLong(&fine);
    if (!fine || id < 0 || QString::number(id) != text)
        return std::nullopt;
    return id;
}

std::optional<EventKey> keyFromParts(QStringView source, QStringView deliverable, QStringView recipient) {
    const auto id = strictId(deliverable);
    if (!id || source.isEmpty())
        return std::nullopt;
    return EventKey{source.toString(), *id, recipient.toString()};
}

} // namespace

QString EventKey::toString() const { return source + u'|' + QString::number(deliverable) + u'|' + recipient; }

std::optional<EventKey> EventKey::fromString(const QString& text) {
    const QList<QStringView> parts = QStringView(text).split(u'|');
    if (parts.size() != 3)
        return std::nullopt;
    return keyFromParts(parts[0], parts[1], parts[2]);
}

QString Tag::toString() const {
    return k_version + u'|' + key.toString() + u'|' + contentHash + u'-' + bodyHash;
}

std::optional<Tag> Tag::fromString(const QString& text) {
    const QList<QStringView> parts = QStringView(text).split(u'|');
    if (parts.size() != 5 || parts[0] != k_version)
        return std::nullopt;
    auto key = keyFromParts(parts[1], parts[2], parts[3]);
    const QStringView hash = parts[4];
    if (!key || hash.size() != 25 || hash[16] != u'-' || !isHex(hash.left(16), 16) || !isHex(hash.mid(17), 8))
        return std::nullopt;
    return Tag{std::move(*key), hash.left(16).toString(), hash.mid(17).toString()};
}

QString detachedMark() { return u"detached"_s; }

QString tagPropertyId() { return u"String {7d1c9a52-6f0e-4b43-9c58-1e2f4a90b6d3} Name MilepostTag"_s; }

QString tagPrefix(const QString& source) { return k_version + u'|' + source + u'|'; }

QString tagPrefix(const EventKey& key) { return k_version + u'|' + key.toString() + u'|'; }

QString sourceOf(const QString& trackerUrl) {
    const QUrl url(trackerUrl.trimmed(), QUrl::StrictMode);
    if (url.host().isEmpty())
        return {};
    QString source = url.host(QUrl::FullyEncoded).toLower();
    const bool secure = url.scheme().compare(u"https", Qt::CaseInsensitive) == 0;
    if (url.port() != -1 && url.port() != (secure ? 443 : 80))
        source += u':' + QString::number(url.port());
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    return source + path.replace(u'|', u"%7C"_s);
}

} // namespace milepost
