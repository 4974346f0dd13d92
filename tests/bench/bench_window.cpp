// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page of deliverables with N of them (default 100,000): the longest piece of work on the main thread
// while somebody types, scrolls, selects, sorts and a refresh comes in; how soon first results are painted;
// what is resident. The baseline in the same run: the same keystrokes through QSortFilterProxyModel.
#include "../presentation/fakebackend.h"
#include "../presentation/memorypreferences.h"
#include "benchsurvey.h"
#include "timedapplication.h"
#include "widgets/deliverablespage.h"
#include "widgets/theme.h"

#include <cstdio>

#include <QHeaderView>
#include <QJsonDocument>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTest>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

class Bench {
public:
    Bench(TimedApplication& application, int count) : m_application(application), m_count(count) {}

    QJsonObject run() {
        m_page.resize(1080, 752);
        m_page.show();
        m_session.reloadProfiles();
        m_backend.profilesGate.answer(std::vector<ProfileEntry>{{u"test"_s, readyProfile()}});
        waitFor([this] { return m_session.hasLoaded(); });
        m_session.choose(u"test"_s);
        m_table = m_page.findChild<QTreeView*>(u"table"_s);
        fill();
        type();
        scroll();
        refreshInPlace();
        refresh();
        selectAndSort();
        m_result.insert(u"residentMiB"_s, residentMiB());
        return m_result;
    }

private:
    void record(const QString& what) { m_result.insert(what, m_application.end()); }
    void fill() {
        auto survey = elsewhere([this] { return surveyFor(someTracker(m_count)); });
        m_application.begin();
        QElapsedTimer timer;
        timer.start();
        m_session.refresh();
        m_backend.surveyGate.answer(std::move(survey));
        waitFor([this] { return m_presenter.model().rowCount() == m_count; });
        m_result.insert(u"firstListMs"_s, static_cast<double>(timer.elapsed()));
        letGo(200);
        record(u"fill"_s);
    }
    /// A key every 60 ms; each time until its result stands in the list and is painted.
    void type() {
        auto* search = m_page.findChild<QLineEdit*>(u"search"_s);
        search->setFocus();
        double slowest = 0;
        m_application.begin();
        for (const QChar key : u"riverside 12 family3"_s) {
            QElapsedTimer timer;
            const auto before = m_presenter.model().view();
            timer.start();
            QTest::keyClick(search, key.toLatin1());
            waitFor([&] { return m_presenter.model().view() != before; });
            m_table->viewport()->repaint();
            slowest = std::max(slowest, static_cast<double>(timer.nsecsElapsed()) / 1e6);
            letGo(60);
        }
        for (int i = 0; i < 20; ++i) { // faster than anybody: nothing piles up
            QTest::keyClick(search, Qt::Key_Backspace);
            letGo(5);
        }
        waitFor([this] { return m_presenter.model().rowCount() == m_count; });
        letGo(200);
        record(u"typing"_s);
        m_result.insert(u"slowestResultMs"_s, slowest);
    }
    void scroll() {
        m_table->setFocus();
        m_application.begin();
        for (int i = 0; i < 100; ++i) {
            QTest::keyClick(m_table, Qt::Key_PageDown);
            letGo(5);
        }
        QScrollBar* bar = m_table->verticalScrollBar();
        for (int i = 0; i < 200; ++i) {
            bar->setValue(bar->maximum() / 200 * i);
            letGo(2);
        }
        QTest::keyClick(m_table, Qt::Key_End);
        letGo(50);
        record(u"scrolling"_s);
    }
    /// The same deliverables, one in three with another date: every row stays where it is.
    void refreshInPlace() {
        auto survey = elsewhere([this] {
            TrackerData data = someTracker(m_count);
            for (size_t row = 0; row < data.deliverables.size(); row += 3)
                if (data.deliverables[row].date)
                    data.deliverables[row].date = data.deliverables[row].date->addDays(1);
            return surveyFor(std::move(data));
        });
        const auto before = m_presenter.model().view()->table;
        m_application.begin();
        m_session.refresh();
        m_backend.surveyGate.answer(std::move(survey));
        waitFor([&] { return m_presenter.model().view()->table != before; });
        letGo(300);
        record(u"refreshInPlace"_s);
    }
    /// A second look comes in while somebody scrolls: 1 % changed, some gone, some new.
    void refresh() {
        auto survey = elsewhere([this] {
            TrackerData data = someTracker(m_count);
            data.deliverables.erase(data.deliverables.begin() + 100, data.deliverables.begin() + 150);
            for (int i = 1; i <= 50; ++i) {
                Deliverable added = data.deliverables[static_cast<size_t>(i)];
                added.id = m_count + i;
                data.deliverables.push_back(added);
            }
            return surveyFor(std::move(data));
        });
        const auto before = m_presenter.model().view()->table;
        m_application.begin();
        m_session.refresh();
        m_backend.surveyGate.answer(std::move(survey));
        QScrollBar* bar = m_table->verticalScrollBar();
        for (int i = 0; m_presenter.model().view()->table == before; ++i) {
            bar->setValue(bar->maximum() / 1000 * (i % 1000));
            letGo(5);
        }
        letGo(300);
        record(u"refresh"_s);
    }
    void selectAndSort() {
        m_application.begin();
        QTest::keyClick(m_table, Qt::Key_A, Qt::ControlModifier);
        letGo(50);
        record(u"selectAll"_s);
        m_application.begin();
        const auto before = m_presenter.model().view();
        m_table->header()->setSortIndicator(2, Qt::DescendingOrder);
        waitFor([&] { return m_presenter.model().view() != before; });
        letGo(200);
        record(u"sortWithAllSelected"_s);
        m_application.begin();
        QTest::keyClick(m_table, 'x'); // type-ahead finds nothing: the whole list is looked through
        letGo(50);
        record(u"typeAhead"_s);
    }

    TimedApplication& m_application;
    int m_count;
    FakeBackend m_backend;
    MemoryPreferences m_preferences;
    Session m_session{m_backend};
    DeliverablesPresenter m_presenter{m_session, m_preferences};
    DeliverablesPage m_page{m_presenter};
    QTreeView* m_table = nullptr;
    QJsonObject m_result;
};

/// One keystroke through Qt's own way, over the same rows.
double baselineMs(int count) {
    DeliverablesModel model;
    const auto table = makeTable(surveyOf(readyProfile(), someTracker(count)));
    const auto order = sortedRows(*table, {});
    model.show(makeView(table, order, order));
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setFilterKeyColumn(1);
    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    QTreeView view;
    view.setUniformRowHeights(true);
    view.setModel(&proxy);
    view.show();
    letGo(50);
    QElapsedTimer timer;
    timer.start();
    proxy.setFilterFixedString(u"riverside 12"_s);
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char** argv) {
    setAllocatorUp();
    TimedApplication application(argc, argv);
    const int count = argc > 1 ? std::max(200, QByteArray(argv[1]).toInt()) : 100'000;
    Theme theme(application);
    QJsonObject result = Bench(application, count).run();
    result.insert(u"bench"_s, u"window"_s);
    result.insert(u"deliverables"_s, count);
    result.insert(u"baseline"_s, u"one keystroke through QSortFilterProxyModel"_s);
    result.insert(u"baselineMs"_s, baselineMs(count));
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
