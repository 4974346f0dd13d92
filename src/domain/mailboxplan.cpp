// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/mailboxplan.h"

#include "domain/actions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Rows = QHash<qint64, const Deliverable*>;

void add(const PlanSummary& part, PlanSummary& sum) {
    sum.create += part.create;
    sum.update += part.update;
    sum.remove += part.remove;
    sum.adopt += part.adopt;
    sum.unchanged += part.unchanged;
    sum.drift += part.drift;
    sum.blocked += part.blocked;
}

/// Actions are large: each is moved once.
void sort(std::vector<Action>& actions) {
    std::vector<size_t> from(actions.size());
    std::iota(from.begin(), from.end(), size_t{0});
    std::ranges::sort(from, [&actions](size_t a, size_t b) {
        const Action& left = actions[a];
        const Action& right = actions[b];
        if (comesFirst(left, right) || comesFirst(right, left))
            return comesFirst(left, right);
        return left.mailbox < right.mailbox;
    });
    for (size_t start = 0; start < from.size(); ++start) {
        if (from[start] == start)
            continue;
        Action first = std::move(actions[start]);
        size_t to = start;
        while (from[to] != start) {
            actions[to] = std::move(actions[from[to]]);
            to = std::exchange(from[to], to);
        }
        actions[to] = std::move(first);
        from[to] = to;
    }
}

/// Whose actions are to be joined: one mailbox after the other, so that no more than one part stands beside
/// the whole.
class Joint {
public:
    explicit Joint(Plan& whole) : m_whole(whole) {}

    void add(Plan part) {
        milepost::add(part.summary, m_whole.summary);
        m_whole.ownInScope += part.ownInScope;
        const int mailbox = m_next++;
        for (auto [from, to] :
             {std::pair(&part.actions, &m_whole.actions), std::pair(&part.putBacks, &m_whole.putBacks)})
            for (Action& action : *from) {
                action.mailbox = mailbox;
                to->push_back(std::move(action));
            }
        std::ranges::move(part.edits, std::back_inserter(m_whole.edits));
    }
    void skip() { ++m_next; }
    void finish() {
        sort(m_whole.actions);
        std::ranges::sort(m_whole.edits, editComesFirst);
    }

private:
    Plan& m_whole;
    int m_next = 0;
};

/// Who gets what, by the mailbox that stands for them.
std::vector<std::vector<const Deliverable*>> sharesOf(const MailboxesInput& input) {
    QHash<qint64, std::vector<size_t>> places;
    for (size_t i = 0; i < input.mailboxes.size(); ++i)
        if (!input.mailboxes[i].mailbox.former)
            for (const qint64 person : input.mailboxes[i].mailbox.people)
                places[person].push_back(i);
    std::vector<std::vector<const Deliverable*>> shares(input.mailboxes.size());
    for (const Deliverable& row : input.common.tracker.rows()->deliverables)
        for (const qint64 person : input.teams.people(row))
            if (const auto found = places.constFind(person); found != places.cend())
                for (const size_t place : *found)
                    if (shares[place].empty() || shares[place].back() != &row)
                        shares[place].push_back(&row);
    return shares;
}

Result<Plan> planOf(const MailboxLook& look, const PlanInput& common,
                    const std::vector<const Deliverable*>& assigned, const Rows& listed,
                    ContentPool& contents) {
    const MailboxShare share{look.mailbox.recipient,
                             look.mailbox.people,
                             look.mailbox.unclear,
                             assigned,
                             listed,
                             contents,
                             look.leaves};
    const PlanInput input{common.target,  common.scope,     common.adopt,     common.driftPolicy,
                          common.nowUtc,  common.tracker,   common.composer,  look.existing,
                          look.known,     common.look,      common.movedFrom, common.unconfirmedAddresses,
                          common.putBack, common.decisions, common.elsewhere, &share};
    return makePlan(input);
}

} // namespace

PlanMailbox sharedMailbox(const PlanTarget& target) {
    PlanMailbox mailbox;
    mailbox.id = mailbox.address = target.mailbox;
    mailbox.calendarName = target.calendarName;
    mailbox.calendarId = target.calendarId;
    return mailbox;
}

