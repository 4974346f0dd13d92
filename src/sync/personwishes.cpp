// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/personwishes.h"

#include "base/text.h"

#include <algorithm>

#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Kind = WishFault::Kind;

bool isObjectId(const QString& text) { return !QUuid::fromString(text).isNull(); }

} // namespace

PersonWishes::PersonWishes(const std::vector<PersonWish>& wishes, const TrackerPeople& tracker) {
    for (size_t i = 0; i < wishes.size(); ++i)
        add(i, wishes[i], tracker);
    m_question.addresses.removeDuplicates();
    m_question.ids.removeDuplicates();
}

const Person* PersonWishes::personOf(size_t wish, const PersonWish& what, const TrackerPeople& tracker) {
    const QString text = collapsed(what.person);
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    std::vector<const Person*> found;
    for (const Person& person : tracker.people)
        if (person.active && (isNumber ? person.id == number : folded(person.name) == folded(text)))
            found.push_back(&person);
    if (found.size() > 1) {
        QStringList numbers;
        for (const Person* person : found)
            numbers << QString::number(person->id);
        m_faults.push_back({wish, Kind::PersonUnclear, numbers.join(u", "_s)});
        return nullptr;
    }
    if (found.empty()) {
        m_faults.push_back({wish, Kind::PersonUnknown});
        return nullptr;
    }
    const Person* person = found.front();
    if (!what.name.isEmpty() && collapsed(what.name) != collapsed(person->name)) {
        m_faults.push_back({wish, Kind::OtherName, collapsed(person->name)});
        return nullptr;
    }
    if (std::ranges::find(m_targets, person->id, &Target::person) != m_targets.end()) {
        m_faults.push_back({wish, Kind::Twice});
        return nullptr;
    }
    return person;
}

void PersonWishes::add(size_t wish, const PersonWish& what, const TrackerPeople& tracker) {
    const Person* person = personOf(wish, what, tracker);
    if (person == nullptr)
        return;
    Target target;
    target.wish = wish;
    target.person = person->id;
    const QString mailbox = addressKey(what.mailbox);
    target.isAutomatic = mailbox == PersonWish::k_automatic;
    if (looksLikeAddress(mailbox))
        m_question.addresses << mailbox;
    else if (isObjectId(mailbox))
        m_question.ids << mailbox;
    else if (!target.isAutomatic && mailbox != PersonWish::k_nobody)
        return m_faults.push_back({wish, Kind::NoAddress});
    if (!target.isAutomatic && mailbox != PersonWish::k_nobody)
        target.asked = mailbox;
    m_targets.push_back(std::move(target));
}

Result<void> PersonWishes::resolve(const DirectoryAnswers& answers) {
    for (Target& target : m_targets) {
        if (target.asked.isEmpty())
            continue;
        const DirectoryAnswer& answer = answers.at(target.asked);
        if (answer.failure)
            return std::unexpected(*answer.failure);
        if (answer.users.size() == 1) {
            target.mailbox = answer.users.front().id;
            target.address = answer.users.front().address();
            continue;
        }
        QStringList users;
        for (const TenantUser& user : answer.users)
            users << user.principalName;
        m_faults.push_back({target.wish,
                            !users.isEmpty()       ? Kind::UserUnclear
                            : answer.aliasesHidden ? Kind::AliasesHidden
                                                   : Kind::UserUnknown,
                            users.join(u", "_s)});
    }
    std::ranges::sort(m_faults, {}, &WishFault::wish);
    return {};
}

PersonWishes::Changes PersonWishes::changes(const std::vector<PersonMapping>& mappings,
                                            const std::vector<PersonRow>& standing,
                                            const QDateTime& nowUtc) const {
    Changes changes;
    for (const Target& target : m_targets) {
        const auto known = std::ranges::find(mappings, target.person, &PersonMapping::person);
        const auto row = std::ranges::find(standing, target.person, &PersonRow::person);
        const bool isKnown = known != mappings.end();
        if (target.isAutomatic) {
            if (isKnown)
                changes.forgotten.push_back(target.person);
            else
                ++changes.unchanged;
        } else if ((isKnown && known->manual && known->mailbox == target.mailbox) ||
                   (row != standing.end() && !target.mailbox.isEmpty() && row->mailbox == target.mailbox)) {
            ++changes.unchanged;
        } else {
            changes.decided.push_back({target.person, target.mailbox, target.address, true, nowUtc});
        }
    }
    return changes;
}

} // namespace milepost
