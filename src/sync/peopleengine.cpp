// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/peopleengine.h"

#include "graph/directory.h"
#include "sync/personwishes.h"

#include <algorithm>
#include <set>

namespace milepost {

using namespace Qt::StringLiterals;

Result<PeopleEngine::Look> PeopleEngine::look(std::stop_token stop) {
    const auto accepted = m_parts.journal.acceptedView();
    if (!accepted)
        return std::unexpected(accepted.error());
    PeoplePass pass = readPeople(m_parts.tracker, *accepted, std::move(stop));
    if (const Error* failure = pass.data.failure())
        return std::unexpected(*failure);
    // Until somebody confirms a changed address, what was decided stands under the one before.
    const bool isHome = !*accepted || (*accepted)->source == pass.view->source;
    QString source = isHome ? pass.view->source : (*accepted)->source;
    auto mappings = m_parts.journal.people(source);
    if (!mappings)
        return std::unexpected(mappings.error());
    return Look{std::move(pass), *accepted, std::move(source), isHome, std::move(*mappings)};
}

Result<PeopleListing> PeopleEngine::list(std::stop_token stop) {
    const auto now = look(stop);
    if (!now)
        return std::unexpected(now.error());
    return listed(*now, std::move(stop));
}

Result<PeopleListing> PeopleEngine::listed(const Look& look, std::stop_token stop) {
    PeopleListing listing{
        look.pass.data.stateName(), look.pass.data.restriction(), look.pass.view, look.accepted, {}, {}};
    auto answers = lookUp(m_parts.graph, questionsFor(look.people(), look.mappings), std::move(stop));
    if (!answers && answers.error().isCancelled())
        return std::unexpected(answers.error());
    if (!answers)
        listing.directoryFailure = answers.error();
    listing.rows = mapPeople(look.people(), look.mappings, answers ? *answers : DirectoryAnswers());
    const auto matches = newMatches(listing.rows, look.mappings, m_parts.clock.utcNow());
    if (look.mayRemember && !matches.empty())
        if (const auto kept = m_parts.journal.changePeople(look.source, matches); !kept)
            return std::unexpected(kept.error());
    return listing;
}

Result<WishOutcome> PeopleEngine::decide(const std::vector<PersonWish>& wishes, Known known,
                                         std::stop_token stop) {
    auto now = look(stop);
    if (!now)
        return std::unexpected(now.error());
    if (!now->mayRemember)
        return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                         u"the tracker's address changed and nobody confirmed it: say "
                                         "\"milepostctl readings confirm\" first"_s,
                                         u"config-invalid"_s));
    std::vector<PersonRow> standing;
    if (known == Known::Leave) {
        auto listing = listed(*now, stop);
        if (!listing)
            return std::unexpected(listing.error());
        if (listing->directoryFailure)
            return std::unexpected(*listing->directoryFailure);
        standing = std::move(listing->rows);
    }
    PersonWishes asked(wishes, now->people());
    auto answers = lookUp(m_parts.graph, asked.question(), stop);
    if (!answers)
        return std::unexpected(answers.error());
    if (const auto checked = asked.resolve(*answers); !checked)
        return std::unexpected(checked.error());
    if (!asked.faults().empty())
        return WishOutcome{asked.faults(), {}, 0};
    PersonWishes::Changes changes = asked.changes(now->mappings, standing, m_parts.clock.utcNow());
    const auto stored = m_parts.journal.changePeople(now->source, changes.decided, changes.forgotten);
    if (!stored)
        return std::unexpected(stored.error());
    auto rows = this->standing(*now, changes.decided, changes.forgotten, *answers, std::move(stop));
    if (!rows)
        return std::unexpected(rows.error());
    return WishOutcome{{}, std::move(*rows), changes.unchanged};
}

Result<std::vector<PersonRow>> PeopleEngine::standing(const Look& before,
                                                      const std::vector<PersonMapping>& decided,
                                                      const std::vector<qint64>& forgotten,
                                                      const DirectoryAnswers& answers, std::stop_token stop) {
    std::set<qint64> changed(forgotten.begin(), forgotten.end());
    for (const PersonMapping& mapping : decided)
        changed.insert(mapping.person);
    const auto isChanged = [&](qint64 person) { return changed.contains(person); };
    if (!forgotten.empty()) { // where their addresses lead depends on everybody else
        auto listing = list(std::move(stop));
        if (!listing)
            return std::unexpected(listing.error());
        std::erase_if(listing->rows, [&](const PersonRow& row) { return !isChanged(row.person); });
        return std::move(listing->rows);
    }
    TrackerPeople people;
    std::ranges::copy_if(before.people().people, std::back_inserter(people.people),
                         [&](const Person& person) { return isChanged(person.id); });
    DirectoryAnswers byId;
    for (const auto& [key, answer] : answers)
        for (const TenantUser& user : answer.users)
            byId[addressKey(user.id)] = {{user}, std::nullopt};
    return mapPeople(people, decided, byId);
}

} // namespace milepost
