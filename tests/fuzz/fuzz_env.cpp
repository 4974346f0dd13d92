// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// .env and docker-compose files; after a zero byte, the .env beside the latter.

#include "fuzzing.h"
#include "storage/envparser.h"

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr auto k_canary = "canary-7Q8Q~do-not-tell";

/// The value, written into a file of that form, is what the parser gives back.
void attackQuotes(const QString& value, const QString& line) {
    const auto parsed = envparser::parse(line, {});
    require(parsed.assignments.size() == 1 && parsed.assignments.front().value == value,
            "what is written is what is read");
}

} // namespace

void attack(const QByteArray& bytes) {
    const qsizetype cut = bytes.indexOf('\0');
    const QByteArray content = bytes.left(cut);
    const QByteArray outside = cut < 0 ? QByteArray() : bytes.mid(cut + 1);
    (void)readEnv(content, outside);
    // Whatever stands before it, no note of ours repeats the secret.
    const EnvImport import = readEnv(content + "\nMICROSOFT_CLIENT_SECRET=" + k_canary + '\n', outside);
    for (const EnvNote& note : import.notes)
        require(!toString(note).contains(QLatin1StringView(k_canary)), "a note repeats no secret");
    const QString value = QString::fromUtf8(content);
    if (!value.contains(QChar::Null) && value.trimmed() == value && !value.isEmpty())
        attackQuotes(value, u"APP_URL="_s + envparser::quotedForDotEnv(value) + u'\n');
}
