// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/zipfile.h"

#include <array>

namespace milepost {

namespace {

constexpr quint32 k_localHeader = 0x04034b50;
constexpr quint32 k_directoryHeader = 0x02014b50;
constexpr quint32 k_directoryEnd = 0x06054b50;
constexpr quint16 k_version = 20;                // 2.0: deflate
constexpr quint16 k_madeBy = 3 << 8 | k_version; // Unix: the rights below mean something
constexpr quint16 k_utf8Names = 1 << 11;
constexpr quint16 k_deflated = 8;
constexpr quint32 k_rights = 0100600U << 16; // a plain file, for its owner alone

/// Little endian, whatever this computer is.
class Bytes {
public:
    Bytes& two(quint32 value) { return put(value, 2); }
    Bytes& four(quint32 value) { return put(value, 4); }
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }

private:
    Bytes& put(quint32 value, int count) {
        for (int i = 0; i < count; ++i)
            m_bytes += static_cast<char>(value >> (8 * i) & 0xff);
        return *this;
    }
    QByteArray m_bytes;
};

quint32 crc32Of(const QByteArray& content) {
    static const auto table = [] {
        std::array<quint32, 256> made{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 rest = i;
            for (int bit = 0; bit < 8; ++bit)
                rest = (rest & 1) != 0 ? 0xedb88320U ^ (rest >> 1) : rest >> 1;
            made[i] = rest;
        }
        return made;
    }();
    quint32 crc = 0xffffffffU;
    for (const char byte : content)
        crc = table[(crc ^ static_cast<quint8>(byte)) & 0xff] ^ (crc >> 8);
    return ~crc;
}

/// qCompress() gives the length in 4 bytes, zlib's header in 2, the deflated bytes and a checksum in 4.
QByteArray deflated(const QByteArray& content) {
    constexpr qsizetype k_before = 6;
    constexpr qsizetype k_after = 4;
    if (content.isEmpty())
        return QByteArray::fromHex("0300"); // an empty last block
    const QByteArray packed = qCompress(content, 9);
    return packed.mid(k_before, packed.size() - k_before - k_after);
}

/// What the local header and the directory both say, from the version on.
QByteArray commonOf(const QByteArray& packed, const ZipEntry& entry, const QByteArray& name,
                    const QDateTime& timeUtc) {
    const QTime time = timeUtc.toUTC().time();
    const QDate date = timeUtc.toUTC().date();
    Bytes bytes;
    bytes.two(k_version).two(k_utf8Names).two(k_deflated);
    bytes.two(static_cast<quint32>(time.hour() << 11 | time.minute() << 5 | time.second() / 2));
    bytes.two(static_cast<quint32>((date.year() - 1980) << 9 | date.month() << 5 | date.day()));
    bytes.four(crc32Of(entry.content));
    bytes.four(static_cast<quint32>(packed.size())).four(static_cast<quint32>(entry.content.size()));
    bytes.two(static_cast<quint32>(name.size())).two(0);
    return bytes.bytes();
}

} // namespace

QByteArray zipOf(const std::vector<ZipEntry>& entries, const QDateTime& timeUtc) {
    QByteArray archive;
    QByteArray directory;
    for (const ZipEntry& entry : entries) {
        const QByteArray name = entry.name.toUtf8();
        const QByteArray packed = deflated(entry.content);
        const QByteArray common = commonOf(packed, entry, name, timeUtc);
        const auto offset = static_cast<quint32>(archive.size());
        archive += Bytes().four(k_localHeader).bytes() + common + name + packed;
        directory += Bytes().four(k_directoryHeader).two(k_madeBy).bytes() + common;
        directory += Bytes().two(0).two(0).two(0).four(k_rights).four(offset).bytes() + name;
    }
    const auto count = static_cast<quint32>(entries.size());
    const Bytes end = Bytes()
                          .four(k_directoryEnd)
                          .two(0)
                          .two(0)
                          .two(count)
                          .two(count)
                          .four(static_cast<quint32>(directory.size()))
                          .four(static_cast<quint32>(archive.size()))
                          .two(0);
    return archive + directory + end.bytes();
}

} // namespace milepost
