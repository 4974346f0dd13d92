// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deliverablestest.h"
#include "presentation/itemroles.h"

#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestDeliverablesPresenter : public DeliverablesTest {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void newerSearchOvertakesOlder();
    void sortAskedForDuringABuildHolds();
    void saysWhyThereIsNothing();
    void countsWhatMatches();
    void savedFiltersComeBack();
    void everyCalendarHasAName();
    void saysWhatStandsAndWhy();
    void agesOfAFailedReading();
    void saysWhenItWasSyncedLast();
};

void TestDeliverablesPresenter::newerSearchOvertakesOlder() {
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

void TestDeliverablesPresenter::sortAskedForDuringABuildHolds() {
    m_session->refresh();
    m_backend->surveyGate.answer(surveyOf(readyProfile(), someTracker(500)));
    QTRY_VERIFY(m_session->survey());
    m_presenter->sortBy({DeliverableColumn::Date, Qt::DescendingOrder});
    QTRY_COMPARE(model().rowCount(), 500);
    QTRY_VERIFY(*model().row(0)->date > QDate(2028, 4, 1));
}

void TestDeliverablesPresenter::saysWhyThereIsNothing() {
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

void TestDeliverablesPresenter::countsWhatMatches() {
    show(surveyOf(readyProfile(), someTracker(1284)));
    QCOMPARE(m_presenter->countText(0), u"1284 deliverable(s)"_s); // without a translation
    DeliverableFilter filter;
    filter.search = u"client 1"_s;
    m_presenter->setFilter(filter);
    QTRY_VERIFY(model().rowCount() < 1284);
    QVERIFY(m_presenter->countText(3).startsWith(QLocale().toString(model().rowCount())));
    QVERIFY(m_presenter->countText(3).endsWith(u" · 3 selected"_s));
}

void TestDeliverablesPresenter::savedFiltersComeBack() {
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

void TestDeliverablesPresenter::everyCalendarHasAName() {
    show(surveyOf(readyProfile(), someTracker(1), {}));
    Profile profile = readyProfile();
    const auto shown = [&] { return detailsOf(*model().view()->table, 0, profile).calendar; };
    QCOMPARE(shown(), profile.calendarName);
    profile.mode = CalendarMode::Individual;
    QCOMPARE(shown(), profile.calendarName);
    profile.personCalendar = PersonCalendar::Default;
    QCOMPARE(shown(), u"Default calendar"_s);
}

void TestDeliverablesPresenter::saysWhatStandsAndWhy() {
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

void TestDeliverablesPresenter::agesOfAFailedReading() {
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

void TestDeliverablesPresenter::saysWhenItWasSyncedLast() {
    QLocale::setDefault(QLocale::c());
    const auto at = [](int year, int month, int day, int hour) {
        return QDateTime(QDate(year, month, day), QTime(hour, 5, 7), Qt::UTC);
    };
    const QHash<qint64, QDateTime> written{{1, at(2026, 11, 26, 8)},
                                           {2, at(2026, 11, 25, 23)},
                                           {3, at(2026, 1, 3, 9)},
                                           {4, at(2025, 12, 31, 9)}};
    show(surveyOf(readyProfile(), someTracker(5), {}, {}, written));
    const auto cell = [&](qint64 id, int role = Qt::DisplayRole) {
        return model()
            .index(model().rowOf(id), static_cast<int>(DeliverableColumn::LastSynced))
            .data(role)
            .toString();
    };
    QCOMPARE(cell(1), u"08:05"_s);
    QCOMPARE(cell(2), u"Yesterday"_s);
    QCOMPARE(cell(3), u"3 Jan"_s);
    QCOMPARE(cell(4), u"31 Dec 2025"_s);
    QCOMPARE(cell(5), u"Never"_s);
    QVERIFY2(cell(3, Qt::ToolTipRole).contains(u"09:05:07"_s), qPrintable(cell(3, Qt::ToolTipRole)));
    QVERIFY(cell(3, Qt::AccessibleTextRole).contains(u"09:05:07"_s));
    QVERIFY(cell(5, Qt::ToolTipRole).contains(u"never"_s));
    m_backend->time.now = m_backend->time.now.addDays(1); // the window was open overnight
    QCOMPARE(cell(1), u"Yesterday"_s);
    QCOMPARE(cell(2), u"25 Nov"_s);
}

QTEST_GUILESS_MAIN(TestDeliverablesPresenter)
#include "tst_deliverablespresenter.moc"
