// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

sandbox::Sandbox::Options small() {
    sandbox::Sandbox::Options options;
    options.deliverables = 120;
    return options;
}

QByteArray name(Standing standing) {
    static const std::array names{"yes",     "no",     "differs",      "edited",
                                  "blocked", "leaves", "not eligible", "unknown"};
    return names.at(static_cast<size_t>(standing));
}

} // namespace

/// What a look at both sides says of single deliverables: the column In calendar.
class TestSurvey : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhatStands_data();
    void saysWhatStands();
    void saysUnknownWhenTheCalendarCannotBeRead();
    void takesNoOtherTrackersEventForOurs();
    void nothingOutsideTheScopeIsCalledThere();
    void saysWhenItWasWrittenLast();
    void agreesWithThePlan();

private:
    bool patch(qint64 id, const QJsonObject& set);
    bool edit(QJsonObject what);
    bool change(qint64 id, const QString& how);
    bool changeAll(qint64 id, const QStringList& how);
    [[nodiscard]] QString eventId(qint64 id); ///< of several copies the newest
    [[nodiscard]] std::shared_ptr<const Survey> look(const Scope& scope = {});
    [[nodiscard]] static const Deliverable* row(const Survey& survey, qint64 id);
    [[nodiscard]] qint64 anyStanding();

    std::map<qint64, QString> m_originals; ///< deliverable → event
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
};

void TestSurvey::init() {
    m_sandbox = std::make_unique<sandbox::Sandbox>(small());
    QVERIFY(m_sandbox->start());
    m_machine = std::make_unique<Machine>(*m_sandbox);
    QVERIFY(m_machine->sync().verified);
    m_originals.clear();
    for (const auto tagged = taggedEvents(*m_sandbox); const QString& key : tagged.uniqueKeys())
        m_originals[EventKey::fromString(key)->deliverable] = tagged.value(key).value(u"id"_s).toString();
}

void TestSurvey::cleanup() {
    m_machine.reset();
    m_sandbox.reset();
}

bool TestSurvey::patch(qint64 id, const QJsonObject& set) {
    return bool(m_sandbox->control(u"tracker"_s,
                                   {{u"table"_s, u"deliverables"_s},
                                    {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, id}, {u"set"_s, set}}}}}));
}

bool TestSurvey::edit(QJsonObject what) {
    what.insert(u"mailbox"_s, m_machine->profile().mailbox);
    return bool(m_sandbox->control(u"edit"_s, what));
}

QString TestSurvey::eventId(qint64 id) {
    const EventKey key{sourceOf(m_machine->profile().trackerUrl), id, {}};
    return taggedEvents(*m_sandbox).value(key.toString()).value(u"id"_s).toString();
}

qint64 TestSurvey::anyStanding() {
    return EventKey::fromString(taggedEvents(*m_sandbox).firstKey())->deliverable;
}

bool TestSurvey::change(qint64 id, const QString& how) {
    const auto set = [](const QString& member, const QJsonValue& value) {
        return QJsonObject{{member, value}};
    };
    const auto standing = m_originals.find(id);
    const QString event =
        standing == m_originals.end() || how == u"newest edited" ? eventId(id) : standing->second;
    const QJsonObject update{{u"op"_s, u"update"_s}, {u"event"_s, event}};
    const auto updated = [&](const QJsonObject& values) {
        QJsonObject what = update;
        what.insert(u"set"_s, values);
        return edit(what);
    };
    if (how == u"moved")
        return patch(id, set(u"date"_s, u"2027-03-02"_s));
    if (how == u"undated")
        return patch(id, set(u"date"_s, QJsonValue()));
    if (how.endsWith(u"edited"))
        return updated(set(u"subject"_s, u"Edited by Ann"_s));
    if (how == u"copied")
        return edit({{u"op"_s, u"copy"_s}, {u"event"_s, event}});
    if (how == u"deleted")
        return edit({{u"op"_s, u"delete"_s}, {u"event"_s, event}});
    const QJsonObject ann{{u"emailAddress"_s, QJsonObject{{u"address"_s, u"ann@example.com"_s}}}};
    return how == u"invited" && updated(set(u"attendees"_s, QJsonArray{ann}));
}

bool TestSurvey::changeAll(qint64 id, const QStringList& how) {
    return std::ranges::all_of(how, [&](const QString& one) { return change(id, one); });
}

