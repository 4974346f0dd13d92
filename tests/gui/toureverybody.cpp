// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tourwalk.h"

#include <QComboBox>
#include <QListView>
#include <QTreeView>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_deliverables = 24; // several people have each of them

} // namespace

/// A calendar for each person, on a sandbox of its own.
bool TourWalk::everybody() {
    m_journey.reset();
    m_journey = std::make_unique<JourneyWindow>();
    return begin(*m_journey) && click("sandboxButton") &&
           wait("sandbox", [&] { return m_journey->session().isSandbox(); }) && looked() &&
           leaveFewDeliverables() && everybodySetUp() && everybodyPlanned() && everybodyServed() &&
           everybodyEdits();
}

bool TourWalk::leaveFewDeliverables() {
    const auto& rows = m_journey->session().survey()->data().deliverables;
    QJsonArray gone;
    for (const Deliverable& deliverable : rows)
        if (gone.size() + k_deliverables < std::ssize(rows))
            gone.append(deliverable.id);
    return control("tracker", {{u"table"_s, u"deliverables"_s}, {u"delete"_s, gone}});
}

bool TourWalk::everybodySetUp() {
    go(PageId::Setup);
    auto* steps = find<QListView>(PageId::Setup, "steps");
    steps->setCurrentIndex(steps->model()->index(static_cast<int>(SetupStep::Calendar), 0));
    SetupPresenter& setup = m_journey->console().setup();
    const auto choose = [this](const char* name, const QString& value) {
        auto* box = find<QComboBox>(PageId::Setup, name);
        box->setCurrentIndex(box->findData(value));
        emit box->activated(box->currentIndex());
    };
    choose("mode", u"individual"_s);
    choose("personCalendar", u"default"_s);
    settle();
    picture("setup-7-calendar-individual-default");
    steps->setCurrentIndex(steps->model()->index(static_cast<int>(SetupStep::Event), 0));
    settle();
    picture("setup-8-event-individual-default");
    steps->setCurrentIndex(steps->model()->index(static_cast<int>(SetupStep::Calendar), 0));
    choose("personCalendar", u"named"_s);
    if (!click("testStep") || !wait("test of everybody's calendar", [&] {
            return setup.finding(SetupStep::Calendar).state != State::Unknown;
        }))
        return false;
    settle();
    picture("setup-7-calendar-individual");
    const auto save = [&](bool isDefault) {
        choose("personCalendar", isDefault ? u"default"_s : u"named"_s);
        setup.save();
        return wait("saved profile", [&] {
            const auto& profile = m_journey->session().profile();
            return profile->isIndividual() && profile->targetCalendar().isEmpty() == isDefault;
        });
    };
    if (!save(true))
        return false;
    m_journey->session().refresh();
    if (!looked())
        return false;
    go(PageId::Deliverables);
    selectFirst(PageId::Deliverables, "table");
    picture("deliverables-individual-default");
    if (!save(false))
        return false;
    m_journey->session().refresh();
    return looked();
}

bool TourWalk::everybodyPlanned() {
    go(PageId::Deliverables);
    selectFirst(PageId::Deliverables, "table");
    picture("deliverables-individual");
    go(PageId::People);
    if (!wait("everybody", [&] { return m_journey->console().people().model().rowCount() > 0; }))
        return false;
    settle();
    picture("people-individual");
    go(PageId::Preview);
    picture("preview-individual");
    if (!click("monthButton"))
        return false;
    settle();
    picture("preview-individual-month");
    if (!click("requestsButton"))
        return false;
    settle();
    picture("preview-individual-requests");
    return click("listButton") && click("applyPlan") && pictureOfDialog("applyConfirm", "apply-individual");
}

bool TourWalk::everybodyServed() {
    if (!click("applyPlan") || !click("applyConfirm"))
        return false;
    const auto& jobs = m_journey->console().jobs().jobs();
    if (!wait("everybody's run", [&] { return !jobs.empty() && jobs.back().report.has_value(); }) ||
        !looked())
        return false;
    go(PageId::Jobs);
    picture("jobs-individual");
    go(PageId::Deliverables);
    selectFirst(PageId::Deliverables, "table");
    picture("deliverables-individual-standing");
    go(PageId::History);
    settle();
    picture("history-individual");
    return true;
}

/// Three people each do something else to an event of theirs.
bool TourWalk::everybodyEdits() {
    const Survey& survey = *m_journey->session().survey();
    int done = 0;
    for (const Deliverable& deliverable : survey.data().deliverables) {
        const auto places = survey.places(deliverable.id);
        if (places.empty() || done > 2)
            continue;
        const QString mailbox = survey.mailbox(places.front().mailbox)->address;
        QJsonObject edit{{u"mailbox"_s, mailbox}, {u"event"_s, places.front().event->id}};
        if (done == 0) {
            edit.insert(u"op"_s, u"delete"_s);
        } else if (done == 1) {
            edit.insert(u"op"_s, u"update"_s);
            edit.insert(u"set"_s, QJsonObject{{u"subject"_s, u"Mine, ask Emma"_s}});
        } else {
            edit.insert(u"op"_s, u"move"_s);
            edit.insert(u"to"_s, u"Site visits"_s);
            if (!control("edit", {{u"mailbox"_s, mailbox},
                                  {u"op"_s, u"createCalendar"_s},
                                  {u"calendar"_s, u"Site visits"_s}}))
                return false;
        }
        if (!control("edit", edit))
            return false;
        ++done;
    }
    if (done < 3 || !lookAgain())
        return missed("events of people");
    go(PageId::Preview);
    picture("preview-individual-edits");
    go(PageId::History);
    if (!click("editsButton"))
        return false;
    settle();
    picture("history-edits-individual");
    return click("runsButton");
}

} // namespace milepost
