// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/keychainentry.h"

#include <QUrl>

namespace milepost::keychain {

using namespace Qt::StringLiterals;

namespace {

constexpr auto k_inline = "milepost1:text:"_L1;
constexpr auto k_chunked = "milepost1:chunks:"_L1;

QString encoded(const QString& part) { return QString::fromLatin1(QUrl::toPercentEncoding(part)); }

} // namespace

QString entryName(const SecretKey& key) {
    return u"milepost/%1/%2/%3"_s.arg(encoded(key.profile), toString(key.purpose), encoded(key.origin));
}

QString chunkName(const QString& entry, const QString& generation, int number) {
    return entry + u'/' + generation + u'/' + QString::number(number);
}

QString toText(const Head& head) {
    if (head.generation.isEmpty())
        return k_inline + head.text;
    return k_chunked + head.generation + u':' + QString::number(head.chunks);
}

std::optional<Head> headFrom(const QString& text) {
    if (text.startsWith(k_inline))
        return Head{{}, 0, text.mid(k_inline.size())};
    if (!text.startsWith(k_chunked))
        return std::nullopt;
    const QStringList parts = text.mid(k_chunked.size()).split(u':');
    bool isNumber = false;
    const int chunks = parts.value(1).toInt(&isNumber);
    if (parts.size() != 2 || parts.first().isEmpty() || !isNumber || chunks < 1)
        return std::nullopt;
    return Head{parts.first(), chunks, {}};
}

QStringList chunksOf(const QString& secret) {
    const QByteArray bytes = secret.toUtf8();
    if (bytes.size() + k_inline.size() <= k_chunkBytes)
        return {};
    QStringList chunks;
    for (qsizetype from = 0; from < bytes.size();) {
        qsizetype to = std::min(from + k_chunkBytes, bytes.size());
        while (to < bytes.size() && (static_cast<unsigned char>(bytes.at(to)) & 0xC0U) == 0x80U)
            --to; // inside a character
        chunks << QString::fromUtf8(bytes.sliced(from, to - from));
        from = to;
    }
    return chunks;
}

} // namespace milepost::keychain
