// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/session.h"

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
        return u"Accepted: %1 as %2 (%3). Deletions are allowed again.\n"_s.arg(
            printable(view.source), printable(view.user), printable(view.role));
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
