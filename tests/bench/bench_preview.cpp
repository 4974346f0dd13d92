// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole window over a plan of N actions (default 100,000; the engine is a fake): the longest slice of the
// main thread while plans come in, rows are opened, ticked, filtered and walked, views are changed, Ctrl+K
// searches; and what is resident with every page's own tables. The baseline in the same run: opening as many
// rows of a QStandardItemModel in a QTreeView.
#include "../presentation/fakebackend.h"
#include "benchsurvey.h"
#include "timedapplication.h"
#include "widgets/console.h"

#include <cstdio>

#include <QDialog>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// Every deliverable belongs into the calendar. Of every fifty one differs from generation to generation.
TrackerData trackerOf(int count, int generation) {
    TrackerData data = someTracker(count);
    const auto projects = static_cast<qint64>(data.projects.size());
    for (Deliverable& row : data.deliverables) {
        row.project = 1 + row.project % projects;
        row.completed = false;
        row.date = row.date.value_or(QDate(2027, 1, 1).addDays(row.id % 365));
        if (generation > 0 && row.id % 50 == generation)
            row.date = row.date->addDays(generation);
    }
    std::erase_if(data.deliverables,
                  [&](const Deliverable& row) { return generation > 0 && row.id % 2000 == generation; });
    return data;
}

class Bench {
public:
    Bench(TimedApplication& application, Theme& theme, int count)
        : m_application(application),
          m_count(count),
          m_console(m_backend, theme) {}

