// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/text.h"
#include "fakebackend.h"
#include "memorypreferences.h"
#include "presentation/deliverablespresenter.h"
#include "presentation/itemroles.h"
#include "surveytools.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

const QDate k_today(2026, 11, 26);

std::shared_ptr<const DeliverableTable> tableOf(const std::shared_ptr<const Survey>& survey) {
    return makeTable(survey);
}

DeliverableFilter randomFilter(std::mt19937& random) {
    const auto pick = [&random](int below) {
        return std::uniform_int_distribution<int>(0, below - 1)(random);
    };
    static const QStringList words{u"riv"_s, u"ELAN"_s, u"dd 75"_s, u"client 1"_s, u"2003"_s, u"family3"_s};
    DeliverableFilter filter;
    if (pick(2))
        filter.search = words[pick(6)] + (pick(3) ? QString() : u"  "_s + words[pick(6)]);
    filter.dates = static_cast<DeliverableFilter::Dates>(pick(5));
    if (pick(2))
        filter.from = k_today.addDays(pick(200) - 100);
    if (pick(2))
        filter.to = k_today.addDays(pick(200));
    for (int i = pick(4); i > 0; --i)
        filter.projects.insert(1 + pick(5));
    for (int i = pick(3); i > 0; --i)
        filter.clients.insert(u"Client %1"_s.arg(pick(3)));
    for (int i = pick(3); i > 0; --i)
        filter.standings.insert(static_cast<Standing>(pick(8)));
    for (int i = pick(3); i > 0; --i)
        filter.people.insert(1 + pick(60));
    filter.undated = pick(2) != 0;
    filter.completed = pick(2) != 0;
    return filter;
}

/// What the filter promises, said once more without any of its code.
bool shouldPass(const DeliverableFilter& filter, const Survey& survey, const Deliverable& row) {
    const Project* project = survey.composer().project(row);
    if (!row.date && !filter.undated)
        return false;
    if (row.date) {
        QDate from, to;
        if (filter.dates == DeliverableFilter::Dates::Next30 ||
            filter.dates == DeliverableFilter::Dates::Next90) {
            from = k_today;
            to = k_today.addDays(filter.dates == DeliverableFilter::Dates::Next30 ? 30 : 90);
        } else if (filter.dates == DeliverableFilter::Dates::Custom) {
            from = filter.from.value_or(QDate());
            to = filter.to.value_or(QDate());
        } else if (filter.dates == DeliverableFilter::Dates::ThisYear && row.date->year() != 2026) {
            return false;
        }
        if ((from.isValid() && *row.date < from) || (to.isValid() && *row.date > to))
            return false;
    }
    if (row.completed && !filter.completed)
        return false;
    if (!filter.standings.empty() && !filter.standings.contains(survey.standing(row)))
        return false;
    if (!filter.projects.empty() && (!project || !filter.projects.contains(project->id)))
        return false;
    if (!filter.clients.empty() && (!project || !filter.clients.contains(project->client)))
        return false;
    QString text = Composer::title(row);
    bool isOfOne = filter.people.empty();
    if (project)
        text += u'\n' + project->name + u'\n' + project->client + u'\n' + project->number;
    for (const TeamMember& member : survey.composer().team(row)) {
        text += u'\n' + member.name;
        isOfOne = isOfOne || filter.people.contains(member.person);
    }
    for (const QString& word : folded(filter.search).split(u' ', Qt::SkipEmptyParts))
        if (!folded(text).contains(word))
            return false;
    return isOfOne;
}

std::vector<qint64> idsOf(const DeliverablesModel& model) {
    std::vector<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.push_back(model.index(row, 0).data(DeliverablesModel::k_idRole).toLongLong());
    return ids;
}

} // namespace

class TestDeliverables : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void filterAgreesWithItsPlainForm();
    void filterSurvivesItsJson();
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void refreshNeverResorts();
    void selectionFollowsItsDeliverables();
    void newerSearchOvertakesOlder();
    void sortAskedForDuringABuildHolds();
    void saysWhyThereIsNothing();
    void countsWhatMatches();
    void savedFiltersComeBack();
    void saysWhatStandsAndWhy();
    void typeAheadFindsTitles();
    void agesOfAFailedReading();

private:
    void show(std::shared_ptr<const Survey> survey);
    [[nodiscard]] DeliverablesModel& model() { return m_presenter->model(); }

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MemoryPreferences> m_preferences;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DeliverablesPresenter> m_presenter;
};

