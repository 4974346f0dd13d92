// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "camera.h"
#include "journeywindow.h"

#include <functional>

#include <QMenu>

namespace milepost {

class RegistrationDialog;

/// One walk through the real window on the sandbox, in one tone and size: every page, dialog and state. Runs
/// on: main.
class TourWalk {
public:
    TourWalk(const QDir& out, ThemeChoice tone, QSize size);

    /// False when a state did not come, or a picture shows nothing.
    [[nodiscard]] bool walk();
    [[nodiscard]] int pictures() const { return m_camera.taken(); }

private:
    // tourfirst.cpp: before there is something to see
    [[nodiscard]] bool firstStart();
    [[nodiscard]] bool envProposal();
    [[nodiscard]] bool sandboxStarts();
    [[nodiscard]] bool emptyPages();
    [[nodiscard]] bool askToRename();
    [[nodiscard]] bool firstReading();
    // tourlists.cpp: deliverables
    [[nodiscard]] bool deliverables();
    [[nodiscard]] bool filters();
    [[nodiscard]] bool menus();
    [[nodiscard]] bool people();
    [[nodiscard]] bool trackerDown();
    [[nodiscard]] bool restricted();
    // tourplans.cpp: preview and jobs
    [[nodiscard]] bool preview();
    [[nodiscard]] bool jobs();
    [[nodiscard]] bool afterwards();
    [[nodiscard]] bool changes();
    [[nodiscard]] bool guard();
    // tourhistory.cpp: what was done, and plans that are no usual sync
    [[nodiscard]] bool emptyHistory();
    [[nodiscard]] bool history();
    [[nodiscard]] bool edits();
    [[nodiscard]] bool lettingGo();
    [[nodiscard]] bool cutOff();
    [[nodiscard]] bool nextStart();
    [[nodiscard]] bool aimed();
    [[nodiscard]] bool usual();
    // tourwatch.cpp: what goes on by itself, and what is taken along
    [[nodiscard]] bool exportedHistory();
    [[nodiscard]] bool watchIsOn();
    [[nodiscard]] bool watchWaits();
    void showWatchSetting();
    // tourtrouble.cpp: what is wrong
    [[nodiscard]] bool troubleshoot();
    [[nodiscard]] bool climbed(const char* complaint);
    [[nodiscard]] bool exchangeLog();
    [[nodiscard]] bool bundle();
    [[nodiscard]] bool explained();
    // toureverybody.cpp: a calendar for each person
    [[nodiscard]] bool everybody();
    [[nodiscard]] bool leaveFewDeliverables();
    [[nodiscard]] bool everybodySetUp();
    [[nodiscard]] bool everybodyPlanned();
    [[nodiscard]] bool everybodyServed();
    [[nodiscard]] bool everybodyEdits();
    // touradmin.cpp: what an admin signs in for
    [[nodiscard]] bool registration();
    [[nodiscard]] bool leftovers(RegistrationDialog& dialog);
    [[nodiscard]] bool consent();
    [[nodiscard]] bool access();
    [[nodiscard]] bool request();
    // toursetup.cpp: setup, settings, help, finder
    [[nodiscard]] bool setup();
    [[nodiscard]] bool nearMiss();
    [[nodiscard]] bool foot();

    // tourwalk.cpp: the ways of walking
    [[nodiscard]] bool begin(JourneyWindow& journey);
    [[nodiscard]] bool wait(const char* what, const std::function<bool()>& until);
    [[nodiscard]] bool held();
    /// Another look at both sides, to its end.
    [[nodiscard]] bool lookAgain();
    [[nodiscard]] bool looked();
    [[nodiscard]] static bool missed(const char* what);
    [[nodiscard]] bool click(const char* name);
    /// Lets timers of typing and layout run out.
    static void settle();
    void go(PageId page);
    /// The first deliverable that belongs into a calendar.
    void selectFirst(PageId page, const char* list);
    void picture(const char* name);
    void pictureOf(QWidget* widget, const char* name);
    /// The window that a button or row opened, then Esc.
    [[nodiscard]] bool pictureOfDialog(const char* widgetInIt, const char* name);
    [[nodiscard]] bool pictureOfMenu(QMenu* menu, const char* name);
    template <class Widget> [[nodiscard]] Widget* find(PageId page, const char* name) {
        return m_journey->window().page(page)->findChild<Widget*>(QString::fromLatin1(name));
    }
    [[nodiscard]] sandbox::Sandbox& sandbox() { return m_journey->sandbox(); }
    [[nodiscard]] bool control(const char* name, const QJsonObject& arguments);

    ThemeChoice m_tone;
    QSize m_size;
    Camera m_camera;
    QTemporaryDir m_files;
    std::unique_ptr<JourneyWindow> m_journey;
};

} // namespace milepost
