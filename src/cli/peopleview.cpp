// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/peopleview.h"

#include "cli/table.h"

#include <map>

#include <QJsonObject>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

using Kind = WishFault::Kind;
using State = PersonRow::State;

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

} // namespace

QJsonArray toJson(const std::vector<PersonRow>& rows) {
    QJsonArray people;
    for (const PersonRow& row : rows)
        people.append(QJsonObject{{u"id"_s, row.person},
                                  {u"name"_s, row.name},
                                  {u"mailbox"_s, textOrNull(row.mailboxAddress())},
                                  {u"user"_s, textOrNull(row.mailbox)},
                                  {u"state"_s, toString(row.state)},
                                  {u"source"_s, textOrNull(toString(row.source))},
                                  {u"reason"_s, reasonText(row)}});
    return people;
}

QString toText(const std::vector<PersonRow>& rows, const Paper& paper) {
    Table table({{u"Id"_s, Table::Align::Right},
                 {u"Person"_s, {}, true},
                 {u"Mailbox"_s, {}, true},
                 {u"State"_s},
                 {u"Reason"_s, {}, true}});
    for (const PersonRow& row : rows)
        table.add(
            {{QString::number(row.person)},
             {row.name},
             {row.mailboxAddress()},
             {toString(row.state), row.state == State::Matched ? Paper::Ink::Green : Paper::Ink::Yellow},
             {reasonText(row)}});
    return table.toText(paper);
}

QString summaryText(const std::vector<PersonRow>& rows) {
    std::map<State, int> counts;
    for (const PersonRow& row : rows)
        ++counts[row.state];
    QStringList parts;
    for (const auto& [state, count] : counts)
        parts << u"%1 %2"_s.arg(QString::number(count), toString(state));
    return u"%1 people%2.\n"_s.arg(QString::number(rows.size()),
                                   parts.isEmpty() ? QString() : u": "_s + parts.join(u", "_s));
}

QString toText(const WishFault& fault, const PersonWish& wish) {
    switch (fault.kind) {
    case Kind::PersonUnknown:
        return u"the tracker has no active person %1"_s.arg(wish.person);
    case Kind::PersonUnclear:
        return u"several people are called %1; name one by number: %2"_s.arg(wish.person, fault.detail);
    case Kind::OtherName:
        return u"person %1 is called %2 in the tracker, not %3"_s.arg(wish.person, fault.detail, wish.name);
    case Kind::Twice:
        return u"person %1 comes twice"_s.arg(wish.person);
    case Kind::NoAddress:
        return u"\"%1\" is neither an address nor an object id"_s.arg(wish.mailbox);
    case Kind::UserUnknown:
        return u"nobody in the tenant was found as %1"_s.arg(wish.mailbox);
    case Kind::AliasesHidden:
        return u"nobody in the tenant was found as %1; aliases need User.Read.All"_s.arg(wish.mailbox);
    case Kind::UserUnclear:
        return u"several users answer to %1: %2"_s.arg(wish.mailbox, fault.detail);
    }
    return {};
}

} // namespace milepost::cli
