// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pseudodata.h"

#include "pseudorules.h"

using namespace Qt::StringLiterals;

namespace milepost {

Error someError(const QString& code, Error::Stage stage) {
    Error error = makeError(Error::Kind::Auth, stage, {}, code);
    error.httpStatus = 403;
    error.requestId = u"8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4"_s;
    return error;
}

Profile greekProfile() {
    Profile profile = PlanWorld().profile;
    profile.trackerUrl = u"https://127.0.0.1"_s;
    profile.name = inGreek(u"Contoso"_s);
    profile.trackerUser = inGreek(u"planner"_s);
    profile.mailbox = inGreek(u"projects"_s) + u'@' + inGreek(u"example"_s);
    profile.calendarName = inGreek(u"Project Deliverables"_s);
    profile.categories = {inGreek(u"Deliverables"_s)};
    profile.subjectTemplate = u"{project}: {title}"_s;
    profile.bodyTemplate = u"{client} {deliverable} {team} {notes} {link}"_s;
    profile.colour = u"orange"_s;
    return profile;
}

PlanWorld greekWorld() {
    PlanWorld world;
    world.profile = greekProfile();
    for (Project& project : world.data.projects) {
        project.name = inGreek(project.name);
        project.client = inGreek(project.client);
        project.number = inGreek(project.number);
    }
    const auto day = [](int number) { return QDate(2026, 12, number); };
    const auto words = [](const char* text) { return inGreek(QString::fromLatin1(text)); };
    world.addStanding(10, 3, words("Bulletin 02"), day(9));
    world.vanish(10);
    world.addStanding(21, 1, words("DD 75 %"), day(1));
    world.deliverable(21).date = day(4);
    world.addStanding(22, 2, words("100 % CD"), day(14));
    world.deliverable(22).description = words("IFP");
    world.addStanding(23, 2, words("CD 95 %"), day(17));
    world.data.people = {{5, words("Li Wen"), true}, {6, words("Marcus Bell"), true}};
    world.data.links = {{1, 23, 6, words("Marcus Bell"), {}}, {2, 23, 5, words("Li Wen"), {}}};
    world.addStanding(31, 3, words("DD 75 %"), day(10));
    world.event(31).content.subject += words(" moved to hall 2");
    world.addStanding(32, 1, words("IFC"), day(22));
    world.event(32).content.showAs = ShowAs::Busy;
    world.addStanding(33, 1, words("Survey"), day(23));
    world.event(33).content.reminderMinutes = 30;
    world.deliverable(33).date = day(24);
    world.addStanding(34, 1, words("Visit"), day(23));
    world.event(34).hasAttendees = true;
    world.deliverable(34).date = day(24);
    world.addStanding(35, 1, words("Closeout"), day(23));
    world.deliverable(35).date.reset();
    world.add(41, 1, words("SD 35 %"), day(2));
    world.add(42, 2, words("Addendum 1"), day(9));
    world.add(43, 3, words("CD 95 %"), day(11));
    for (int more = 0; more < 4; ++more)
        world.add(50 + more, 1, words("Review") + QString::number(more), day(29));
    world.addStanding(61, 1, words("Kick off"), day(7));
    world.add(62, 2, words("Undated"), {});
    world.add(63, 4, words("Inactive"), day(8));
    world.add(64, 2, words("Done"), day(8));
    world.deliverable(64).completed = true;
    world.profile.completedPolicy = CompletedPolicy::Remove;
    return world;
}

void restrict(PlanWorld& world) {
    const auto greek = [](const char* text) { return inGreek(QString::fromLatin1(text)); };
    world.restriction = u"-"_s;
    world.view = TrackerView{u"127.0.0.1"_s, greek("planner"), greek("user")};
}

} // namespace milepost
