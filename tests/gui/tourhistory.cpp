// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tourwalk.h"
#include "widgets/banner.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>

namespace milepost {

using namespace Qt::StringLiterals;

bool TourWalk::emptyHistory() {
    go(PageId::History);
    if (!wait("empty history",
              [&] { return m_journey->console().history().content() == HistoryPresenter::Content::Nothing; }))
        return false;
    picture("history-empty");
    if (!click("editsButton"))
        return false;
    picture("history-edits-empty");
    if (!click("runsButton"))
        return false;
    go(PageId::Preview);
    return true;
}

/// The plan of another aim is there, or nothing is to do about it.
bool TourWalk::aimed() {
    PreviewPresenter& preview = m_journey->console().preview();
    const bool came = wait("another plan", [&] {
        return preview.aim() && preview.model().plan() != nullptr && !preview.model().isTaking();
    });
    settle();
    return came;
}

bool TourWalk::usual() {
    auto* back = find<Banner>(PageId::Preview, "aimBanner")->findChild<QPushButton*>();
    QTest::mouseClick(back, Qt::LeftButton);
    settle();
    return !m_journey->console().preview().aim() || missed("usual plan");
}

/// After a run that could not do everything.
bool TourWalk::cutOff() {
    go(PageId::History);
    const HistoryPresenter& history = m_journey->console().history();
    if (!wait("run that was cut off", [&] { return history.cutOff() != nullptr; }))
        return false;
    settle();
    picture("history-cut-off");
    if (!nextStart())
        return false;
    if (!click("resumeRun") || !aimed())
        return false;
    picture("preview-rest-of-a-run");
    return usual();
}

/// As somebody finds it who starts the window after a run that was cut off.
bool TourWalk::nextStart() {
    Console later(m_journey->desktop().backend(), m_journey->desktop().theme());
    later.session().open(m_journey->session().profile()->name);
    later.window().resize(m_size);
    later.window().show();
    const auto* bar = later.window().findChild<QWidget*>(u"resumeBar"_s);
    if (!wait("offer to go on", [&] { return bar->isVisible(); }))
        return false;
    settle();
    pictureOf(&later.window(), "resume-offer");
    return true;
}

bool TourWalk::history() {
    go(PageId::History);
    settle();
    picture("history");
    if (!click("undoRun") || !aimed())
        return false;
    picture("preview-undo");
    return usual();
}

/// After the events that changes() made people edit.
bool TourWalk::edits() {
    const Profile& profile = *m_journey->session().profile();
    const QJsonArray events = sandbox().events(profile.mailbox, profile.calendarName);
    if (!control("edit", {{u"mailbox"_s, profile.mailbox},
                          {u"op"_s, u"delete"_s},
                          {u"event"_s, events.at(24).toObject().value(u"id"_s)}}) ||
        !lookAgain())
        return false;
    go(PageId::History);
    if (!click("editsButton"))
        return false;
    settle();
    picture("history-edits");
    auto* list = find<QTreeView>(PageId::History, "edits");
    list->selectionModel()->select(list->model()->index(0, 0),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const int open = m_journey->console().drift().open();
    if (!click("driftKeep") ||
        !wait("decision", [&] { return m_journey->console().drift().open() < open; }) || !looked())
        return false;
    settle();
    picture("history-edit-kept");
    if (!click("runsButton"))
        return false;
    go(PageId::Preview);
    return true;
}

bool TourWalk::lettingGo() {
    go(PageId::Settings);
    find<QLineEdit>(PageId::Settings, "freezeWindows")->setText(u"2027-12-20..2028-01-06"_s);
    emit find<QLineEdit>(PageId::Settings, "freezeWindows")->textEdited({});
    settle();
    picture("settings-freeze");
    find<QLineEdit>(PageId::Settings, "freezeWindows")->clear();
    if (!click("detach") || !aimed())
        return false;
    picture("preview-let-go");
    if (!click("applyPlan") || !pictureOfDialog("guardNumber", "let-go"))
        return false;
    go(PageId::Settings);
    if (!click("removeAll") || !aimed())
        return false;
    picture("preview-remove-all");
    return click("applyPlan") && pictureOfDialog("guardNumber", "remove-all") && usual();
}

} // namespace milepost
