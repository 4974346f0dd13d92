// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the tour that asks what is wrong.

#include "tourwalk.h"

namespace milepost {

using namespace Qt::StringLiterals;

bool TourWalk::climbed(const char* complaint) {
    const TroubleshootPresenter& trouble = m_journey->console().troubleshoot();
    if (!click(complaint) || !wait(complaint, [&] { return !trouble.isRunning() && trouble.report(); }))
        return false;
    settle();
    return true;
}

bool TourWalk::troubleshoot() {
    go(PageId::Troubleshoot);
    picture("troubleshoot");
    if (!climbed("ladder-authentication-failed"))
        return false;
    picture("troubleshoot-well");
    const QString name = m_journey->session().profile()->calendarName;
    const auto rename = [&](const QString& from, const QString& to) {
        return control("edit", {{u"op"_s, u"renameCalendar"_s}, {u"calendar"_s, from}, {u"to"_s, to}});
    };
    if (!rename(name, name + u" (old)"_s) || !climbed("ladder-calendar-not-found"))
        return false;
    picture("troubleshoot-calendar");
    if (!rename(name + u" (old)"_s, name) || !climbed("ladder-events-not-appearing"))
        return false;
    picture("troubleshoot-event");
    go(PageId::Deliverables);
    return true;
}

} // namespace milepost
