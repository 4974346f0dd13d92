// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a permission is for, and what its row comes to.
#include "doctor/permissions.h"

#include <QCoreApplication>
#include <QHash>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

} // namespace

QString permissionPurpose(const QString& name) {
    static const QHash<QString, const char*> purposes{
        {u"Calendars.ReadWrite"_s,
         QT_TRANSLATE_NOOP("doctor", "reads the calendar, and creates, changes and deletes our own events")},
        {u"User.ReadBasic.All"_s,
         QT_TRANSLATE_NOOP("doctor", "finds the mailbox of a person by its address")},
        {u"User.Read.All"_s,
         QT_TRANSLATE_NOOP("doctor",
                           "finds people by their other addresses too, and sees switched-off accounts")},
        {u"MailboxSettings.Read"_s, QT_TRANSLATE_NOOP("doctor", "shows a mailbox's own time zone and kind")},
        {u"Application.Read.All"_s,
         QT_TRANSLATE_NOOP("doctor", "warns before a secret or certificate expires, and fills this table")},
        {u"Application.ReadWrite.OwnedBy"_s,
         QT_TRANSLATE_NOOP("doctor",
                           "replaces the app's own secret or certificate by itself; the app must be its "
                           "own owner")},
    };
    const char* text = purposes.value(name);
    return text == nullptr ? QString() : say(text);
}

ProbeState stateOf(const PermissionRow& row) {
    using enum PermissionVerdict;
    if (row.byExchange || !row.coveredBy.isEmpty())
        return ProbeState::Ok;
    switch (row.verdict) {
    case Fine:
    case FineUndeclared:
    case NotThere:
        return ProbeState::Ok;
    case Missing:
    case NotConsented:
        return row.isNeeded ? ProbeState::Failed : ProbeState::Ok;
    case DeclaredOnly:
    case Excess:
    case WithdrawnInUse:
        return ProbeState::Warning;
    case TokenOlder:
    case Propagating:
        return row.isNeeded ? ProbeState::Warning : ProbeState::Ok;
    case Withdrawn:
        return ProbeState::Ok;
    case Unknown:
        return row.isNeeded ? ProbeState::Unknown : ProbeState::Ok;
    }
    return ProbeState::Unknown;
}

QString permissionText(const PermissionRow& row) {
    using enum PermissionVerdict;
    if (row.byExchange)
        return say(QT_TRANSLATE_NOOP("doctor", "given by Exchange for some mailboxes, not by Entra"));
    if (!row.coveredBy.isEmpty())
        return say(QT_TRANSLATE_NOOP("doctor", "%1 does as well")).arg(row.coveredBy);
    switch (row.verdict) {
    case Fine:
    case NotThere:
        return {};
    case FineUndeclared:
        return say(QT_TRANSLATE_NOOP("doctor",
                                     "granted, but not listed by the registration: the next consent "
                                     "would leave it out"));
    case Missing:
        return say(
            QT_TRANSLATE_NOOP("doctor", "missing: add it to the registration and grant admin consent"));
    case NotConsented:
        return say(QT_TRANSLATE_NOOP("doctor", "declared, but not granted: grant admin consent"));
    case DeclaredOnly:
        return say(QT_TRANSLATE_NOOP("doctor", "declared and not needed: the next consent would grant it"));
    case TokenOlder:
        return say(QT_TRANSLATE_NOOP("doctor", "granted after this token was issued: the next token has it"));
    case Propagating:
        return say(QT_TRANSLATE_NOOP("doctor", "granted, but not in a new token yet: wait some minutes"));
    case Excess:
        return say(QT_TRANSLATE_NOOP("doctor", "granted and not needed: it can be taken away"));
    case Withdrawn:
        return say(QT_TRANSLATE_NOOP("doctor", "taken away: it ends with this token"));
    case WithdrawnInUse:
        return say(
            QT_TRANSLATE_NOOP("doctor", "taken away while it is used: calls fail when this token ends"));
    case Unknown:
        return say(QT_TRANSLATE_NOOP("doctor", "not in the token, or the token cannot be read"));
    }
    return {};
}

} // namespace milepost