Recipients recipientsOf(const std::vector<PersonRow>& rows, const TrackerData& data, const TeamIndex& teams,
                        const QString& calendarName) {
    std::set<qint64> assigned;
    for (const Deliverable& row : data.deliverables)
        for (const qint64 person : teams.people(row))
            assigned.insert(person);
    Recipients recipients;
    std::map<QString, PlanMailbox> byId;
    for (const PersonRow& row : rows) {
        if (row.state != PersonRow::State::Matched || row.mailbox.isEmpty()) {
            if (assigned.contains(row.person))
                recipients.without.push_back(row);
            continue;
        }
        PlanMailbox& mailbox = byId[row.mailbox];
        mailbox.id = mailbox.recipient = row.mailbox;
        mailbox.address = row.address;
        mailbox.calendarName = calendarName;
        mailbox.people.push_back(row.person);
    }
    for (auto& [id, mailbox] : byId) {
        std::ranges::sort(mailbox.people);
        recipients.mailboxes.push_back(std::move(mailbox));
    }
    return recipients;
}

std::optional<Reason> whyLeft(const QString& recipient, const std::vector<qint64>& people,
                              const std::vector<PersonRow>& rows, const TrackerData& data) {
    bool byHand = false;
    for (const qint64 person : people) {
        const auto row = std::ranges::find(rows, person, &PersonRow::person);
        const auto known = std::ranges::find(data.people, person, &Person::id);
        if (row == rows.end() && (known == data.people.end() || !known->active))
            continue;
        if (row == rows.end() || row->source != PersonRow::Source::Manual || row->mailbox == recipient)
            return std::nullopt;
        byHand = true;
    }
    if (people.empty())
        return std::nullopt;
    return byHand ? Reason::TakenOut : Reason::PersonGone;
}

Plan joined(Plan into, std::vector<PlanMailbox> mailboxes, std::vector<Plan> parts) {
    Joint joint(into);
    for (Plan& part : parts)
        joint.add(std::move(part));
    joint.finish();
    into.mailboxes = std::move(mailboxes);
    return into;
}

Plan planFrame(const PlanInput& input) {
    Plan plan;
    plan.target = input.target;
    plan.scope = input.scope;
    plan.adopt = input.adopt;
    plan.putBack = input.putBack;
    plan.createdUtc = input.nowUtc;
    plan.trackerReading = input.tracker.stateName();
    plan.trackerWhy = input.tracker.restriction();
    plan.graphReading = input.existing.stateName();
    return plan;
}

Result<Plan> makeMailboxesPlan(const MailboxesInput& input) {
    if (const Error* failure = input.common.tracker.failure())
        return std::unexpected(*failure);
    Plan plan = planFrame(input.common);
    Joint joint(plan);
    if (input.isShared) {
        auto shared = makePlan(input.common);
        if (!shared)
            return shared;
        joint.add(std::move(*shared));
        plan.mailboxes.push_back(sharedMailbox(input.common.target));
    }
    Rows listed;
    for (const Deliverable& row : input.common.tracker.rows()->deliverables)
        listed.insert(row.id, &row);
    const auto shares = sharesOf(input);
    size_t most = plan.actions.size();
    for (const auto& share : shares)
        most += share.size();
    plan.actions.reserve(most);
    ContentPool contents(input.common.composer);
    for (size_t i = 0; i < input.mailboxes.size(); ++i) {
        const MailboxLook& look = input.mailboxes[i];
        plan.mailboxes.push_back(look.mailbox);
        if (const Error* failure = look.existing.failure(); failure != nullptr && !look.mailbox.isSkipped()) {
            plan.mailboxes.back().state = PlanMailbox::State::Skipped;
            plan.mailboxes.back().failure = *failure;
        }
        if (plan.mailboxes.back().isSkipped()) {
            joint.skip();
            continue;
        }
        auto part = planOf(look, input.common, shares[i], listed, contents);
        if (!part)
            return part;
        joint.add(std::move(*part));
    }
    joint.finish();
    plan.withoutMailbox = input.without;
    if (!plan.unread().empty())
        plan.graphReading = u"incomplete"_s; // the others go on
    return plan;
}

} // namespace milepost
