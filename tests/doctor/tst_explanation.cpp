// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "followed.h"

using namespace milepost;
using namespace milepost::test;

/// What the rungs up to the event make of a deliverable that was followed: one thing is otherwise than it
/// should be.
class TestExplanation : public QObject {
    Q_OBJECT

private slots:
    void says_data();
    void says() { saysTheRow(); }
    void offersWhatItSpeaksOf();
    void theVerdictIsOneSentence();

private:
    static void trackerRows();
    static void personRows();
    static void goneRows();
};

void TestExplanation::says_data() {
    columns();
    trackerRows();
    personRows();
    goneRows();
}

void TestExplanation::trackerRows() {
    using namespace explanation;
    row("it is there", exists, Ok, "River: Bridge", {});
    row("of no project", exists, Ok, "Bridge", [](EventTrace& trace) { trace.project.clear(); });
    row(
        "not there", exists, Failed, "The tracker has no deliverable 7",
        [](EventTrace& trace) { trace.exists = false; }, "It was deleted there, or never existed.");
    row(
        "perhaps hidden", exists, Failed, "The tracker has no deliverable 7",
        [](EventTrace& trace) {
            trace.exists = false;
            trace.restriction = u"role user"_s;
        },
        "hides it from this account: role user Use a tracker account");
    row(
        "none at all", exists, Failed, "The tracker has no deliverables",
        [](EventTrace& trace) {
            trace.exists = false;
            trace.wish.deliverable.reset();
        },
        "Create deliverables in the tracker.");
    row("dated", dateSet, Ok, "2026-03-02", {});
    const Change undated = [](EventTrace& trace) { trace.date.reset(); };
    row("undated", dateSet, Failed, "It has no date in the tracker", undated, "Give it a date");
    const auto kept = [](const char* name, Ineligible why, const char* evidence, const char* told) {
        row(
            name, eligible, Failed, evidence, [why](EventTrace& trace) { trace.whyNot = why; }, told);
    };
    row("eligible", eligible, Ok, "No rule of this profile keeps it out", {});
    kept("horizon", Ineligible::OutsideHorizon, "lies outside the days", "Widen the horizon");
    kept("completed", Ineligible::Completed, "It is completed", "Set completedPolicy to keep or mark");
    kept("inactive", Ineligible::InactiveProject, "Its project is not active", "Set the project active");
    row("composed", composed, Ok, "Bridge is due", {});
    row("not composed", composed, Unknown, "Nothing was composed",
        [](EventTrace& trace) { trace.wanted.reset(); });
    row(
        "composed of blanks", composed, Failed, "Its subject is empty",
        [](EventTrace& trace) { trace.wanted->subject = u"  "_s; }, "such as {title}");
}

void TestExplanation::personRows() {
    using explanation::personMapped;
    using State = PersonRow::State;
    const auto team = [](std::vector<PersonRow> rows) {
        return [rows](EventTrace& trace) {
            individual(trace);
            trace.team = rows;
        };
    };
    row("shared calendar", personMapped, Skipped, "nobody is needed", {});
    row("mapped", personMapped, Ok, "Ann (ann@contoso.example)", individual);
    row("nobody assigned", personMapped, Failed, "Nobody is assigned to it", team({}), "Assign somebody");
    row("without a mailbox", personMapped, Failed, "Ann: no login account",
        team({person("Ann", "", State::NoMailbox)}), "Map the person");
    row("a doubtful one", personMapped, Failed, "Ann: no login account",
        team({person("Ann", "ann", State::Ambiguous)}), "Map the person");
    row("some without", personMapped, Warning, "Ann (ann@contoso.example); Bob: no login account",
        team({person("Ann", "ann"), person("Bob", "", State::Unmapped)}), "Map the person");
    const auto another = [](bool isNamed) {
        return [isNamed](EventTrace& trace) {
            individual(trace);
            trace.mailbox.clear();
            if (isNamed)
                trace.wish.mailbox = u"zoe@contoso.example"_s;
        };
    };
    row("another mailbox", personMapped, Failed, "It is not of zoe@contoso.example, but of Ann (ann@",
        another(true), "map them to this mailbox");
    row("another viewer", personMapped, Failed, "It is not of viewer@contoso.example, but of Ann (ann@",
        another(false), "map them to this mailbox");
}

