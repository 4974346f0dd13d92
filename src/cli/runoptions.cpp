// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/runoptions.h"

#include "cli/commandtree.h"
#include "cli/planview.h"
#include "cli/session.h"
#include "domain/profilevalues.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

bool askFor(Session& session, const Plan& plan) {
    session.progress().clear();
    session.terminal().note(toText(plan, session.notePaper()));
    const auto answer = session.terminal().ask(u"Carry this out? [y/N] "_s, session.stop());
    const QString word = answer ? answer->trimmed().toLower() : QString();
    return word == u"y"_s || word == u"yes"_s;
}

} // namespace

void RunOptions::addTo(CLI::App& command) {
    command.add_flag("--yes", m_yes, "Do not ask (never answers the guard)");
    command
        .add_option("--max-delete", m_maxDelete, "Allow up to so many deletions: a number or a percentage")
        ->type_name("N|P%")
        ->check(checkedBy("a number or a percentage", [](const QString& text) {
            const auto limit = profilevalues::deletionLimit(text);
            return limit && limit->has_value();
        }));
}

std::optional<DeletionLimit> RunOptions::maxDelete() const {
    return profilevalues::deletionLimit(QString::fromStdString(m_maxDelete)).value_or(std::nullopt);
}

SyncEngine::Confirm RunOptions::confirmation(Session& session) const {
    if (m_yes)
        return [](const Plan&) { return true; };
    if (!session.terminal().canAsk())
        return [](const Plan&) { return false; };
    return [&session](const Plan& plan) { return askFor(session, plan); };
}

} // namespace milepost::cli
