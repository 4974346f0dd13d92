// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/clockview.h"
#include "cli/commandtree.h"
#include "cli/scopeoptions.h"
#include "cli/session.h"
#include "cli/table.h"

#include <algorithm>

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct ListOptions {
    ScopeOptions scope;
    bool undated = false;
    bool completed = false;
};

/// Undated and completed ones are shown when they are asked for; completed ones that have an event are part
/// of the calendar and always shown.
bool isShown(const DeliverableRow& row, const ListOptions& options) {
    if (!row.deliverable.date && !options.undated)
        return false;
    return options.completed || !row.deliverable.completed || !row.reason;
}

QJsonValue dateOrNull(const std::optional<QDate>& date) {
    return date ? QJsonValue(date->toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject toJson(const DeliverableRow& row) {
    QJsonArray people;
    for (const TeamMember& member : row.people)
        people.append(
            QJsonObject{{u"id"_s, member.person}, {u"name"_s, member.name}, {u"role"_s, member.role}});
    return {{u"id"_s, row.deliverable.id},
            {u"project"_s, row.project},
            {u"projectId"_s, row.deliverable.project},
            {u"client"_s, row.client},
            {u"title"_s, row.title},
            {u"date"_s, dateOrNull(row.deliverable.date)},
            {u"completed"_s, row.deliverable.completed},
            {u"eligible"_s, !row.reason},
            {u"reason"_s, row.reason ? QJsonValue(toString(*row.reason)) : QJsonValue()},
            {u"people"_s, people}};
}

QString toText(const DeliverableListing& listing, const std::vector<DeliverableRow>& rows,
               const Paper& paper) {
    Table table({{u"Date"_s},
                 {u"Id"_s, Table::Align::Right},
                 {u"Project"_s, {}, true},
                 {u"Title"_s, {}, true},
                 {u"Client"_s, {}, true},
                 {u"People"_s, Table::Align::Right},
                 {u"In the calendar"_s, {}, true}});
    qsizetype eligible = 0;
    for (const DeliverableRow& row : rows) {
        eligible += row.reason ? 0 : 1;
        table.add({{row.deliverable.date ? row.deliverable.date->toString(Qt::ISODate) : u"undated"_s},
                   {QString::number(row.deliverable.id)},
                   {row.project.isEmpty() ? u"project %1"_s.arg(row.deliverable.project) : row.project},
                   {row.title},
                   {row.client},
                   {QString::number(row.people.size())},
                   {row.reason ? u"no: "_s + toString(*row.reason) : u"yes"_s,
                    row.reason ? Paper::Ink::Dim : Paper::Ink::Green}});
    }
    QString text = table.toText(paper);
    if (!listing.why.isEmpty())
        text += paper.inked(Paper::Ink::Yellow,
                            wrapped(u"The view is restricted: "_s + printable(listing.why), paper.width, 0)) +
                u'\n';
    return text + u"%1 deliverables, %2 of them belong into the calendar.\n"_s.arg(
                      QString::number(rows.size()), QString::number(eligible));
}

Outcome list(Session& session, const ListOptions& options) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    auto listing = (*workspace)->engine().deliverables(options.scope.scope(), session.stop());
    if (!listing) {
        Outcome outcome = Outcome::failed(listing.error());
        outcome.document = {{u"reading"_s, u"incomplete"_s}, {u"deliverables"_s, QJsonArray()}};
        warnAboutClocks(session, **workspace, outcome.document);
        return outcome;
    }
    std::vector<DeliverableRow> rows;
    std::ranges::copy_if(listing->rows, std::back_inserter(rows),
                         [&](const DeliverableRow& row) { return isShown(row, options); });
    std::ranges::sort(rows, {}, [](const DeliverableRow& row) {
        return std::pair(row.deliverable.date.value_or(QDate(9999, 12, 31)), row.deliverable.id);
    });
    QJsonArray json;
    for (const DeliverableRow& row : rows)
        json.append(toJson(row));
    QJsonObject document{{u"reading"_s, listing->reading}, {u"deliverables"_s, json}};
    if (!listing->why.isEmpty())
        document.insert(u"why"_s, listing->why);
    warnAboutClocks(session, **workspace, document);
    listing->rows.clear();
    return Outcome::done(document, [listing = *listing, rows = std::move(rows)](const Paper& paper) {
        return toText(listing, rows, paper);
    });
}

} // namespace

void addDeliverableCommands(CommandTree& tree) {
    CLI::App& group = tree.group("deliverables", "What the tracker holds");
    const auto options = std::make_shared<ListOptions>();
    CLI::App& command =
        tree.command(group, "list", "List deliverables and whether each belongs into the calendar",
                     [options](Session& session) { return list(session, *options); });
    options->scope.addTo(command);
    command.add_flag("--undated", options->undated, "Also those without a date");
    command.add_flag("--completed", options->completed,
                     "Also completed ones that the profile's policy takes out of the calendar");
}

} // namespace milepost::cli