void TestDeliverables::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_preferences = std::make_unique<MemoryPreferences>();
    m_session = std::make_unique<Session>(*m_backend);
    m_presenter = std::make_unique<DeliverablesPresenter>(*m_session, *m_preferences);
    new QAbstractItemModelTester(&model(), QAbstractItemModelTester::FailureReportingMode::QtTest, &model());
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{u"test"_s, readyProfile()}});
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(u"test"_s);
}

void TestDeliverables::cleanup() {
    m_presenter.reset();
    m_session.reset();
    m_preferences.reset();
    m_backend.reset();
}

void TestDeliverables::show(std::shared_ptr<const Survey> survey) {
    m_session->refresh();
    m_backend->surveyGate.answer(survey);
    QTRY_COMPARE(model().view()->table->survey, survey);
}

void TestDeliverables::filterAgreesWithItsPlainForm() {
    const auto survey = surveyOf(readyProfile(), someTracker(400));
    const auto table = tableOf(survey);
    const std::vector<int> order = sortedRows(*table, {});
    std::mt19937 random(7);
    size_t passed = 0;
    for (int round = 0; round < 600; ++round) {
        const DeliverableFilter filter = randomFilter(random);
        std::vector<int> expected;
        for (const int row : order)
            if (shouldPass(filter, *survey, table->deliverable(row)))
                expected.push_back(row);
        QCOMPARE(filterRows(filter, *table, order, k_today, {}), expected);
        passed += expected.size();
    }
    QVERIFY(passed > 1000);
}

void TestDeliverables::filterSurvivesItsJson() {
    std::mt19937 random(11);
    for (int round = 0; round < 100; ++round) {
        const DeliverableFilter filter = randomFilter(random);
        QVERIFY(DeliverableFilter::fromJson(filter.toJson()) == filter);
    }
    QVERIFY(DeliverableFilter::fromJson({}).isDefault());
}

void TestDeliverables::sortsByEveryColumn_data() {
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("down");
    for (int column = 0; column < k_deliverableColumns; ++column)
        for (const bool down : {false, true})
            QTest::addRow("%d %s", column, down ? "down" : "up") << column << down;
}

void TestDeliverables::sortsByEveryColumn() {
    QFETCH(int, column);
    QFETCH(bool, down);
    show(surveyOf(readyProfile(), someTracker(200)));
    m_presenter->sortBy(
        {static_cast<DeliverableColumn>(column), down ? Qt::DescendingOrder : Qt::AscendingOrder});
    const auto text = [&](int row) { return folded(model().index(row, column).data().toString()); };
    const auto isSorted = [&] {
        for (int row = 1; row < model().rowCount(); ++row) {
            const ListedDeliverable& a = *model().row(row - 1);
            const ListedDeliverable& b = *model().row(row);
            if (static_cast<DeliverableColumn>(column) == DeliverableColumn::Date) {
                if (!a.date && b.date)
                    return false; // undated last, either way
                if (a.date && b.date && (down ? *a.date < *b.date : *a.date > *b.date))
                    return false;
            } else if (static_cast<DeliverableColumn>(column) == DeliverableColumn::InCalendar) {
                if (down ? a.standing < b.standing : a.standing > b.standing)
                    return false;
            } else if (static_cast<DeliverableColumn>(column) == DeliverableColumn::Title) {
                if (down ? text(row - 1) < text(row) : text(row - 1) > text(row))
                    return false;
            }
        }
        return true;
    };
    QTRY_VERIFY(isSorted());
    QCOMPARE(model().rowCount(), 200);
}

void TestDeliverables::refreshNeverResorts() {
    TrackerData data = someTracker(50);
    show(surveyOf(readyProfile(), data));
    const std::vector<qint64> before = idsOf(model());
    // The first row moves to the far end of time, another goes, a new one comes.
    const auto moved = std::ranges::find(data.deliverables, before.front(), &Deliverable::id);
    moved->date = QDate(2030, 1, 1);
    std::erase_if(data.deliverables, [&](const Deliverable& row) { return row.id == before[20]; });
    Deliverable added = data.deliverables.front();
    added.id = 9001;
    added.date = data.deliverables[10].date;
    data.deliverables.push_back(added);
    show(surveyOf(readyProfile(), data));
    std::vector<qint64> after = idsOf(model());
    QCOMPARE(std::erase(after, 9001), size_t{1});
    std::vector<qint64> expected = before;
    std::erase(expected, before[20]);
    QCOMPARE(after, expected);
    m_presenter->sortBy({DeliverableColumn::Date, Qt::AscendingOrder}); // asked for: now it moves
    QTRY_VERIFY(idsOf(model()).front() != before.front());
}

