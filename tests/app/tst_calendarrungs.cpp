// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rungtable.h"

using namespace milepost;
using namespace milepost::test;
using enum RungState;

/// What the rungs about a mailbox's calendar say, beside failing: warnings, what is open, what is offered.
class TestCalendarRungs : public QObject {
    Q_OBJECT

private slots:
    void mailbox_data() { rungRows(mailboxTable()); }
    void mailbox() { check(); }
    void calendar_data() { rungRows(calendarTable()); }
    void calendar() { check(); }
    void remembered_data() { rungRows(rememberedTable()); }
    void remembered() { check(); }
    void commandsNameWhatIsMeant();

private:
    static void check() {
        QFETCH(RungRow, row);
        checkRung(row);
    }
    static std::vector<RungRow> mailboxTable();
    static std::vector<RungRow> calendarTable();
    static std::vector<RungRow> rememberedTable();
};

namespace {

constexpr auto k_ladder = LadderId::CalendarNotFound;
const QString k_near = u"Project Deliverables "_s;

Change roles(const QJsonArray& granted) {
    return [=](LadderWorld& world) { world.options(u"roles"_s, granted); };
}

Change broken(const QString& path, int status = 400) {
    return [=](LadderWorld& world) {
        world.fault({{u"area"_s, u"graph"_s}, {u"pathRegex"_s, path}},
                    {{u"kind"_s, u"status"_s}, {u"status"_s, status}, {u"code"_s, u"Sample"_s}});
    };
}

void mailboxIs(LadderWorld& world, QJsonObject arguments) {
    arguments.insert(u"mailbox"_s, world.profile.mailbox);
    world.control(u"mailbox"_s, arguments);
}

void callIt(LadderWorld& world, const QString& to) {
    world.edit({{u"op"_s, u"renameCalendar"_s}, {u"calendar"_s, k_calendar}, {u"to"_s, to}});
}

void make(LadderWorld& world, const QString& name, const QString& mailbox, const QString& owner = {}) {
    world.edit({{u"op"_s, u"createCalendar"_s},
                {u"mailbox"_s, mailbox},
                {u"calendar"_s, name},
                {u"owner"_s, owner}});
}

void takeAway(LadderWorld& world) {
    world.edit({{u"op"_s, u"deleteCalendar"_s}, {u"calendar"_s, k_calendar}});
}

/// Known from before, and then changed.
Change since(const Change& change) {
    return [=](LadderWorld& world) {
        (void)world.at();
        change(world);
    };
}

} // namespace

std::vector<RungRow> TestCalendarRungs::mailboxTable() {
    const QJsonArray people{u"User.ReadBasic.All"_s};
    const QJsonArray settings{u"Calendars.ReadWrite"_s, u"User.Read.All"_s, u"MailboxSettings.Read"_s};
    return {
        {"minutes", k_ladder, "token", Ok, "^good for (58|59|60) minutes$", {}},
        {"a right to read alone", k_ladder, "permission", Failed, "^Calendars.Read$",
         roles({u"Calendars.Read"_s}), "", "", "permission-missing"},
        {"by Exchange", k_ladder, "permission", Ok, "^given by Exchange for this mailbox$",
         [=](LadderWorld& world) {
             world.options(u"roles"_s, people);
             world.options(u"rbacMailboxes"_s, QJsonArray{world.profile.mailbox});
         }},
        {"a mailbox that does not say", k_ladder, "permission", Unknown, ".",
         [=](LadderWorld& world) {
             world.options(u"roles"_s, people);
             broken(u"@contoso.example/calendars$"_s)(world);
         }},
        {"the directory may not be asked", k_ladder, "user-exists", Unknown, "needs User.ReadBasic.All",
         roles({u"Calendars.ReadWrite"_s})},
        {"the directory is broken", k_ladder, "user-exists", Failed, ".", broken(u"/users(/[^/]+)?$"_s)},
        {"by name", k_ladder, "user-exists", Ok, "\\(projects@contoso.example\\)$", {}},
        {"by object id", k_ladder, "user-exists", Ok, "\\(projects@contoso.example\\)$",
         [](LadderWorld& world) {
             const QJsonObject seen = world.control(
                 u"mailbox"_s, {{u"mailbox"_s, world.profile.mailbox}, {u"state"_s, u"usable"_s}});
             world.wish.trace.mailbox = seen.value("id"_L1).toString();
         }},
        {"of a kind that is not told", k_ladder, "mailbox-kind", Ok, "needs MailboxSettings.Read$", {}},
        {"a shared one", k_ladder, "mailbox-kind", Ok, "^a shared mailbox, which needs no licence$",
         [=](LadderWorld& world) {
             world.options(u"roles"_s, settings);
             mailboxIs(world, {{u"purpose"_s, u"shared"_s}, {u"accountEnabled"_s, false}});
         }},
        {"switched off", k_ladder, "mailbox-kind", Ok, "kind “user”; its account is switched off$",
         [=](LadderWorld& world) {
             world.options(u"roles"_s, settings);
             mailboxIs(world, {{u"purpose"_s, u"user"_s}, {u"accountEnabled"_s, false}});
         }},
        {"refused", k_ladder, "mailbox-kind", Unknown, ".",
         [](LadderWorld& world) {
             mailboxIs(world, {{u"blocked"_s, true}});
         }},
        {"refused", k_ladder, "mailbox-scope", Failed, ".",
         [](LadderWorld& world) {
             mailboxIs(world, {{u"blocked"_s, true}});
         },
         "", "request-pack"},
        {"broken", k_ladder, "mailbox-scope", Unknown, ".", broken(u"@contoso.example/calendars$"_s)},
        {"nobody is named", k_ladder, "exact-name", Skipped, "name a mailbox to look at",
         [](LadderWorld& world) {
             world.profile.mode = CalendarMode::Individual;
             world.profile.mailbox.clear();
         }},
        {"none is configured", k_ladder, "hosts", Failed, "not configured: mailbox",
         [](LadderWorld& world) { world.profile.mailbox.clear(); }, "", "", "config-invalid"},
    };
}

