// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/peoplefile.h"

#include "storage/csv.h"
#include "storage/privatefile.h"

#include <span>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_mostBytes = 64LL << 20; // a million people
const QString k_byteOrderMark{QChar(0xFEFF)};

} // namespace

Result<std::vector<FileWish>> readPeopleFile(const QString& path) {
    const auto content = readFile(path, k_mostBytes);
    if (!content)
        return std::unexpected(content.error());
    const auto rows = readCsv(*content);
    if (!rows)
        return std::unexpected(rows.error());
    QStringList columns;
    if (!rows->empty())
        for (const QString& title : rows->front().cells)
            columns << title.trimmed().toLower();
    const qsizetype id = columns.indexOf(u"id"_s);
    const qsizetype name = columns.indexOf(u"name"_s);
    const qsizetype mailbox = columns.indexOf(u"mailbox"_s);
    if (id < 0 || mailbox < 0)
        return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                         u"the first line must name the columns id and mailbox"_s,
                                         u"config-invalid"_s));
    std::vector<FileWish> wishes;
    for (const CsvRow& row : std::span(*rows).subspan(1))
        if (const QString wished = row.cells.value(mailbox).trimmed(); !wished.isEmpty())
            wishes.push_back({row.line, {row.cells.value(id), wished, row.cells.value(name)}});
    return wishes;
}

QString peopleFileText(const std::vector<PersonRow>& rows) {
    std::vector<QStringList> lines{{u"id"_s, u"name"_s, u"mailbox"_s, u"state"_s, u"reason"_s}};
    for (const PersonRow& row : rows) {
        const bool isOut = row.reason == PersonRow::Reason::TakenOut;
        lines.push_back({QString::number(row.person), row.name,
                         isOut ? QString(PersonWish::k_nobody) : row.mailboxAddress(), toString(row.state),
                         reasonText(row)});
    }
    return writeCsv(lines);
}

Result<void> writePeopleFile(const QString& path, const std::vector<PersonRow>& rows) {
    return writePrivateFile(path, (k_byteOrderMark + peopleFileText(rows)).toUtf8());
}

} // namespace milepost