void TestDeliverables::selectionFollowsItsDeliverables() {
    TrackerData data = someTracker(100);
    show(surveyOf(readyProfile(), data));
    QItemSelectionModel selection(&model());
    const std::vector<qint64> ids = idsOf(model());
    for (const int row : {3, 4, 40})
        selection.select(model().index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    selection.setCurrentIndex(model().index(4, 0), QItemSelectionModel::NoUpdate);
    std::erase_if(data.deliverables, [&](const Deliverable& row) { return row.id == ids[1]; });
    show(surveyOf(readyProfile(), data));
    const auto selected = [&] {
        std::set<qint64> chosen;
        for (const QModelIndex& index : selection.selectedRows())
            chosen.insert(index.data(DeliverablesModel::k_idRole).toLongLong());
        return chosen;
    };
    QCOMPARE(selected(), (std::set<qint64>{ids[3], ids[4], ids[40]}));
    QCOMPARE(selection.currentIndex().row(), 3);
    QCOMPARE(selection.currentIndex().data(DeliverablesModel::k_idRole).toLongLong(), ids[4]);
}

void TestDeliverables::newerSearchOvertakesOlder() {
    show(surveyOf(readyProfile(), someTracker(3000)));
    DeliverableFilter filter;
    for (const QString& text : {u"r"_s, u"ri"_s, u"riv"_s, u"rive"_s, u"river"_s}) {
        filter.search = text;
        m_presenter->setFilter(filter);
    }
    QTRY_VERIFY(model().rowCount() < 3000);
    for (int row = 0; row < model().rowCount(); ++row)
        QVERIFY(model().index(row, 1).data().toString().contains(u"River"_s));
    filter.search.clear();
    m_presenter->setFilter(filter);
    QTRY_COMPARE(model().rowCount(), 3000);
}

void TestDeliverables::sortAskedForDuringABuildHolds() {
    m_session->refresh();
    m_backend->surveyGate.answer(surveyOf(readyProfile(), someTracker(500)));
    QTRY_VERIFY(m_session->survey());
    m_presenter->sortBy({DeliverableColumn::Date, Qt::DescendingOrder});
    QTRY_COMPARE(model().rowCount(), 500);
    QTRY_VERIFY(*model().row(0)->date > QDate(2028, 4, 1));
}

void TestDeliverables::saysWhyThereIsNothing() {
    using Content = DeliverablesPresenter::Content;
    QCOMPARE(m_presenter->content(), Content::Unread);
    std::set<QString> texts{m_presenter->contentTitle()};
    m_session->refresh();
    QCOMPARE(m_presenter->content(), Content::Waiting);
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Offline, Error::Stage::Tracker, u"down"_s, u"dns-failure"_s)));
    QTRY_COMPARE(m_presenter->content(), Content::Failed);
    texts.insert(m_presenter->contentTitle());
    QCOMPARE(m_presenter->reading().state, State::Failed);
    show(surveyOf(readyProfile(), {}));
    QTRY_COMPARE(m_presenter->content(), Content::Nothing);
    texts.insert(m_presenter->contentTitle());
    show(surveyOf(readyProfile(), someTracker(10)));
    QTRY_COMPARE(m_presenter->content(), Content::List);
    QVERIFY(m_presenter->contentText().isEmpty());
    DeliverableFilter filter;
    filter.search = u"nothing is called so"_s;
    m_presenter->setFilter(filter);
    QTRY_COMPARE(m_presenter->content(), Content::NoMatch);
    texts.insert(m_presenter->contentTitle());
    QCOMPARE(texts.size(), size_t{4});
}

void TestDeliverables::countsWhatMatches() {
    show(surveyOf(readyProfile(), someTracker(1284)));
    QCOMPARE(m_presenter->countText(0), u"1284 deliverable(s)"_s); // without a translation
    DeliverableFilter filter;
    filter.search = u"client 1"_s;
    m_presenter->setFilter(filter);
    QTRY_VERIFY(model().rowCount() < 1284);
    QVERIFY(m_presenter->countText(3).startsWith(QLocale().toString(model().rowCount())));
    QVERIFY(m_presenter->countText(3).endsWith(u" · 3 selected"_s));
}

