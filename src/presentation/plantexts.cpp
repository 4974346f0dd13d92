// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/plantexts.h"

#include "doctor/diagnosis.h"
#include "presentation/peopletexts.h"

#include <set>

#include <QCoreApplication>
#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// For the words of this file: one context for translators.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::PlanTexts)
};

QString showAsText(const QString& value) {
    if (value == u"free")
        return Texts::tr("Free");
    if (value == u"tentative")
        return Texts::tr("Tentative");
    if (value == u"busy")
        return Texts::tr("Busy");
    if (value == u"oof")
        return Texts::tr("Out of office");
    return value == u"workingElsewhere" ? Texts::tr("Working elsewhere") : value;
}

} // namespace

QString fieldValueText(Field field, const QString& value) {
    switch (field) {
    case Field::Date:
        return dateText(QDate::fromString(value, Qt::ISODate));
    case Field::AllDay:
        if (value == u"timed")
            return Texts::tr("At a time of day");
        return value == u"all day" ? Texts::tr("All day") : value;
    case Field::ShowAs:
        return showAsText(value);
    case Field::Reminder:
        if (value == u"off")
            return Texts::tr("Off");
        return Texts::tr("%n minute(s) before", nullptr, value.section(u' ', 0, 0).toInt());
    case Field::Presence: // a date, and what the event is called
        return dateText(QDate::fromString(value.section(u"  "_s, 0, 0), Qt::ISODate)) + u" · "_s +
               value.section(u"  "_s, 1);
    case Field::Subject:
    case Field::Categories:
    case Field::Body:
        break;
    }
    return value;
}

PlanGroup groupOf(Verb verb) {
    switch (verb) {
    case Verb::Create:
        return PlanGroup::Add;
    case Verb::Update:
        return PlanGroup::Change;
    case Verb::Delete:
        return PlanGroup::Delete;
    case Verb::Adopt:
        return PlanGroup::Offer;
    case Verb::Drift:
        return PlanGroup::Edited;
    case Verb::Blocked:
        return PlanGroup::Blocked;
    }
    return PlanGroup::Blocked;
}

QString countText(PlanGroup group, int count) {
    return u"%1 %2"_s.arg(QLocale().toString(count), groupWord(group, count));
}

QString groupWord(PlanGroup group, int count) {
    switch (group) {
    case PlanGroup::Delete:
        return Texts::tr("to delete", nullptr, count);
    case PlanGroup::Change:
        return Texts::tr("to change", nullptr, count);
    case PlanGroup::Edited:
        return Texts::tr("edited in Outlook", nullptr, count);
    case PlanGroup::Blocked:
        return Texts::tr("blocked", nullptr, count);
    case PlanGroup::Offer:
        return Texts::tr("without our mark", nullptr, count);
    case PlanGroup::Add:
        return Texts::tr("to add", nullptr, count);
    case PlanGroup::Unchanged:
        return Texts::tr("unchanged", nullptr, count);
    }
    return {};
}

QString groupNote(PlanGroup group, int count) {
    switch (group) {
    case PlanGroup::Delete:
        return count == 1 ? Texts::tr("it goes to Deleted Items in Outlook")
                          : Texts::tr("they go to Deleted Items in Outlook");
    case PlanGroup::Edited:
        return Texts::tr("kept as they are; a tick puts ours back");
    case PlanGroup::Blocked:
        return Texts::tr("left alone, for the reason beside each");
    case PlanGroup::Offer:
        return Texts::tr("they say what ours would say, and are left alone");
    case PlanGroup::Unchanged:
        return Texts::tr("in the calendar as they should be");
    case PlanGroup::Change:
    case PlanGroup::Add:
        break;
    }
    return {};
}

QString groupIcon(PlanGroup group) {
    switch (group) {
    case PlanGroup::Delete:
        return u"delete"_s;
    case PlanGroup::Change:
        return u"change"_s;
    case PlanGroup::Edited:
        return u"edited"_s;
    case PlanGroup::Blocked:
        return u"lock"_s;
    case PlanGroup::Offer:
        return u"calendar"_s;
    case PlanGroup::Add:
        return u"add"_s;
    case PlanGroup::Unchanged:
        return u"unchanged"_s;
    }
    return {};
}

