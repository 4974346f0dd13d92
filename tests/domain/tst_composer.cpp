// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/composer.h"

#include <set>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestComposer : public QObject {
    Q_OBJECT

private slots:
    void init();
    void titleFollowsTheRule_data();
    void titleFollowsTheRule();
    void subjectFitsIntoMapi_data();
    void subjectFitsIntoMapi();
    void bodyReadsAsTheGuideSays();
    void notesStayOutUnlessAskedFor();
    void htmlStaysText();
    void teamFollowsTheRule_data();
    void teamFollowsTheRule();
    void saysWhyThereIsNoEvent_data();
    void saysWhyThereIsNoEvent();
    void hashSeesEveryFieldAndNoRewriting();
    void completedIsMarkedWhenThePolicySaysSo();

private:
    [[nodiscard]] EventContent compose(const Deliverable& deliverable) const {
        const Composed composed = Composer(m_profile, m_data, QDate(2026, 11, 24)).compose(deliverable);
        return std::get<DesiredEvent>(composed).content;
    }

    Profile m_profile;
    TrackerData m_data;
    Deliverable m_deliverable;
};

void TestComposer::init() {
    m_profile = Profile{};
    m_profile.trackerUrl = u"https://tracker.example/app"_s;
    m_profile.timeZone = u"W. Europe Standard Time"_s;
    m_data = TrackerData{};
    m_data.projects = {{7, u"Harbour Bridge"_s, u"City of Delft"_s, u"P-100"_s, u"active"_s}};
    m_data.people = {{1, u"Zoe Ng"_s, true}, {2, u"Ann Lee"_s, true}, {3, u"Old Bob"_s, false}};
    m_data.links = {{1, 5, 1, u"Zoe Ng"_s, u"Modeler"_s},
                    {2, 5, 1, u"Zoe Ng"_s, u"Checker"_s},
                    {3, 5, 3, u"Old Bob"_s, {}},
                    {4, 5, 99, u"Gone Gil"_s, {}}};
    m_data.assignments = {{1, 7, 2, u"Ann Lee"_s, u"Architect"_s}, {2, 8, 1, u"Zoe Ng"_s, {}}};
    m_deliverable = Deliverable{};
    m_deliverable.id = 5;
    m_deliverable.project = 7;
    m_deliverable.description = u"Design freeze"_s;
    m_deliverable.date = QDate(2028, 2, 29);
}

void TestComposer::titleFollowsTheRule_data() {
    QTest::addColumn<QString>("description");
    QTest::addColumn<int>("percentage"); // -1: none
    QTest::addColumn<QString>("title");
    QTest::newRow("description") << u"  Design\tfreeze \n"_s << 35 << u"Design freeze"_s;
    QTest::newRow("blank description") << u" \t "_s << 35 << u"35%"_s;
    QTest::newRow("zero counts") << u""_s << 0 << u"0%"_s;
    QTest::newRow("nothing at all") << u""_s << -1 << u"Milestone"_s;
    QTest::newRow("placeholder in data") << u"%1 {project}"_s << -1 << u"%1 {project}"_s;
}

void TestComposer::titleFollowsTheRule() {
    QFETCH(QString, description);
    QFETCH(int, percentage);
    m_deliverable.description = description;
    m_deliverable.percentage = percentage < 0 ? std::nullopt : std::optional(percentage);
    QTEST(Composer::title(m_deliverable), "title");
    QFETCH(QString, title);
    QCOMPARE(compose(m_deliverable).subject, u"Harbour Bridge: "_s + title);
}

void TestComposer::subjectFitsIntoMapi_data() {
    QTest::addColumn<QString>("unit");
    QTest::newRow("letters") << u"x"_s;
    QTest::newRow("surrogate pairs") << u"\U0001F6A7"_s;
    QTest::newRow("combined characters") << u"e\u0301\u0302"_s;
    QTest::newRow("families") << u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s;
}

void TestComposer::subjectFitsIntoMapi() {
    QFETCH(QString, unit);
    m_data.projects[0].name = unit.repeated(300);
    const QString subject = compose(m_deliverable).subject;
    QVERIFY(subject.size() <= 255);
    QVERIFY(subject.size() > 255 - unit.size() - 1);
    QVERIFY(subject.endsWith(QChar(0x2026)));
    QCOMPARE(subject.chopped(1),
             unit.repeated((subject.size() - 1) / unit.size())); // no character was cut in two
}

void TestComposer::bodyReadsAsTheGuideSays() {
    m_profile.includeNotes = true;
    m_deliverable.notes = u"First\r\nsecond"_s;
    QCOMPARE(compose(m_deliverable).body,
             u"Project: Harbour Bridge\nClient: City of Delft\nDeliverable: Design freeze\n"
             "Team: Ann Lee (Architect), Gone Gil, Zoe Ng (Checker / Modeler)\n\nFirst\nsecond\n\n"
             "View in Workload Tracker: https://tracker.example/app/projects/7"_s);
    m_data.projects[0].client = u" \t"_s;
    m_deliverable.description.clear();
    m_deliverable.percentage = 0;
    const QString body = compose(m_deliverable).body;
    QVERIFY(body.contains(u"Client: Internal\n"_s));
    QVERIFY(body.contains(u"Deliverable: 0% Milestone\n"_s));
    m_profile.appUrl = u"https://front.example/"_s;
    QVERIFY(compose(m_deliverable).body.endsWith(u"https://front.example/projects/7"_s));
}

