// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tourwalk.h"

#include <QLineEdit>
#include <QTabWidget>

namespace milepost {

using namespace Qt::StringLiterals;

bool TourWalk::preview() {
    go(PageId::Preview);
    picture("preview-list");
    if (!click("monthButton"))
        return false;
    picture("preview-month");
    if (!click("requestsButton"))
        return false;
    picture("preview-requests");
    if (!click("listButton"))
        return false;
    auto* filter = find<QLineEdit>(PageId::Preview, "filter");
    filter->setText(u"nothing is called like this"_s);
    settle();
    picture("preview-no-match");
    filter->clear();
    settle();
    go(PageId::Jobs);
    picture("jobs-empty");
    go(PageId::Preview);
    return click("applyPlan") && pictureOfDialog("applyConfirm", "apply");
}

bool TourWalk::jobs() {
    const auto post = [this](int nth, QJsonObject action) {
        sandbox().addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, nth}}, action);
    };
    for (int nth = 3; nth < 9; ++nth)
        post(
            nth,
            {{u"kind"_s, u"status"_s}, {u"status"_s, 400}, {u"code"_s, u"ErrorPropertyValidationFailure"_s}});
    post(80, {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    if (!click("applyPlan") || !click("applyConfirm") || !held())
        return false;
    go(PageId::Preview);
    picture("preview-job-strip");
    go(PageId::Jobs);
    picture("jobs-running");
    if (!click("pauseJob"))
        return false;
    settle();
    picture("jobs-paused");
    if (!click("pauseJob"))
        return false;
    m_journey->window().close();
    if (!pictureOfDialog("cancelAndClose", "close-while-running"))
        return false;
    sandbox().clearFaults();
    sandbox().release();
    const auto& all = m_journey->console().jobs().jobs();
    return wait("end of the run", [&] { return all.back().report.has_value(); }) && looked();
}

bool TourWalk::afterwards() {
    go(PageId::Jobs);
    picture("jobs-finished");
    if (!click("errorDetails"))
        return false;
    settle();
    picture("jobs-details");
    auto* tabs = find<QTabWidget>(PageId::Jobs, "tabs");
    tabs->setCurrentIndex(1);
    settle();
    picture("jobs-log");
    tabs->setCurrentIndex(0);
    if (!click("retryJob"))
        return false;
    const auto& all = m_journey->console().jobs().jobs();
    if (!wait("second run", [&] { return all.size() == 2 && all.back().report.has_value(); }) || !looked() ||
        !lookAgain())
        return false;
    settle();
    picture("jobs-all-done");
    go(PageId::Preview);
    picture("preview-nothing-to-do");
    return true;
}

/// Dates moved and names changed in the tracker, events edited in Outlook, a name longer than any column.
bool TourWalk::changes() {
    const auto& data = m_journey->session().survey()->data();
    QJsonArray patches;
    for (const Deliverable& deliverable : data.deliverables) {
        if (!deliverable.date || patches.size() >= 8)
            continue;
        const QJsonValue set =
            patches.size() % 2 == 0
                ? QJsonObject{{u"date"_s, deliverable.date->addDays(3).toString(Qt::ISODate)}}
                : QJsonObject{{u"description"_s,
                               u"Tender documents of the second and third section, with every annex that was "
                               "asked for since, and the drawings of the northern façade"_s}};
        patches.append(QJsonObject{{u"id"_s, deliverable.id}, {u"set"_s, set}});
    }
    const Profile& profile = *m_journey->session().profile();
    const QJsonArray events = sandbox().events(profile.mailbox, profile.calendarName);
    for (int nth = 20; nth < 23; ++nth)
        if (!control("edit", {{u"mailbox"_s, profile.mailbox},
                              {u"op"_s, u"update"_s},
                              {u"event"_s, events.at(nth).toObject().value(u"id"_s)},
                              {u"set"_s, QJsonObject{{u"subject"_s, u"Moved by hand, ask Emma"_s}}}}))
            return false;
    if (!control("tracker", {{u"table"_s, u"deliverables"_s}, {u"patch"_s, patches}}) || !lookAgain())
        return false;
    go(PageId::Preview);
    picture("preview-changes");
    if (!click("expandButton"))
        return false;
    settle();
    picture("preview-changes-expanded");
    if (!click("monthButton"))
        return false;
    settle();
    picture("preview-changes-month");
    return click("listButton");
}

bool TourWalk::guard() {
    QJsonArray undated;
    for (const Deliverable& deliverable : m_journey->session().survey()->data().deliverables)
        undated.append(
            QJsonObject{{u"id"_s, deliverable.id}, {u"set"_s, QJsonObject{{u"date"_s, QJsonValue()}}}});
    if (!control("tracker", {{u"table"_s, u"deliverables"_s}, {u"patch"_s, undated}}) || !lookAgain())
        return false;
    settle();
    picture("preview-deletions");
    return click("applyPlan") && pictureOfDialog("guardNumber", "guard");
}

} // namespace milepost
