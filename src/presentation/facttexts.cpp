// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/facttexts.h"

#include "presentation/plantexts.h"
#include "presentation/setupsteps.h"

#include <QCoreApplication>

namespace milepost {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::FactTexts)
};

QString whyText(const EnvNote& note) {
    switch (note.kind) {
    case EnvNote::Kind::NotUnderstood:
        return Texts::tr("its quotes, or what follows them, are not understood");
    case EnvNote::Kind::SetBefore:
        return Texts::tr("set before in line %1; this one counts").arg(note.detail);
    case EnvNote::Kind::NotSet:
        return note.detail.isEmpty() ? Texts::tr("refers to a variable that is set nowhere here")
                                     : Texts::tr("refers to %1, which is set nowhere here").arg(note.detail);
    case EnvNote::Kind::Empty:
        return Texts::tr("is empty");
    case EnvNote::Kind::Placeholder:
        return Texts::tr("still holds the placeholder of the guide");
    case EnvNote::Kind::NotValid:
        break;
    }
    return settingRule(note.key);
}

} // namespace

QString noteText(const Action& action) {
    if (action.reason == Reason::RemoveAll)
        return {}; // its reason says it
    if (!action.ground)
        return action.note; // two addresses
    Action about;
    about.reason = *action.ground;
    return reasonText(about);
}

QString moveText(const PlanMove& move) {
    const QString what =
        Texts::tr("%1, %2: %3").arg(groupWord(groupOf(move.verb), 1), dateText(move.date), move.subject);
    switch (move.kind) {
    case PlanMove::Kind::Target:
        return Texts::tr("the plan was made for another profile, tracker, mailbox or calendar");
    case PlanMove::Kind::NoLonger:
        return Texts::tr("no longer so: %1").arg(what);
    case PlanMove::Kind::Differs:
        return Texts::tr("differs now: %1").arg(what);
    case PlanMove::Kind::New:
        return Texts::tr("new: %1").arg(what);
    }
    return {};
}

QString noteText(const EnvNote& note) {
    return Texts::tr("Line %1, %2: %3").arg(QString::number(note.line), note.name, whyText(note));
}

QString calendarText(const Profile& profile) {
    const QString name = profile.targetCalendar();
    return name.isEmpty() ? Texts::tr("Default calendar") : name;
}

QHash<QString, QString> addressesOf(const Plan& plan) {
    QHash<QString, QString> addresses;
    for (const PlanMailbox& mailbox : plan.mailboxes)
        if (!mailbox.recipient.isEmpty())
            addresses.insert(mailbox.recipient, mailbox.address);
    return addresses;
}

QString withAddress(const QString& subject, const EventKey& key, const QHash<QString, QString>& addresses) {
    const QString address = addresses.value(key.recipient);
    return address.isEmpty() ? subject : subject + QStringLiteral(" · ") + address;
}

} // namespace milepost
