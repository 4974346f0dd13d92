// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/planview.h"

#include "cli/table.h"

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
    Table table({{u"  Date"_s},
                 {u"Deliverable"_s, Table::Align::Right},
                 {u"Subject"_s, {}, true},
                 {u"Why"_s, {}, true}});
    for (const Action* action : actions) {
        QString why = toString(action->reason);
        if (!action->note.isEmpty())
            why += u": "_s + action->note;
        table.add({{u"  "_s + dateText(action->date), inkOf(verb)},
                   {QString::number(action->key.deliverable)},
                   {action->subject},
                   {why, Ink::Dim}});
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
    return line;
}

QString toText(const Plan& plan, const Paper& paper) {
    QString text = u"%1 for \"%2\" of %3\n\n"_s.arg(
        headlineOf(plan.purpose), printable(plan.target.calendarName), printable(plan.target.mailbox));
    for (const Verb verb : k_order)
        text += sectionText(plan, verb, paper);
    return text + footer(plan, paper);
}

} // namespace milepost::cli
