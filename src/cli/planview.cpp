// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/planview.h"

#include "cli/table.h"
#include "doctor/diagnosis.h"

#include <array>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

using Ink = Paper::Ink;

constexpr std::array k_order{Verb::Create, Verb::Update, Verb::Delete,
                             Verb::Adopt,  Verb::Drift,  Verb::Blocked};

QString headline(Verb verb) {
    switch (verb) {
    case Verb::Create:
        return u"To create"_s;
    case Verb::Update:
        return u"To update"_s;
    case Verb::Delete:
        return u"To delete"_s;
    case Verb::Adopt:
        return u"Look-alikes without our mark (taken over with --adopt)"_s;
    case Verb::Drift:
        return u"Edited in Outlook (kept as they are)"_s;
    case Verb::Blocked:
        return u"Blocked (left alone)"_s;
    }
    return {};
}

Ink inkOf(Verb verb) {
    switch (verb) {
    case Verb::Create:
        return Ink::Green;
    case Verb::Update:
    case Verb::Adopt:
        return Ink::Yellow;
    case Verb::Delete:
        return Ink::Red;
    case Verb::Drift:
    case Verb::Blocked:
        return Ink::Dim;
    }
    return Ink::Plain;
}

QString dateText(const QDate& date) { return date.isValid() ? date.toString(Qt::ISODate) : u"undated"_s; }

QString changeLine(const FieldChange& change, const Paper& paper) {
    const auto quoted = [](const QString& text) {
        return text.isEmpty() ? u"(nothing)"_s : u"\"%1\""_s.arg(printable(text));
    };
    const QString line =
        u"      %1: %2 → %3"_s.arg(toString(change.field), quoted(change.from), quoted(change.to));
    return paper.width > 0 ? elidedMiddle(line, paper.width) : line;
}

/// A table when the actions change no fields, otherwise one entry after the other.
QString sectionText(const Plan& plan, Verb verb, const Paper& paper) {
    std::vector<const Action*> actions;
    for (const Action& action : plan.actions)
        if (action.verb == verb)
            actions.push_back(&action);
    if (actions.empty())
        return {};
    QString text = paper.inked(Ink::Bold, u"%1: %2"_s.arg(headline(verb), QString::number(actions.size())));
    text += u'\n';
    std::vector<Table::Column> columns{{u"  Date"_s},
                                       {u"Deliverable"_s, Table::Align::Right},
                                       {u"Subject"_s, {}, true},
                                       {u"Why"_s, {}, true}};
    if (!plan.mailboxes.empty())
        columns.push_back({u"Mailbox"_s, {}, true});
    Table table(columns);
    for (const Action* action : actions) {
        QString why = toString(action->reason);
        if (!action->note.isEmpty())
            why += u": "_s + action->note;
        std::vector<Table::Cell> cells{{u"  "_s + dateText(action->date), inkOf(verb)},
                                       {QString::number(action->key.deliverable)},
                                       {action->subject},
                                       {why, Ink::Dim}};
        if (const PlanMailbox* mailbox = plan.mailboxOf(*action))
            cells.push_back({mailbox->address});
        table.add(cells);
    }
    QStringList lines = table.toText(paper).split(u'\n', Qt::SkipEmptyParts);
    text += lines.takeFirst() + u'\n';
    for (qsizetype i = 0; i < lines.size(); ++i) {
        text += lines.at(i) + u'\n';
        for (const FieldChange& change : actions[static_cast<size_t>(i)]->changes)
            text += changeLine(change, paper) + u'\n';
    }
    return text + u'\n';
}

