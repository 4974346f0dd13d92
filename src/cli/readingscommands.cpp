// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/session.h"
#include "tracker/restriction.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

Outcome confirm(Session& session) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const auto view = (*workspace)->engine().confirmReadings(session.stop());
    if (!view)
        return Outcome::failed(view.error());
    const QJsonObject json{
        {u"confirmed"_s,
         QJsonObject{{u"source"_s, view->source}, {u"user"_s, view->user}, {u"role"_s, view->role}}}};
    return Outcome::done(json, [view = *view](const Paper&) {
        // An account below manager may not see every row: its view stays restricted whatever is confirmed.
        const QString sequel = tracker::seesEverything(view.role)
                                   ? u"Deletions are allowed again."_s
                                   : u"Nothing is deleted as long as this role reads the tracker."_s;
        return u"Accepted: %1 as %2 (%3). %4\n"_s.arg(printable(view.source), printable(view.user),
                                                      printable(view.role), sequel);
    });
}

} // namespace

void addReadingsCommands(CommandTree& tree) {
    CLI::App& group = tree.group("readings", "How far the tracker's answers are trusted");
    tree.command(group, "confirm",
                 "Accept a changed view of the tracker (role, user, address): deletions are allowed again",
                 confirm);
}

} // namespace milepost::cli