void TestComposer::notesStayOutUnlessAskedFor() {
    m_deliverable.notes = u"salary of the client"_s;
    QVERIFY(!compose(m_deliverable).body.contains(u"salary"_s));
    m_profile.includeTeam = false;
    QVERIFY(!compose(m_deliverable).body.contains(u"Team"_s));
}

void TestComposer::htmlStaysText() {
    m_profile.includeNotes = true;
    m_deliverable.notes = u"<script>alert(1)</script><b>bold</b>"_s;
    m_data.projects[0].name = u"<i>Bridge</i> & Co"_s;
    const EventContent content = compose(m_deliverable);
    QVERIFY(content.body.contains(m_deliverable.notes));
    QVERIFY(content.subject.startsWith(u"<i>Bridge</i> & Co: "_s));
}

void TestComposer::teamFollowsTheRule_data() {
    QTest::addColumn<int>("rule");
    QTest::addColumn<QString>("team");
    QTest::newRow("both") << int(AssignmentRule::Both)
                          << u"Ann Lee (Architect), Gone Gil, Zoe Ng (Checker / Modeler)"_s;
    QTest::newRow("direct") << int(AssignmentRule::Direct) << u"Gone Gil, Zoe Ng (Checker / Modeler)"_s;
    QTest::newRow("project") << int(AssignmentRule::Project) << u"Ann Lee (Architect)"_s;
}

void TestComposer::teamFollowsTheRule() {
    QFETCH(int, rule);
    QTEST(teamText(TeamIndex(m_data, AssignmentRule(rule)).team(m_deliverable)), "team");
}

void TestComposer::saysWhyThereIsNoEvent_data() {
    QTest::addColumn<QDate>("date");
    QTest::addColumn<qint64>("project");
    QTest::addColumn<bool>("completed");
    QTest::addColumn<QString>("reason");
    QTest::newRow("eligible") << QDate(2026, 11, 24) << qint64{7} << false << QString();
    QTest::newRow("no date") << QDate() << qint64{7} << false << u"no date"_s;
    QTest::newRow("inactive project first") << QDate() << qint64{8} << true << u"inactive project"_s;
    QTest::newRow("completed") << QDate(2026, 11, 24) << qint64{7} << true << u"completed"_s;
    QTest::newRow("last day of the horizon") << QDate(2026, 12, 4) << qint64{7} << false << QString();
    QTest::newRow("day after") << QDate(2026, 12, 5) << qint64{7} << false << u"outside the horizon"_s;
    QTest::newRow("first day") << QDate(2026, 11, 21) << qint64{7} << false << QString();
    QTest::newRow("day before") << QDate(2026, 11, 20) << qint64{7} << false << u"outside the horizon"_s;
}

void TestComposer::saysWhyThereIsNoEvent() {
    QFETCH(QDate, date);
    QFETCH(qint64, project);
    QFETCH(bool, completed);
    m_profile.horizonPastDays = 3;
    m_profile.horizonFutureDays = 10;
    m_profile.completedPolicy = CompletedPolicy::Remove;
    m_deliverable.date = date.isValid() ? std::optional(date) : std::nullopt;
    m_deliverable.project = project;
    m_deliverable.completed = completed;
    const Composed composed = Composer(m_profile, m_data, QDate(2026, 11, 24)).compose(m_deliverable);
    const auto* reason = std::get_if<Ineligible>(&composed);
    QTEST(reason ? toString(*reason) : QString(), "reason");
}

void TestComposer::hashSeesEveryFieldAndNoRewriting() {
    const EventContent base = compose(m_deliverable);
    const auto hash = [](const EventContent& content) {
        return contentHash(content, bodyHash(content.body));
    };
    std::vector<EventContent> changed(7, base);
    changed[0].subject += u'!';
    changed[1].body += u'!';
    changed[2].date = base.date.addDays(1);
    changed[3].allDay = false;
    changed[4].showAs = ShowAs::Busy;
    changed[5].reminderMinutes = 0;
    changed[6].categories << u"Other"_s;
    std::set<QString> hashes{hash(base)};
    for (const EventContent& content : changed)
        QVERIFY(hashes.insert(hash(content)).second);

    EventContent rewritten = base;
    rewritten.body = QString(base.body).replace(u'\n', u" \r\n"_s) + u"\r\n\r\n"_s;
    rewritten.subject = u' ' + QString(base.subject).replace(u' ', QChar(QChar::Nbsp));
    rewritten.timeZone = u"UTC"_s;
    QCOMPARE(hash(rewritten), hash(base));
    // Fields must not run into each other.
    EventContent shifted = base;
    shifted.categories = {u"a"_s, u"b"_s};
    EventContent joined = base;
    joined.categories = {u"ab"_s};
    QVERIFY(hash(shifted) != hash(joined));
}

void TestComposer::completedIsMarkedWhenThePolicySaysSo() {
    m_deliverable.completed = true;
    QVERIFY(compose(m_deliverable).subject.startsWith(u"Harbour"_s));
    m_profile.completedPolicy = CompletedPolicy::Mark;
    QVERIFY(compose(m_deliverable).subject.startsWith(u"\u2713 Harbour"_s));
}

QTEST_APPLESS_MAIN(TestComposer)
#include "tst_composer.moc"
