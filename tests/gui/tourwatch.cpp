// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tourwalk.h"
#include "widgets/banner.h"

#include <QComboBox>
#include <QFile>
#include <QScrollArea>

namespace milepost {

using namespace Qt::StringLiterals;

bool TourWalk::exportedHistory() {
    go(PageId::History);
    m_journey->console().history().exportTo(m_files.filePath(u"history.csv"_s));
    auto* notice = find<Banner>(PageId::History, "exportNotice");
    if (!wait("exported history", [&] { return notice->isVisible(); }))
        return false;
    settle();
    picture("history-exported");
    notice->hide();
    return true;
}

/// The part of the settings that is about watching stands where it can be seen.
void TourWalk::showWatchSetting() {
    go(PageId::Settings);
    auto* page = m_journey->window().page(PageId::Settings);
    page->findChild<QScrollArea*>()->ensureWidgetVisible(find<QWidget>(PageId::Settings, "error"));
    page->findChild<QScrollArea*>()->ensureWidgetVisible(find<QWidget>(PageId::Settings, "watchNeeds"));
    settle();
}

bool TourWalk::watchIsOn() {
    m_journey->console().watch().setMinutes(15);
    showWatchSetting();
    picture("settings-watch");
    m_journey->console().watch().setMinutes(0);
    return true;
}

/// While more is to be deleted than the profile allows without a question.
bool TourWalk::watchWaits() {
    WatchPresenter& watch = m_journey->console().watch();
    watch.setMinute(std::chrono::milliseconds(10));
    watch.setMinutes(5);
    if (!wait("matter of a watch", [&] { return !watch.waitsFor().isEmpty(); }))
        return false;
    watch.setMinute(std::chrono::hours(1));
    if (!wait("next look of a watch", [&] { return watch.nextUtc().isValid(); }))
        return false;
    watch.setMinutes(15); // of an hour each
    if (!looked())
        return false;
    showWatchSetting();
    picture("settings-watch-needs-you");
    watch.setMinutes(0);
    go(PageId::Preview);
    return true;
}

} // namespace milepost
