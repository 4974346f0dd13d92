// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run over many mailboxes asks the directory.
#include "graph/directory.h"
#include "sync/mailboxgatherer.h"

#include <algorithm>

namespace milepost {

Result<void> MailboxGatherer::mapPeople(Gathered& gathered, std::stop_token stop) {
    const TrackerData& data = *gathered.tracker.rows();
    // Until somebody confirms a changed address, what was decided stands under the one before.
    const bool isHome = !gathered.accepted || gathered.accepted->source == m_sources.front();
    const QString source = isHome ? m_sources.front() : gathered.accepted->source;
    const auto mappings = m_parts.journal.people(source);
    if (!mappings)
        return std::unexpected(mappings.error());
    const TrackerPeople people{data.people, data.accounts,
                               gathered.tracker.isRestricted() && data.accounts.empty()};
    DirectoryQuestion question = questionsFor(people, *mappings);
    // Whose calendar was seen lately has a mailbox; if not any more, reading it says so.
    if (m_proof == NameProof::Remembered) {
        const auto used = m_parts.journal.provenMailboxes(m_profile.targetCalendar());
        if (!used)
            return std::unexpected(used.error());
        question.used = *used;
    }
    std::optional<Stopwatch> stopwatch(std::in_place, gathered.took.people);
    const auto answers = lookUp(m_parts.graph, question, std::move(stop), &gathered.lookUps);
    if (!answers)
        return std::unexpected(answers.error());
    stopwatch.reset();
    gathered.people = milepost::mapPeople(people, *mappings, *answers);
    const auto matches = newMatches(gathered.people, *mappings, m_parts.clock.utcNow());
    m_used = std::move(question.used);
    if (!isHome || matches.empty())
        return {};
    m_matched = std::ssize(matches);
    return m_parts.journal.changePeople(source, matches);
}

/// Of the look of a run that follows: new matches are asked for by their ids too, and the mailboxes whose
/// calendars were just seen are not probed.
void MailboxGatherer::expectTheNext(Gathered& gathered) const {
    LookUpCost& cost = gathered.lookUps;
    const int before = std::max(1, cost.roundTrips());
    cost.named += m_matched;
    cost.described -= std::ranges::count_if(gathered.mailboxes, [this](const MailboxLook& look) {
        return look.existing.rows() != nullptr && look.mailbox.state != PlanMailbox::State::Absent &&
               !m_used.contains(addressKey(look.mailbox.id));
    });
    const double longer = gathered.took.people * (cost.roundTrips() - before) / before;
    gathered.took.people += longer;
    gathered.took.whole += longer;
}

} // namespace milepost