Role groupRole(PlanGroup group) {
    switch (group) {
    case PlanGroup::Delete:
        return Role::Danger;
    case PlanGroup::Change:
        return Role::Warning;
    case PlanGroup::Edited:
    case PlanGroup::Offer:
        return Role::Info;
    case PlanGroup::Add:
        return Role::Success;
    case PlanGroup::Blocked:
    case PlanGroup::Unchanged:
        break;
    }
    return Role::TextMuted;
}

Role groupSoftRole(PlanGroup group) {
    switch (group) {
    case PlanGroup::Delete:
        return Role::DangerSoft;
    case PlanGroup::Change:
        return Role::WarningSoft;
    case PlanGroup::Edited:
    case PlanGroup::Offer:
        return Role::InfoSoft;
    case PlanGroup::Add:
        return Role::SuccessSoft;
    case PlanGroup::Blocked:
    case PlanGroup::Unchanged:
        break;
    }
    return Role::SurfaceSunken;
}

QString mailboxText(const Plan& plan, const Action& action) {
    const PlanMailbox* mailbox = plan.mailboxOf(action);
    return mailbox == nullptr ? QString() : mailbox->address;
}

QString targetText(const Plan& plan) {
    const QString& name = plan.target.calendarName;
    if (!plan.target.mailbox.isEmpty())
        return Texts::tr("Calendar “%1” of %2").arg(name, plan.target.mailbox);
    std::set<int> mailboxes;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            mailboxes.insert(action.mailbox);
    const int count = static_cast<int>(mailboxes.size());
    return name.isEmpty() ? Texts::tr("The default calendar of %n person(s)", nullptr, count)
                          : Texts::tr("Calendar “%1” of %n person(s)", nullptr, count).arg(name);
}

QStringList leftOutTexts(const Plan& plan) {
    QStringList lines;
    for (const PlanMailbox& mailbox : plan.mailboxes)
        if (mailbox.isSkipped())
            lines << Texts::tr("%1: %2").arg(mailbox.address,
                                             mailbox.failure ? diagnose(*mailbox.failure).title
                                                             : Texts::tr("Nothing says that it stands for "
                                                                         "nobody any more"));
    for (const PersonRow& row : plan.withoutMailbox)
        lines << Texts::tr("%1: %2").arg(row.name, personWhy(row));
    return lines;
}

QString fieldName(Field field) {
    switch (field) {
    case Field::Subject:
        return Texts::tr("Subject");
    case Field::Date:
        return Texts::tr("Date");
    case Field::AllDay:
        return Texts::tr("Time");
    case Field::ShowAs:
        return Texts::tr("Show as");
    case Field::Reminder:
        return Texts::tr("Reminder");
    case Field::Categories:
        return Texts::tr("Categories");
    case Field::Body:
        return Texts::tr("Body");
    case Field::Presence:
        return Texts::tr("Event");
    }
    return {};
}

QString dateText(const QDate& date) {
    //: How a date is written: weekday, day, month, year. See QDate::toString().
    return date.isValid() ? QLocale().toString(date, Texts::tr("ddd d MMM yyyy")) : Texts::tr("No date");
}

namespace {

void addRows(std::vector<TextChange>& rows, Field field, const QString& label, const QString& from,
             const QString& to) {
    const TextChange row{label, fieldValueText(field, from), fieldValueText(field, to)};
    std::vector<TextChange> lines = field == Field::Body ? changedLines(row) : std::vector<TextChange>{};
    if (lines.empty())
        lines.push_back(row);
    rows.insert(rows.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
}

} // namespace

std::vector<TextChange> fieldRows(const Action& action) {
    std::vector<TextChange> rows;
    for (const FieldChange& change : action.changes)
        addRows(rows, change.field, fieldName(change.field), change.from, change.to);
    return rows;
}

std::vector<TextChange> driftRows(const Action& action, const EventContent* sent) {
    std::vector<TextChange> rows;
    for (const FieldChange& change : action.changes) {
        const QString original = sent == nullptr ? change.from : fieldText(*sent, change.field);
        addRows(rows, change.field, fieldName(change.field), original, change.to);
        if (original != change.from)
            addRows(rows, change.field, Texts::tr("Tracker now"), change.to, change.from);
    }
    return rows;
}

} // namespace milepost