/// Of a plan over many mailboxes: where nothing is planned, and who is left out.
QString leftOutText(const Plan& plan, const Paper& paper) {
    QString text;
    Table skipped({{u"  Mailbox"_s, {}, true}, {u"Why"_s, {}, true}});
    Table people({{u"  Person"_s, {}, true}, {u"Why"_s, {}, true}});
    qsizetype skips = 0;
    for (const PlanMailbox& mailbox : plan.mailboxes)
        if (mailbox.isSkipped()) {
            ++skips;
            skipped.add({{u"  "_s + mailbox.address},
                         {mailbox.failure ? diagnose(*mailbox.failure).title : mailbox.why, Ink::Dim}});
        }
    for (const PersonRow& row : plan.withoutMailbox)
        people.add({{u"  "_s + row.name}, {reasonText(row), Ink::Dim}});
    const auto section = [&](const QString& title, qsizetype count, const Table& table) {
        if (count > 0)
            text += paper.inked(Ink::Bold, u"%1: %2"_s.arg(title, QString::number(count))) + u'\n' +
                    table.toText(paper) + u'\n';
    };
    section(u"Mailboxes left out, nothing is written there"_s, skips, skipped);
    section(u"Assigned people without a mailbox"_s, std::ssize(plan.withoutMailbox), people);
    return text;
}

/// What the next sync makes of it.
QString whatFollows(const PlanPurpose& purpose) {
    switch (purpose.kind) {
    case PlanPurpose::Kind::Sync:
        break;
    case PlanPurpose::Kind::Revert:
    case PlanPurpose::Kind::RemoveAll:
        return u"The next sync writes again what the tracker still asks for; with readOnly=true it does not."_s;
    case PlanPurpose::Kind::Detach:
        return u"The next sync creates nothing beside these events; it offers to take them over again."_s;
    }
    return {};
}

QString headlineOf(const PlanPurpose& purpose) {
    switch (purpose.kind) {
    case PlanPurpose::Kind::Sync:
        break;
    case PlanPurpose::Kind::Revert:
        return u"Plan to take back run %1,"_s.arg(purpose.run);
    case PlanPurpose::Kind::Detach:
        return u"Plan to take our mark off,"_s;
    case PlanPurpose::Kind::RemoveAll:
        return u"Plan to remove everything of ours,"_s;
    }
    return u"Plan"_s;
}

QString targetText(const Plan& plan) {
    const QString name = plan.target.calendarName.isEmpty()
                             ? u"the default calendar"_s
                             : u"\"%1\""_s.arg(printable(plan.target.calendarName));
    if (plan.target.mailbox.isEmpty())
        return u"%1 in %2 mailboxes"_s.arg(name, QString::number(plan.mailboxes.size()));
    return u"%1 of %2"_s.arg(name, printable(plan.target.mailbox));
}

QString footer(const Plan& plan, const Paper& paper) {
    QString text;
    if (!plan.trackerWhy.isEmpty())
        text += paper.inked(Ink::Yellow, wrapped(u"The tracker's view is restricted, nothing is deleted: "_s +
                                                     printable(plan.trackerWhy),
                                                 paper.width, 0)) +
                u'\n';
    text += paper.inked(Ink::Bold, summaryLine(plan)) + u'\n';
    if (plan.pending() == 0)
        return text + u"Nothing to do.\n"_s;
    if (const QString next = whatFollows(plan.purpose); !next.isEmpty())
        text += wrapped(next, paper.width, 0) + u'\n';
    const double seconds = plan.forecast.seconds;
    const QString time =
        seconds < 1 ? u"less than a second"_s : u"about %1 s"_s.arg(QString::number(seconds, 'f', 1));
    return text + u"Forecast: %1 requests, %2.\n"_s.arg(QString::number(plan.forecast.requests), time);
}

} // namespace

QString summaryLine(const Plan& plan) {
    const PlanSummary& s = plan.summary;
    QString line = u"create %1, update %2, delete %3, unchanged %4"_s.arg(
        QString::number(s.create), QString::number(s.update), QString::number(s.remove),
        QString::number(s.unchanged));
    const auto add = [&line](int count, const QString& name) {
        if (count > 0)
            line += u", %1 %2"_s.arg(name, QString::number(count));
    };
    add(s.adopt, u"adopt"_s);
    add(s.drift, u"drift"_s);
    add(s.blocked, u"blocked"_s);
    add(plan.absentCalendars(), u"calendars to make"_s);
    return line;
}

QString toText(const Plan& plan, const Paper& paper) {
    QString text = u"%1 for %2\n\n"_s.arg(headlineOf(plan.purpose), targetText(plan));
    for (const Verb verb : k_order)
        text += sectionText(plan, verb, paper);
    return text + leftOutText(plan, paper) + footer(plan, paper);
}

} // namespace milepost::cli