void TestDeliverables::savedFiltersComeBack() {
    show(surveyOf(readyProfile(), someTracker(100)));
    DeliverableFilter filter;
    filter.search = u"riverside"_s;
    filter.undated = false;
    m_presenter->setFilter(filter);
    m_presenter->saveFilter(u"Mine"_s);
    m_presenter->setFilter({});
    QCOMPARE(m_presenter->savedFilters(), QStringList{u"Mine"_s});
    QSignalSpy spy(m_presenter.get(), &DeliverablesPresenter::filterChanged);
    m_presenter->useSavedFilter(u"Mine"_s);
    QCOMPARE(spy.size(), 1);
    QVERIFY(m_presenter->filter() == filter);
    const DeliverablesPresenter next(*m_session, *m_preferences); // the next start
    QVERIFY(next.filter() == filter);
    m_presenter->removeSavedFilter(u"Mine"_s);
    QVERIFY(m_presenter->savedFilters().isEmpty());
}

void TestDeliverables::saysWhatStandsAndWhy() {
    TrackerData data = someTracker(4);
    for (Deliverable& row : data.deliverables) {
        row.project = 1;
        row.completed = false;
        row.date = QDate(2026, 12, 4);
    }
    std::vector<CalendarEvent> events;
    for (size_t row = 0; row < 2; ++row)
        events.push_back(standingEvent(readyProfile(), data, row));
    data.deliverables[1].date = QDate(2026, 12, 1); // moved since
    data.deliverables[3].date.reset();
    show(surveyOf(readyProfile(), data, events));
    const auto cell = [&](qint64 id) {
        return model().index(model().rowOf(id), static_cast<int>(DeliverableColumn::InCalendar));
    };
    const auto expect = [&](qint64 id, State state, const QString& word) {
        QCOMPARE(cell(id).data().toString(), word);
        QCOMPARE(cell(id).data(k_stateRole).toInt(), static_cast<int>(state));
        QVERIFY(!m_presenter->details(id)->why.answer.isEmpty());
        QCOMPARE(cell(id).data(Qt::ToolTipRole).toString(), m_presenter->details(id)->why.answer);
    };
    expect(1, State::Ok, u"Yes"_s);
    expect(2, State::Warning, u"Differs"_s);
    expect(3, State::Warning, u"No"_s);
    expect(4, State::Skipped, u"No date"_s);
    QVERIFY(m_presenter->details(2)->changed.contains(Field::Date));
    QVERIFY(m_presenter->details(2)->now->date != m_presenter->details(2)->after->date);
    QVERIFY(!m_presenter->details(3)->now && m_presenter->details(3)->after);
    QVERIFY(!m_presenter->details(4)->after);
    QVERIFY(!m_presenter->details(99));
    QCOMPARE(model().index(model().rowOf(4), 0).data().toString(), u"–"_s);

    show(surveyOf(readyProfile(), data, {},
                  makeError(Error::Kind::Auth, Error::Stage::Token, u"wrong"_s, u"7000215"_s)));
    QTRY_COMPARE(cell(1).data().toString(), u"Unknown"_s);
    expect(4, State::Skipped, u"No date"_s);
    QCOMPARE(m_presenter->reading().state, State::Warning);
}

void TestDeliverables::typeAheadFindsTitles() {
    show(surveyOf(readyProfile(), someTracker(300)));
    const auto find = [this](int from, const QString& text) {
        const QModelIndexList found = model().match(model().index(from, 0), Qt::DisplayRole, text, 1,
                                                    Qt::MatchStartsWith | Qt::MatchWrap);
        return found.isEmpty() ? -1 : found.first().row();
    };
    const int last = model().rowCount() - 1;
    const int first = find(0, u"add"_s);
    QVERIFY(first >= 0 && model().row(first)->title == u"Addendum 1"_s);
    QVERIFY(find(first + 1, u"ADD"_s) > first);
    QVERIFY(find(last, u"add"_s) <= last); // around the end
    QCOMPARE(find(0, u"nothing"_s), -1);
}

void TestDeliverables::agesOfAFailedReading() {
    show(surveyOf(readyProfile(), someTracker(5)));
    QCOMPARE(m_presenter->reading().state, State::Ok);
    m_backend->time.now = m_backend->time.now.addSecs(3 * 3600);
    m_session->refresh();
    QCOMPARE(m_presenter->content(), DeliverablesPresenter::Content::List); // it stays
    m_backend->time.now = m_backend->time.now.addSecs(5);
    QVERIFY(m_presenter->reading().evidence.contains(u"5 s"_s));
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Offline, Error::Stage::Tracker, u"down"_s, u"dns-failure"_s)));
    QTRY_COMPARE(m_presenter->reading().state, State::Failed);
    QVERIFY(m_presenter->reading().evidence.contains(u"3 hour"_s));
    QCOMPARE(model().rowCount(), 5);
}

QTEST_GUILESS_MAIN(TestDeliverables)
#include "tst_deliverables.moc"
