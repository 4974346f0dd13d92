// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tourwalk.h"

#include <QLineEdit>
#include <QToolButton>
#include <QTreeView>

namespace milepost {

using namespace Qt::StringLiterals;

bool TourWalk::deliverables() {
    go(PageId::Deliverables);
    picture("deliverables");
    auto* list = find<QTreeView>(PageId::Deliverables, "table");
    auto* search = find<QLineEdit>(PageId::Deliverables, "search");
    if (list == nullptr || search == nullptr)
        return missed("list of deliverables");
    list->setFocus();
    for (int row = 0; row < 3; ++row) // the first eligible one of many
        QTest::keyClick(list, Qt::Key_Down);
    picture("deliverables-selected");
    for (int row = 0; row < 2; ++row)
        QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
    picture("deliverables-several");
    QTest::keyClicks(search, u"nothing is called like this"_s);
    settle();
    picture("deliverables-no-match");
    search->clear();
    settle();
    return true;
}

bool TourWalk::filters() {
    for (const auto& [name, text] :
         {std::pair("dates", "filter-dates"), std::pair("projects", "filter-projects"),
          std::pair("saved", "filter-saved")}) {
        auto* button = find<QToolButton>(PageId::Deliverables, name);
        if (button == nullptr || button->menu() == nullptr || !click(name) ||
            !pictureOfMenu(button->menu(), text))
            return missed(text);
    }
    for (QAction* action : find<QToolButton>(PageId::Deliverables, "dates")->menu()->actions())
        if (action == find<QToolButton>(PageId::Deliverables, "dates")->menu()->actions().last())
            action->trigger(); // of its own dates
    return pictureOfDialog("from", "filter-own-dates");
}

bool TourWalk::menus() {
    auto* profiles = m_journey->shown<QToolButton>("profileMenu");
    if (profiles == nullptr || !click("profileMenu") || !pictureOfMenu(profiles->menu(), "profile-menu"))
        return missed("menu of profiles");
    auto* list = find<QTreeView>(PageId::Deliverables, "table");
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Down);
    emit list->customContextMenuRequested(list->visualRect(list->currentIndex()).center());
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    return pictureOfMenu(menu, "deliverables-row-menu");
}

bool TourWalk::people() {
    go(PageId::People);
    PeoplePresenter& people = m_journey->console().people();
    if (!wait("people", [&] { return people.model().rowCount() > 0; }))
        return false;
    settle();
    picture("people");
    auto* list = find<QTreeView>(PageId::People, "table");
    if (list == nullptr)
        return missed("list of people");
    list->setCurrentIndex(list->model()->index(people.model().rowOf(3), 0)); // nobody stands for this one
    settle();
    picture("people-selected");
    emit list->customContextMenuRequested(list->visualRect(list->currentIndex()).center());
    if (!pictureOfMenu(qobject_cast<QMenu*>(QApplication::activePopupWidget()), "people-row-menu"))
        return missed("menu of a person");
    if (!click("set") || !pictureOfDialog("mailboxOfPerson", "people-mailbox"))
        return missed("mailbox of a person");
    people.decide({3}, u"nowhere"_s);
    if (!wait("wrong mailbox", [&] { return !people.isDeciding(); }))
        return false;
    settle();
    picture("people-refused");
    go(PageId::Deliverables);
    return true;
}

bool TourWalk::trackerDown() {
    // A gateway's page instead of the tracker: what is down in other ways takes half a minute of attempts.
    sandbox().addFault({{u"area"_s, u"tracker"_s}, {u"times"_s, 0}}, {{u"kind"_s, u"html200"_s}});
    m_journey->session().refresh();
    if (!wait("tracker down", [&] { return m_journey->session().failure().has_value(); }))
        return false;
    settle();
    picture("deliverables-tracker-down");
    if (!click("whatToDo"))
        return false;
    settle();
    picture("deliverables-tracker-down-what-to-do");
    if (!click("whatToDo"))
        return false;
    go(PageId::Preview);
    picture("preview-tracker-down");
    sandbox().clearFaults();
    go(PageId::Deliverables);
    sandbox().addFault({{u"area"_s, u"tracker"_s}}, {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    m_journey->session().refresh();
    if (!held())
        return false;
    settle();
    picture("deliverables-reading");
    sandbox().clearFaults();
    sandbox().release();
    return looked();
}

/// The tracker's account sees less than before: nothing is deleted until somebody accepts that.
bool TourWalk::restricted() {
    const QString account = m_journey->session().profile()->trackerUser;
    const auto role = [&](const QString& name) {
        return control("tracker", {{u"account"_s, QJsonObject{{u"username"_s, account}, {u"role"_s, name}}}});
    };
    if (!role(u"user"_s) || !lookAgain() ||
        !wait("restricted view", [&] { return !m_journey->session().survey()->restriction().isEmpty(); }))
        return false;
    settle();
    picture("deliverables-restricted");
    go(PageId::Preview);
    picture("preview-restricted");
    return role(u"manager"_s) && lookAgain();
}

} // namespace milepost
