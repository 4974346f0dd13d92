// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/drift.h"

#include <tuple>

#include <QCryptographicHash>

namespace milepost {

using namespace Qt::StringLiterals;
using Kind = DriftDecision::Kind;

QString toString(Kind kind) {
    switch (kind) {
    case Kind::Keep:
        return u"keep"_s;
    case Kind::Ignore:
        return u"ignore"_s;
    case Kind::Restore:
        return u"restore"_s;
    }
    return {};
}

std::optional<Kind> driftKindFromString(const QString& name) {
    for (const Kind kind : {Kind::Keep, Kind::Ignore, Kind::Restore})
        if (toString(kind) == name)
            return kind;
    return std::nullopt;
}

QString driftMark(Field field, const QString& text) {
    if (field == Field::Body)
        return bodyHash(text); // bodies come back with other blanks (graph-contract 5.1)
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(16));
}

HandEdit::Kind HandEdit::kind() const {
    if (fields.empty() || fields.front().field != Field::Presence)
        return HandEdit::Kind::Edited;
    return fields.front().theirs.isEmpty() ? HandEdit::Kind::Deleted : HandEdit::Kind::Moved;
}

QString toString(HandEdit::Kind kind) {
    switch (kind) {
    case HandEdit::Kind::Edited:
        return u"edited"_s;
    case HandEdit::Kind::Deleted:
        return u"deleted"_s;
    case HandEdit::Kind::Moved:
        return u"moved"_s;
    }
    return {};
}

DriftedField goneEvent(const KnownEvent& known, const EventContent& ours, const QString& elsewhere) {
    return {Field::Presence,
            fieldText(known.lastSent, Field::Presence),
            fieldText(ours, Field::Presence),
            elsewhere,
            {},
            known.eventId};
}

bool editComesFirst(const HandEdit& a, const HandEdit& b) {
    return std::tie(a.date, a.subject, a.key) < std::tie(b.date, b.subject, b.key);
}

std::optional<Kind> standingDecision(const DriftDecisions& decisions, const EventKey& key,
                                     const DriftedField& edit) {
    const auto found = decisions.find({key, edit.field});
    if (found == decisions.end() || found->second != decisionAbout(edit, found->second.kind))
        return std::nullopt;
    return found->second.kind;
}

DriftDecision decisionAbout(const DriftedField& edit, Kind kind) {
    switch (kind) {
    case Kind::Keep:
        return {kind, driftMark(edit.field, edit.ours)};
    case Kind::Restore:
        return {kind, driftMark(edit.field, edit.theirs + edit.instance)};
    case Kind::Ignore:
        return {kind, {}};
    }
    return {};
}

} // namespace milepost