std::shared_ptr<const Survey> TestSurvey::look(const Scope& scope) {
    const auto survey = m_machine->engine().survey(scope, false, {});
    if (!survey)
        qWarning().noquote() << survey.error().summary();
    return survey ? *survey : nullptr;
}

const Deliverable* TestSurvey::row(const Survey& survey, qint64 id) {
    const auto found = std::ranges::find(survey.data().deliverables, id, &Deliverable::id);
    return found == survey.data().deliverables.end() ? nullptr : &*found;
}

void TestSurvey::saysWhatStands_data() {
    QTest::addColumn<QStringList>("changes");
    QTest::addColumn<QByteArray>("standing");
    QTest::addColumn<int>("further");
    QTest::newRow("untouched") << QStringList() << name(Standing::Yes) << 0;
    QTest::newRow("gone from the calendar") << QStringList{u"deleted"_s} << name(Standing::No) << 0;
    QTest::newRow("moved in the tracker") << QStringList{u"moved"_s} << name(Standing::Differs) << 0;
    QTest::newRow("edited") << QStringList{u"edited"_s} << name(Standing::Edited) << 0;
    QTest::newRow("edited and moved") << QStringList{u"edited"_s, u"moved"_s} << name(Standing::Differs) << 1;
    QTest::newRow("the original of a copy") << QStringList{u"copied"_s} << name(Standing::Yes) << 1;
    QTest::newRow("the original of an edited copy")
        << QStringList{u"copied"_s, u"newest edited"_s} << name(Standing::Yes) << 1;
    QTest::newRow("an edited original of a copy")
        << QStringList{u"copied"_s, u"edited"_s} << name(Standing::Edited) << 1;
    QTest::newRow("undated") << QStringList{u"undated"_s} << name(Standing::Leaves) << 0;
    QTest::newRow("undated with a copy")
        << QStringList{u"copied"_s, u"undated"_s} << name(Standing::Leaves) << 1;
    QTest::newRow("undated, not there")
        << QStringList{u"deleted"_s, u"undated"_s} << name(Standing::NotEligible) << 0;
    QTest::newRow("people invited") << QStringList{u"invited"_s, u"moved"_s} << name(Standing::Blocked) << 0;
}

void TestSurvey::saysWhatStands() {
    QFETCH(QStringList, changes);
    QFETCH(QByteArray, standing);
    QFETCH(int, further);
    const qint64 id = anyStanding();
    const QString original = eventId(id);
    QVERIFY(changeAll(id, changes));
    const auto survey = look();
    QVERIFY(survey);
    const Deliverable* deliverable = row(*survey, id);
    QVERIFY(deliverable);
    QCOMPARE(name(survey->standing(*deliverable)), standing);
    QCOMPARE(static_cast<int>(survey->furtherActions(id).size()), further);
    if (changes.contains(u"deleted"_s)) {
        QVERIFY(!survey->event(id));
    } else {
        QVERIFY(survey->event(id));
        QCOMPARE(survey->event(id)->id, original);
        QCOMPARE(survey->event(id)->content.subject == u"Edited by Ann"_s, changes.contains(u"edited"_s));
    }
    QCOMPARE(std::holds_alternative<DesiredEvent>(survey->composed(*deliverable)),
             !changes.contains(u"undated"_s));
}

void TestSurvey::saysUnknownWhenTheCalendarCannotBeRead() {
    const qint64 id = anyStanding();
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 403}, {u"code"_s, u"ErrorAccessDenied"_s}});
    const auto survey = look();
    QVERIFY(survey);
    QVERIFY(survey->calendarFailure() && !survey->plan());
    QCOMPARE(name(survey->standing(*row(*survey, id))), name(Standing::Unknown));
    QVERIFY(survey->written(id).isValid()); // our own memory needs no calendar
    QVERIFY(!survey->event(id) && !survey->action(id));
    for (const Deliverable& deliverable : survey->data().deliverables)
        QCOMPARE(survey->standing(deliverable) == Standing::NotEligible,
                 survey->whyNot(deliverable).has_value());
}