void TestExplanation::goneRows() {
    using explanation::inCalendar;
    const auto without = [](const Change& more) {
        return [more](EventTrace& trace) {
            gone(trace);
            trace.last.reset();
            more(trace);
        };
    };
    const auto planned = [&](Verb verb, Reason reason) {
        return without([=](EventTrace& trace) { trace.action = action(verb, reason); });
    };
    row("stands", inCalendar, Ok, "“Bridge is due” in owner@contoso.example", {});
    row("stands, to be changed", inCalendar, Warning, "the next run would change it",
        [](EventTrace& trace) { trace.action = action(Verb::Update, Reason::ChangedInTracker); });
    row("stands, edited", inCalendar, Warning, "it is left as it is",
        [](EventTrace& trace) { trace.action = action(Verb::Drift, Reason::EditedInOutlook); });
    row("calendar not read", inCalendar, Failed, "", [](EventTrace& trace) {
        trace.calendarFailure = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"no-mailbox"_s);
    });
    row("never written", inCalendar, Failed, "It was never written", without([](EventTrace&) {}),
        "Run a preview and apply it.", k_preview);
    row(
        "stopped before it was written", inCalendar, Failed, "It was never written",
        [](EventTrace& trace) {
            gone(trace);
            trace.last = written("cancelled");
        },
        "Run a preview and apply it.", k_preview);
    row(
        "refused", inCalendar, Failed, "(run 3 on 2026-03-01T08:00:00Z: update, failed): quota",
        [](EventTrace& trace) {
            gone(trace);
            trace.last = written("failed", "quota");
        },
        "the service did not take it. The next run creates it again", k_preview);
    row("deleted", inCalendar, Failed, "Somebody deleted it", planned(Verb::Create, Reason::DeletedInOutlook),
        "it is gone from the calendar. The next run creates it again", k_preview);
    row("mark lost", inCalendar, Failed, "its mark is gone", planned(Verb::Blocked, Reason::MarkLost),
        "Run with --adopt", k_preview);
    row("by hand", inCalendar, Failed, "says the same stands there", planned(Verb::Adopt, Reason::LookAlike),
        "Somebody entered it by hand. Run with --adopt", k_preview);
    row("moved", inCalendar, Failed, "moved it to the calendar “Other”",
        without([](EventTrace& trace) { trace.movedTo = u"Other"_s; }), "Move it back in Outlook", k_preview);
    row("stays moved", inCalendar, Failed, "moved it to the calendar “Other”", without([](EventTrace& trace) {
            trace.movedTo = u"Other"_s;
            trace.staysAway = true;
        }),
        "It was decided that it stays away. Take the decision back");
    row("stays away", inCalendar, Failed, "Somebody deleted it",
        without([](EventTrace& trace) { trace.staysAway = true; }), "milepostctl drift forget");
    row("switched off", inCalendar, Failed, "It was never written",
        without([](EventTrace& trace) { trace.writesNothing = true; }),
        "Run a preview and apply it. The profile writes nothing now", k_preview);
}

void TestExplanation::offersWhatItSpeaksOf() {
    EventTrace trace = well();
    gone(trace);
    trace.last = written("failed", "quota");
    trace.last->failure = makeError(Error::Kind::Rejected, Error::Stage::Graph, {}, u"quota-full"_s);
    const Rung never = explanation::inCalendar(trace);
    QCOMPARE(never.fixes.front().command, u"milepostctl sync --deliverable 7"_s);
    QCOMPARE(never.fixes.front().deliverable, 7);
    QCOMPARE(never.cause(), QString());
    QCOMPARE(explanation::lastRun(trace).cause(), u"quota-full"_s);
    trace.calendarFailure = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"no-mailbox"_s);
    QCOMPARE(explanation::inCalendar(trace).cause(), u"no-mailbox"_s);
    trace.shares->clear();
    const RungFix share = explanation::shared(trace).fixes.front();
    QCOMPARE(share.calendar, u"Deliverables"_s);
    QCOMPARE(share.viewer, k_viewer);
}

void TestExplanation::theVerdictIsOneSentence() {
    LadderReport report;
    Rung rung = explanation::exists(well());
    rung.title = u"It is in the tracker"_s;
    report.rungs = {rung};
    QVERIFY(verdictOf(report).startsWith(u"It is in the calendar"_s));
    rung = explanation::dateSet(EventTrace());
    rung.title = u"It has a date"_s;
    report.rungs.push_back(rung);
    QCOMPARE(verdictOf(report), u"It has a date: It has no date in the tracker"_s);
    report.wasCancelled = true;
    QCOMPARE(verdictOf(report), u"Cancelled before it was known."_s);
}

QTEST_APPLESS_MAIN(TestExplanation)
#include "tst_explanation.moc"
