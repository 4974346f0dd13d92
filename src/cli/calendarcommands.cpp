// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/session.h"
#include "cli/table.h"
#include "domain/profileschema.h"
#include "graph/calendarnames.h"
#include "storage/profilestore.h"

#include <algorithm>

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct CalendarOptions {
    std::string mailbox;
    std::string name;
    std::string newName;

    [[nodiscard]] QString mailboxOf(const Profile& profile) const {
        return mailbox.empty() ? profile.mailbox : QString::fromStdString(mailbox);
    }
};

QJsonObject toJson(const Calendar& calendar) {
    return {{u"id"_s, calendar.id},
            {u"name"_s, calendar.name},
            {u"canEdit"_s, calendar.canEdit},
            {u"isDefault"_s, calendar.isDefault}};
}

QJsonObject document(const std::vector<Calendar>& calendars) {
    QJsonArray list;
    for (const Calendar& calendar : calendars)
        list.append(toJson(calendar));
    return {{u"calendars"_s, list}};
}

QString listText(const std::vector<Calendar>& calendars, const QString& used, const Paper& paper) {
    Table table({{u""_s}, {u"Name"_s, {}, true}, {u"Editable"_s}, {u"Default"_s}});
    for (const Calendar& calendar : calendars)
        table.add({{calendar.name == used ? u"*"_s : QString(), Paper::Ink::Green},
                   {calendar.name},
                   {calendar.canEdit ? u"yes"_s : u"no"_s},
                   {calendar.isDefault ? u"yes"_s : QString()}});
    if (table.isEmpty())
        return u"No calendars.\n"_s;
    return table.toText(paper);
}

Outcome list(Session& session, const CalendarOptions& options) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const Profile& profile = (*workspace)->engine().profile();
    const QString mailbox = options.mailboxOf(profile);
    const auto calendars = (*workspace)->graph().calendars(mailbox, session.stop());
    if (!calendars)
        return Outcome::failed(calendars.error());
    QJsonObject json = document(*calendars);
    json.insert(u"mailbox"_s, mailbox);
    return Outcome::done(json, [calendars = *calendars, used = profile.calendarName](const Paper& paper) {
        return listText(calendars, used, paper);
    });
}

bool hasNamed(const std::vector<Calendar>& calendars, const QString& name) {
    return std::ranges::any_of(calendars, [&](const Calendar& calendar) { return calendar.name == name; });
}

Outcome create(Session& session, const CalendarOptions& options) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    if (const auto allowed = session.mayWrite((*workspace)->engine().profile()); !allowed)
        return Outcome::failed(allowed.error());
    const QString mailbox = options.mailboxOf((*workspace)->engine().profile());
    const QString name = QString::fromStdString(options.name);
    const auto before = (*workspace)->graph().calendars(mailbox, session.stop());
    if (!before)
        return Outcome::failed(before.error());
    for (const QString& near : nearMisses(*before, name))
        session.remark(
            u"There is also a calendar named \"%1\", which is another one."_s.arg(printable(near)));
    const bool stood = hasNamed(*before, name);
    CalendarResolver resolver((*workspace)->graph(), (*workspace)->journal());
    const auto calendar = stood ? resolver.resolve(mailbox, name, session.stop())
                                : resolver.create(mailbox, name, session.stop());
    if (!calendar)
        return Outcome::failed(calendar.error());
    QJsonObject json = document({*calendar});
    json.insert(u"mailbox"_s, mailbox);
    json.insert(u"created"_s, !stood);
    return Outcome::done(json, [=](const Paper&) {
        return stood ? u"The calendar \"%1\" of %2 was there already and is used.\n"_s.arg(name, mailbox)
                     : u"Created the calendar \"%1\" of %2.\n"_s.arg(name, mailbox);
    });
}

Outcome use(Session& session, const CalendarOptions& options) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const Profile profile = (*workspace)->engine().profile();
    const QString mailbox = options.mailboxOf(profile);
    const QString name = QString::fromStdString(options.name);
    const auto calendar = CalendarResolver((*workspace)->graph(), (*workspace)->journal())
                              .resolve(mailbox, name, session.stop());
    if (!calendar)
        return Outcome::failed(calendar.error());
    if (!calendar->canEdit)
        return Outcome::failed(
            configError(u"the calendar \"%1\" of %2 cannot be edited"_s.arg(name, mailbox)));
    const auto changed = withValues(profile, {{u"calendarName"_s, name}, {u"mailbox"_s, mailbox}});
    if (!changed)
        return Outcome::failed(changed.error());
    if (const auto saved = session.saveProfile(*changed); !saved)
        return Outcome::failed(saved.error());
    QJsonObject json = document({*calendar});
    json.insert(u"mailbox"_s, mailbox);
    return Outcome::done(json, [=](const Paper&) {
        return u"The profile %1 now uses the calendar \"%2\" of %3.\n"_s.arg(profile.name, name, mailbox);
    });
}

Outcome rename(Session& session, const CalendarOptions& options) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const Profile profile = (*workspace)->engine().profile();
    if (const auto allowed = session.mayWrite(profile); !allowed)
        return Outcome::failed(allowed.error());
    const QString mailbox = options.mailboxOf(profile);
    const QString from = QString::fromStdString(options.name);
    const QString to = QString::fromStdString(options.newName);
    GraphClient& graph = (*workspace)->graph();
    Journal& journal = (*workspace)->journal();
    const auto old = CalendarResolver(graph, journal).resolve(mailbox, from, session.stop());
    if (!old)
        return Outcome::failed(old.error());
    const auto renamed = graph.renameCalendar({mailbox, old->id}, to, session.stop());
    if (!renamed)
        return Outcome::failed(renamed.error());
    if (const auto forgotten = journal.forgetCalendar(mailbox, from); !forgotten)
        return Outcome::failed(forgotten.error());
    // The profile follows its own calendar; otherwise the next run would miss it.
    if (profile.calendarName == from && profile.mailbox == mailbox) {
        auto changed = withValues(profile, {{u"calendarName"_s, to}});
        const auto saved = changed ? session.saveProfile(*changed) : Result<void>();
        if (!changed || !saved)
            return Outcome::failed(changed ? saved.error() : changed.error());
    }
    QJsonObject json = document({*renamed});
    json.insert(u"mailbox"_s, mailbox);
    return Outcome::done(json, [=](const Paper&) {
        return u"The calendar \"%1\" of %2 is now called \"%3\".\n"_s.arg(from, mailbox, to);
    });
}

} // namespace

void addCalendarCommands(CommandTree& tree) {
    CLI::App& group = tree.group("calendars", "The calendars of the mailbox");
    const auto options = std::make_shared<CalendarOptions>();
    const auto add = [&](const char* name, const char* description,
                         Outcome (*run)(Session&, const CalendarOptions&)) -> CLI::App& {
        CLI::App& command = tree.command(group, name, description,
                                         [options, run](Session& session) { return run(session, *options); });
        command.add_option("--mailbox", options->mailbox, "Another mailbox than the profile's")
            ->type_name("ADDRESS");
        return command;
    };
    add("list", "List them; * marks the one that the profile uses", list);
    add("create", "Create a calendar, or take the one that has this name", create)
        .add_option("NAME", options->name, "Its name")
        ->required();
    add("use", "Make the profile use this calendar", use)
        .add_option("NAME", options->name, "Its exact name")
        ->required();
    CLI::App& renaming = add("rename", "Give a calendar another name", rename);
    renaming.add_option("OLD", options->name, "Its exact name")->required();
    renaming.add_option("NEW", options->newName, "The new name")->required();
}

} // namespace milepost::cli