    QJsonObject run() {
        m_console.window().show();
        m_console.session().open(u"test"_s);
        m_backend.profilesGate.answer(std::vector<ProfileEntry>{{u"test"_s, readyProfile()}});
        waitFor([this] { return m_console.session().profile().has_value(); });
        m_console.window().showPage(PageId::Preview);
        m_page = m_console.window().page(PageId::Preview);
        m_tree = m_page->findChild<QTreeView*>(u"tree"_s);
        usualDay();
        look(0, u"firstPlan"_s);
        list();
        month();
        look(1, u"secondPlanInMonth"_s);
        click("listButton");
        look(2, u"thirdPlanInOpenList"_s);
        narrowAndApply();
        openFile();
        deliverables();
        finder();
        m_result.insert(u"residentAtTheEndMiB"_s, residentMiB());
        return m_result;
    }

private:
    void record(const QString& what) { m_result.insert(what, m_application.end()); }
    [[nodiscard]] PlanModel& model() { return m_console.preview().model(); }
    void click(const char* name) {
        m_application.begin();
        inOneSlice([&] { m_page->findChild<QAbstractButton*>(QLatin1StringView(name))->click(); });
        letGo(100);
        record(QString::fromLatin1(name));
    }
    /// What is resident once every page has its tables, and again after other looks.
    void usualDay() {
        for (const QString& what :
             {u"residentMiB"_s, u"residentAfterSecondLookMiB"_s, u"residentAfterThirdLookMiB"_s}) {
            auto survey = elsewhere([this] { return surveyFor(someTracker(m_count)); });
            const auto* plan = &*survey->plan();
            m_console.session().refresh();
            m_backend.surveyGate.answer(std::move(survey));
            waitFor([&] { return model().plan() == plan; });
            letGo(1500);
            m_result.insert(what, residentMiB());
        }
    }
    /// A look at both sides comes in while somebody walks through the list.
    void look(int generation, const QString& what) {
        auto survey = elsewhere([&] { return surveyOf(readyProfile(), trackerOf(m_count, generation)); });
        const auto* plan = &*survey->plan();
        const int pending = plan->pending();
        if (m_backend.surveyGate.waiting() == 0)
            m_console.session().refresh();
        m_application.begin();
        QElapsedTimer timer;
        timer.start();
        m_backend.surveyGate.answer(std::move(survey));
        while (model().plan() != plan || model().pending() != pending) {
            QTest::keyClick(m_tree, Qt::Key_Down);
            letGo(5);
        }
        const auto took = static_cast<double>(timer.elapsed());
        letGo(1000); // the other pages' tables too
        record(what);
        m_result.insert(what + u"ShownAfterMs"_s, took);
        m_result.insert(what + u"ResidentMiB"_s, residentMiB());
    }
    void list() {
        const QModelIndex group = model().groupIndex(PlanGroup::Add);
        m_tree->setFocus();
        m_tree->setCurrentIndex(group);
        key(Qt::Key_Space, u"tickClosedGroup"_s);
        key(Qt::Key_Right, u"openGroup"_s);
        key(Qt::Key_Space, u"tickOpenGroup"_s);
        m_tree->setCurrentIndex(model().index(m_count / 2, 0, model().groupIndex(PlanGroup::Add)));
        key(Qt::Key_Space, u"tickOne"_s);
        m_application.begin();
        QScrollBar* bar = m_tree->verticalScrollBar();
        for (int i = 0; i < 200; ++i) {
            inOneSlice([&] { bar->setValue(bar->maximum() / 200 * i); });
            QTest::keyClick(m_tree, Qt::Key_PageDown);
            letGo(2);
        }
        record(u"scrolling"_s);
        m_application.begin();
        auto* filter = m_page->findChild<QLineEdit*>(u"filter"_s);
        for (const QChar letter : u"riverside 12"_s) {
            QTest::keyClick(filter, letter.toLatin1());
            letGo(100);
        }
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(filter, Qt::Key_Backspace);
            letGo(100);
        }
        record(u"filter"_s);
        m_application.begin();
        QTest::keyClick(m_tree, 'x'); // type-ahead finds nothing: the whole list is looked through
        letGo(50);
        record(u"typeAhead"_s);
        click("expandButton");
        click("requestsButton");
    }
    void month() {
        click("monthButton");
        m_application.begin();
        auto* next = m_page->findChild<QToolButton*>(u"nextMonth"_s);
        for (int i = 0; i < 6; ++i) {
            inOneSlice([&] { next->click(); });
            letGo(20);
        }
        record(u"nextMonth"_s);
        m_application.begin();
        auto* view = m_page->findChild<QWidget*>(u"month"_s);
        view->setFocus();
        for (const Qt::Key press : {Qt::Key_Right, Qt::Key_Tab, Qt::Key_Space, Qt::Key_Tab, Qt::Key_Space}) {
            QTest::keyClick(view, press);
            letGo(20);
        }
        record(u"tickInMonth"_s);
    }
    void narrowAndApply() {
        std::set<qint64> chosen;
        for (qint64 id = 1; id <= 1000; ++id)
            chosen.insert(id);
        m_application.begin();
        inOneSlice([&] { m_console.preview().previewOf(chosen); });
        letGo(500);
        inOneSlice([&] { m_console.preview().showWholePlan(); });
        letGo(500);
        record(u"narrow"_s);
        click("applyPlan");
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
            dialog->reject();
        letGo(100);
    }
    void openFile() {
        const QJsonObject document = elsewhere([&] { return toJson(*model().plan()); });
        m_application.begin();
        m_console.preview().openPlan(u"plan.json"_s);
        m_backend.openPlanGate.answer(document);
        waitFor([&] { return m_console.preview().opened() && m_console.preview().opened()->isHeld; });
        letGo(500);
        inOneSlice([&] { m_console.preview().closeOpenedPlan(); });
        letGo(200);
        record(u"openPlanFile"_s);
    }
    void deliverables() {
        m_application.begin();
        inOneSlice([&] { m_console.window().showPage(PageId::Deliverables); });
        auto* table = m_console.window().page(PageId::Deliverables)->findChild<QTreeView*>(u"table"_s);
        table->setFocus();
        for (int i = 0; i < 30; ++i) { // the details follow
            QTest::keyClick(table, i % 10 == 9 ? Qt::Key_PageDown : Qt::Key_Down);
            letGo(20);
        }
        record(u"details"_s);
    }
    void finder() {
        m_application.begin();
        inOneSlice([&] { emit m_console.window().finderWanted(); });
        letGo(50);
        auto* dialog = m_console.window().findChild<QDialog*>(u"finder"_s);
        auto* query = dialog->findChild<QLineEdit*>(u"query"_s);
        for (const QChar letter : u"riverside 12"_s) {
            QTest::keyClick(query, letter.toLatin1());
            letGo(60);
        }
        dialog->reject();
        letGo(50);
        record(u"finder"_s);
    }

    TimedApplication& m_application;
    int m_count;
    FakeBackend m_backend;
    Console m_console;
    Page* m_page = nullptr;
    QTreeView* m_tree = nullptr;
    QJsonObject m_result;

    void key(Qt::Key key, const QString& what) {
        m_application.begin();
        QTest::keyClick(m_tree, key);
        letGo(100);
        record(what);
    }
};

/// Qt's own model and view, one parent with as many rows.
double baselineMs(int count) {
    QStandardItemModel model;
    auto* group = new QStandardItem(u"group"_s);
    model.appendRow(group);
    for (int i = 0; i < count; ++i)
        group->appendRow(new QStandardItem(QString::number(i)));
    QTreeView view;
    view.setUniformRowHeights(true);
    view.setModel(&model);
    view.show();
    letGo(50);
    const double before = threadMs();
    view.expand(model.index(0, 0));
    view.viewport()->repaint();
    return threadMs() - before;
}

} // namespace

int main(int argc, char** argv) {
    setAllocatorUp();
    TimedApplication application(argc, argv);
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QApplication::setOrganizationName(u"bench"_s);
    const int count = argc > 1 ? std::max(200, QByteArray(argv[1]).toInt()) : 100'000;
    Theme theme(application);
    QJsonObject result = Bench(application, theme, count).run();
    result.insert(u"bench"_s, u"preview"_s);
    result.insert(u"deliverables"_s, count);
    result.insert(u"baseline"_s, u"opening as many rows of a QStandardItemModel in a QTreeView"_s);
    result.insert(u"baselineCpuMs"_s, baselineMs(count));
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
