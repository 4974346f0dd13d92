// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/driftengine.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

bool isAbout(const DriftWish& wish, const EventKey& key) {
    return wish.key.isEmpty() || wish.key == key.toString() || wish.key == QString::number(key.deliverable);
}

bool isAbout(const DriftWish& wish, Field field) {
    return wish.fields.empty() || std::ranges::find(wish.fields, field) != wish.fields.end();
}

/// Of what was asked for, as a wrong argument is.
Error noSuchEdit(const QString& detail) {
    return makeError(Error::Kind::Config, Error::Stage::Config, detail, u"usage"_s);
}

/// The edits that the wish is about, with those fields alone.
std::vector<HandEdit> chosen(const DriftWish& wish, const std::vector<HandEdit>& edits) {
    std::vector<HandEdit> found;
    for (HandEdit edit : edits) {
        std::erase_if(edit.fields, [&](const DriftedField& one) { return !isAbout(wish, one.field); });
        if (isAbout(wish, edit.key) && !edit.fields.empty())
            found.push_back(std::move(edit));
    }
    return found;
}

/// A field that was named and not edited is said, not passed over.
std::optional<Error> unedited(const DriftWish& wish, const std::vector<HandEdit>& found) {
    if (found.empty() && wish.key.isEmpty())
        return std::nullopt; // every edit: there is none
    for (const Field field : wish.fields)
        if (std::ranges::none_of(found, [&](const HandEdit& edit) {
                return std::ranges::find(edit.fields, field, &DriftedField::field) != edit.fields.end();
            }))
            return noSuchEdit(u"nobody edited the %1 of %2"_s.arg(toString(field), wish.key));
    if (found.empty())
        return noSuchEdit(u"nobody edited an event of %1; drift list shows what was edited"_s.arg(wish.key));
    return std::nullopt;
}

} // namespace

Result<void> storeChoice(Journal& journal, const QString& source, const DriftChoice& choice,
                         const QDateTime& nowUtc) {
    const auto known = journal.driftDecisions(source);
    if (!known)
        return std::unexpected(known.error());
    // The journal forgets everything about a key: what was decided about its other fields is stored again.
    std::vector<EventKey> forgotten;
    for (const auto& [key, field] : choice.forgotten)
        if (forgotten.empty() || forgotten.back() != key)
            forgotten.push_back(key);
    DriftDecisions decisions = choice.decided;
    for (const auto& [about, decision] : *known)
        if (!choice.forgotten.contains(about) && std::ranges::find(forgotten, about.first) != forgotten.end())
            decisions.emplace(about, decision);
    return journal.decideDrift(decisions, nowUtc, forgotten);
}

Result<std::vector<HandEdit>> DriftEngine::list(const Scope& scope, std::stop_token stop) {
    auto plan = m_parts.engine.plan(scope, false, std::move(stop));
    if (!plan)
        return std::unexpected(plan.error());
    return std::move(plan->edits);
}

Result<std::vector<HandEdit>> DriftEngine::decide(const DriftWish& wish, const Scope& scope,
                                                  std::stop_token stop) {
    if (!wish.kind)
        return forget(wish, scope, std::move(stop));
    const auto edits = list(scope, std::move(stop));
    if (!edits)
        return std::unexpected(edits.error());
    std::vector<HandEdit> found = chosen(wish, *edits);
    if (auto wrong = unedited(wish, found))
        return std::unexpected(std::move(*wrong));
    DriftDecisions decisions;
    for (HandEdit& edit : found)
        for (DriftedField& field : edit.fields) {
            decisions[{edit.key, field.field}] = decisionAbout(field, *wish.kind);
            field.decided = wish.kind;
        }
    if (const auto stored = m_parts.journal.decideDrift(decisions, m_parts.clock.utcNow()); !stored)
        return std::unexpected(stored.error());
    return found;
}

Result<std::vector<HandEdit>> DriftEngine::forget(const DriftWish& wish, const Scope& scope,
                                                  std::stop_token stop) {
    const auto known = m_parts.journal.driftDecisions(sourceOf(m_parts.engine.profile().trackerUrl));
    if (!known)
        return std::unexpected(known.error());
    DriftChoice choice;
    for (const auto& [about, decision] : *known)
        if (isAbout(wish, about.first) && isAbout(wish, about.second))
            choice.forgotten.insert(about);
    const auto isNamed = [&](const auto& one) { return isAbout(wish, one.first.first); };
    if (!wish.key.isEmpty() && std::ranges::none_of(*known, isNamed))
        return std::unexpected(noSuchEdit(u"nothing was decided about %1"_s.arg(wish.key)));
    const QString source = sourceOf(m_parts.engine.profile().trackerUrl);
    if (const auto stored = storeChoice(m_parts.journal, source, choice, m_parts.clock.utcNow()); !stored)
        return std::unexpected(stored.error());
    const auto edits = list(scope, std::move(stop));
    // What was forgotten is forgotten, whoever could be asked how it stands now.
    return edits ? chosen(wish, *edits) : std::vector<HandEdit>();
}

} // namespace milepost
