// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/text.h"
#include "deliverablestest.h"
#include "presentation/itemroles.h"

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

class TestDeliverables : public DeliverablesTest {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void filterAgreesWithItsPlainForm();
    void filterSurvivesItsJson();
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void refreshNeverResorts();
    void selectionFollowsItsDeliverables();
    void typeAheadFindsTitles();
};

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
    QHash<qint64, QDateTime> written; // some never
    for (qint64 id = 1; id <= 200; id += 3)
        written.insert(id, QDateTime(QDate(2026, 1, 1).addDays((id * 37) % 300), QTime(9, 0), Qt::UTC));
    show(surveyOf(readyProfile(), someTracker(200), {}, {}, written));
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
            } else if (static_cast<DeliverableColumn>(column) == DeliverableColumn::LastSynced) {
                if (down ? a.writtenMs < b.writtenMs : a.writtenMs > b.writtenMs)
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

QTEST_GUILESS_MAIN(TestDeliverables)
#include "tst_deliverables.moc"