void TestSurvey::takesNoOtherTrackersEventForOurs() {
    Machine::Options other;
    other.trackerUrl = m_sandbox->stagingUrl();
    Machine staging(*m_sandbox, other);
    QVERIFY(staging.sync().verified);
    qint64 id = 0; // one that both trackers have an event for
    for (const QString& key : taggedEvents(*m_sandbox).uniqueKeys())
        if (const auto parsed = EventKey::fromString(key);
            parsed->source == sourceOf(other.trackerUrl) && !eventId(parsed->deliverable).isEmpty())
            id = parsed->deliverable;
    QVERIFY(id != 0);
    QVERIFY(changeAll(id, {u"deleted"_s, u"undated"_s}));
    for (const QString& key : taggedEvents(*m_sandbox).uniqueKeys()) // one to create: all events are read
        if (const auto parsed = EventKey::fromString(key); parsed->source != sourceOf(other.trackerUrl)) {
            QVERIFY(change(parsed->deliverable, u"deleted"_s));
            break;
        }
    const auto survey = look();
    QVERIFY(survey && survey->plan()->summary.create > 0);
    QVERIFY(!survey->event(id));
    QCOMPARE(name(survey->standing(*row(*survey, id))), name(Standing::NotEligible));
}

void TestSurvey::nothingOutsideTheScopeIsCalledThere() {
    const qint64 id = anyStanding();
    QVERIFY(change(id, u"deleted"_s));
    Scope scope;
    scope.deliverables = {id + 1'000'000};
    const auto survey = look(scope);
    QVERIFY(survey);
    QCOMPARE(name(survey->standing(*row(*survey, id))), name(Standing::No));
}

void TestSurvey::saysWhenItWasWrittenLast() {
    const qint64 id = anyStanding();
    const auto before = look();
    QVERIFY(before && before->written(id).isValid());
    for (const Deliverable& deliverable : before->data().deliverables)
        QCOMPARE(before->written(deliverable.id).isValid(), before->event(deliverable.id) != nullptr);
    QVERIFY(change(id, u"moved"_s));
    QVERIFY(m_machine->sync().verified);
    const auto after = look();
    QVERIFY(after && after->written(id) > before->written(id));
    QCOMPARE(std::ranges::count_if(after->data().deliverables,
                                   [&](const Deliverable& deliverable) {
                                       return after->written(deliverable.id) !=
                                              before->written(deliverable.id);
                                   }),
             1);
}

void TestSurvey::agreesWithThePlan() {
    const QList<QStringList> ways{{u"moved"_s},
                                  {u"undated"_s},
                                  {u"edited"_s},
                                  {u"copied"_s},
                                  {u"edited"_s, u"moved"_s},
                                  {u"copied"_s, u"undated"_s},
                                  {u"deleted"_s},
                                  {u"invited"_s, u"moved"_s},
                                  {}};
    qsizetype way = 0;
    for (const QString& key : taggedEvents(*m_sandbox).uniqueKeys())
        QVERIFY(changeAll(EventKey::fromString(key)->deliverable, ways[way++ % ways.size()]));
    const auto survey = look();
    QVERIFY(survey);
    std::map<Standing, int> count;
    int copiesDeleted = 0, driftBesideChange = 0;
    for (const Deliverable& deliverable : survey->data().deliverables) {
        const Standing standing = survey->standing(deliverable);
        ++count[standing];
        for (const Action* further : survey->furtherActions(deliverable.id)) {
            copiesDeleted += further->verb == Verb::Delete;
            driftBesideChange += further->verb == Verb::Drift;
        }
        const Action* action = survey->action(deliverable.id);
        QCOMPARE(action == nullptr, standing == Standing::Yes || standing == Standing::NotEligible);
        if (standing == Standing::Yes)
            QVERIFY(survey->event(deliverable.id));
        if (standing == Standing::NotEligible)
            QVERIFY(!survey->event(deliverable.id) && survey->whyNot(deliverable));
    }
    const PlanSummary& summary = survey->plan()->summary;
    QCOMPARE(count[Standing::No], summary.create);
    QCOMPARE(count[Standing::Differs], summary.update);
    QCOMPARE(count[Standing::Leaves] + copiesDeleted, summary.remove);
    QCOMPARE(count[Standing::Edited] + driftBesideChange, summary.drift);
    QCOMPARE(count[Standing::Blocked], summary.blocked);
    QCOMPARE(count[Standing::Yes], summary.unchanged);
    QCOMPARE(std::ranges::count_if(survey->data().deliverables,
                                   [&](const Deliverable& row) {
                                       const auto places = survey->places(row.id);
                                       return places.size() == 1 && survey->isUnchanged(row, places.front());
                                   }),
             summary.unchanged);
    QCOMPARE(count[Standing::Unknown], 0);
    QVERIFY(copiesDeleted > 0 && driftBesideChange > 0 && summary.blocked > 0 && summary.create > 0);
}

QTEST_GUILESS_MAIN(TestSurvey)
#include "tst_survey.moc"