std::vector<RungRow> TestCalendarRungs::calendarTable() {
    const char* const three = "use-calendar rename-calendar create-calendar (Project Deliverables )";
    return {
        {"listed", k_ladder, "calendars-listed", Ok, "^calendars: [0-9]+, groups: [0-9]+$", {}},
        {"without groups", k_ladder, "calendars-listed", Warning, "their groups cannot be read$",
         broken(u"/calendarGroups"_s)},
        {"exactly", k_ladder, "exact-name", Ok, "^Project Deliverables$", {}},
        {"the usual one", k_ladder, "exact-name", Ok, "^Calendar$",
         [](LadderWorld& world) { world.profile.calendarName.clear(); }},
        {"none", k_ladder, "exact-name", Failed, ".", takeAway, "", "create-calendar", "calendar-missing"},
        {"somebody else's alone", k_ladder, "exact-name", Failed, "belongs to bridges@contoso.example$",
         [](LadderWorld& world) {
             takeAway(world);
             make(world, k_calendar, world.profile.mailbox, k_viewer);
         },
         "", "create-calendar (Project Deliverables)", "calendar-missing"},
        {"something near", k_ladder, "exact-name", Warning, "“Project Deliverables”; something comes near$",
         [](LadderWorld& world) { callIt(world, k_near); }},
        {"renamed", k_ladder, "exact-name", Warning, "“Project Deliverables” any more$",
         since([](LadderWorld& world) { callIt(world, u"Archive"_s); })},
        {"none", k_ladder, "near-names", Ok, "^none comes near$", {}},
        {"one beside it", k_ladder, "near-names", Ok, "^1 come near: Project Deliverables $",
         [](LadderWorld& world) { make(world, k_near, world.profile.mailbox); }},
        {"one instead", k_ladder, "near-names", Failed, ".",
         [](LadderWorld& world) { callIt(world, k_near); }, "", three, "calendar-missing"},
        {"a look-alike beside the renamed one", k_ladder, "near-names", Warning,
         "^1 come near: .*the one that was used is none of them$", since([](LadderWorld& world) {
             callIt(world, u"Archive"_s);
             make(world, k_near, world.profile.mailbox);
         })},
        {"it can be written to", k_ladder, "rights", Ok, "^It can be written to$", {}},
        {"it cannot", k_ladder, "rights", Failed, "can be read, but not written to",
         [](LadderWorld& world) {
             world.edit(
                 {{u"op"_s, u"protectCalendar"_s}, {u"calendar"_s, k_calendar}, {u"canEdit"_s, false}});
         },
         "belong to somebody else. Use a calendar of the mailbox itself"},
        {"read", k_ladder, "read", Ok, "^0 events of ours were read$", {}},
        {"not asked for", k_ladder, "write", Skipped, "^Only when somebody asks for it$", {}},
        {"asked for", k_ladder, "write", Ok, "written, read and deleted$",
         [](LadderWorld& world) { world.wish.writes = true; }},
    };
}

std::vector<RungRow> TestCalendarRungs::rememberedTable() {
    const Change anew = [](LadderWorld& world) {
        takeAway(world);
        make(world, k_calendar, world.profile.mailbox);
    };
    return {
        {"nothing", k_ladder, "id-valid", Skipped, "^No id is remembered yet$", {}},
        {"it", k_ladder, "id-valid", Ok, "^The id that is remembered is the calendar's$",
         since([](LadderWorld&) {})},
        {"renamed", k_ladder, "id-valid", Failed, "^The calendar that was used is called “Archive” now$",
         since([](LadderWorld& world) { callIt(world, u"Archive"_s); }),
         "Our events are in it still. Rename it back", "use-calendar rename-calendar", "calendar-missing"},
        {"renamed, and another made", k_ladder, "id-valid", Failed,
         "called “Archive” now, and another one has its name$", since([](LadderWorld& world) {
             callIt(world, u"Archive"_s);
             make(world, k_calendar, world.profile.mailbox);
         }),
         "Our events are in it still. Use the renamed one, or go over", "use-calendar resolve"},
        {"renamed to something near", k_ladder, "near-names", Failed, ".",
         since([](LadderWorld& world) { callIt(world, k_near); }), "",
         "use-calendar rename-calendar create-calendar (Project Deliverables ) (Project Deliverables)",
         "calendar-missing"},
        {"made anew", k_ladder, "id-valid", Warning, "^It was made anew since it was used last", since(anew),
         "", "resolve"},
        {"made anew, and not told", k_ladder, "id-valid", Unknown, ".", since([=](LadderWorld& world) {
             anew(world);
             broken(u"@contoso.example/calendars/[^/]+$"_s, 403)(world);
         })},
        {"deleted", k_ladder, "exact-name", Failed, ".", since(takeAway), "",
         "create-calendar (Project Deliverables)", "calendar-missing"},
    };
}

void TestCalendarRungs::commandsNameWhatIsMeant() {
    LadderWorld world;
    callIt(world, k_near);
    QCOMPARE(commandsOf(*world.climb(k_ladder).failedRung()),
             (QStringList{u"milepostctl calendars use 'Project Deliverables '"_s,
                          u"milepostctl calendars rename 'Project Deliverables ' 'Project Deliverables'"_s,
                          u"milepostctl calendars create 'Project Deliverables'"_s}));
}

QTEST_GUILESS_MAIN(TestCalendarRungs)
#include "tst_calendarrungs.moc"
