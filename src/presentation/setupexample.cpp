// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/setupexample.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

TrackerData madeUp() {
    TrackerData data;
    data.projects.push_back({1, u"Riverside Elementary"_s, u"Contoso Schools"_s, u"2418"_s, u"active"_s});
    Deliverable deliverable;
    deliverable.id = 1;
    deliverable.project = 1;
    deliverable.percentage = 60;
    deliverable.description = u"Design development"_s;
    deliverable.date = QDate(2026, 12, 4);
    deliverable.notes = u"Send the drawings on the day before."_s;
    data.deliverables.push_back(deliverable);
    data.people = {{1, u"Hannah Weiss"_s, true}, {2, u"Tomás Ortega"_s, true}};
    data.links = {{1, 1, 1, u"Hannah Weiss"_s, u"Lead"_s}, {2, 1, 2, u"Tomás Ortega"_s, QString()}};
    return data;
}

TrackerData belongingTo(const Deliverable& deliverable, const TrackerData& all) {
    TrackerData data;
    data.deliverables.push_back(deliverable);
    const auto copy = [](const auto& from, auto& to, const auto& isMeant) {
        std::ranges::copy_if(from, std::back_inserter(to), isMeant);
    };
    copy(all.projects, data.projects, [&](const Project& p) { return p.id == deliverable.project; });
    copy(all.links, data.links, [&](const DeliverableLink& l) { return l.deliverable == deliverable.id; });
    copy(all.assignments, data.assignments,
         [&](const ProjectAssignment& a) { return a.project == deliverable.project; });
    data.people = all.people;
    return data;
}

} // namespace

SetupExample::SetupExample() : m_data(madeUp()) {}

void SetupExample::take(const Survey* survey) {
    m_data = madeUp();
    m_isFromTracker = false;
    if (survey == nullptr)
        return;
    const TrackerData& all = survey->data();
    const auto first = std::ranges::find_if(all.deliverables, [&](const Deliverable& deliverable) {
        return !deliverable.completed && std::holds_alternative<DesiredEvent>(survey->composed(deliverable));
    });
    if (first == all.deliverables.end())
        return;
    m_data = belongingTo(*first, all);
    m_isFromTracker = true;
}

std::optional<EventContent> SetupExample::compose(Profile profile) const {
    profile.horizonPastDays.reset();
    profile.horizonFutureDays.reset();
    const Deliverable& deliverable = m_data.deliverables.front();
    const Composed composed = Composer(profile, m_data, *deliverable.date).compose(deliverable);
    const auto* desired = std::get_if<DesiredEvent>(&composed);
    return desired != nullptr ? std::optional(desired->content) : std::nullopt;
}

} // namespace milepost
