// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the tour that asks what is wrong.

#include "tourwalk.h"
#include "widgets/bundledialog.h"

#include <QLineEdit>
#include <QListWidget>

namespace milepost {

using namespace Qt::StringLiterals;

bool TourWalk::climbed(const char* complaint) {
    const TroubleshootPresenter& trouble = m_journey->console().troubleshoot();
    if (!click(complaint) || !wait(complaint, [&] { return !trouble.isRunning() && trouble.report(); }))
        return false;
    settle();
    return true;
}

bool TourWalk::troubleshoot() {
    go(PageId::Troubleshoot);
    picture("troubleshoot");
    if (!climbed("ladder-authentication-failed"))
        return false;
    picture("troubleshoot-well");
    const QString name = m_journey->session().profile()->calendarName;
    const auto rename = [&](const QString& from, const QString& to) {
        return control("edit", {{u"op"_s, u"renameCalendar"_s}, {u"calendar"_s, from}, {u"to"_s, to}});
    };
    if (!rename(name, name + u" (2025)"_s) || !climbed("ladder-calendar-not-found"))
        return false;
    picture("troubleshoot-calendar");
    if (!click("fix-2") || !pictureOfDialog("fixConfirm", "troubleshoot-question"))
        return false;
    // Two that come near: a letter of another alphabet, and a blank at the end.
    const QString odd = QString(name).replace(u'o', QChar(0x043E)).toLower();
    if (!rename(name + u" (2025)"_s, odd) ||
        !control("edit", {{u"op"_s, u"createCalendar"_s}, {u"calendar"_s, name + u' '}}) ||
        !climbed("ladder-calendar-not-found"))
        return false;
    picture("troubleshoot-near");
    if (!control("edit", {{u"op"_s, u"deleteCalendar"_s}, {u"calendar"_s, name + u' '}}) ||
        !rename(odd, name) || !climbed("ladder-events-not-appearing"))
        return false;
    picture("troubleshoot-event");
    return exchangeLog() && bundle() && explained();
}

bool TourWalk::exchangeLog() {
    go(PageId::ExchangeLog);
    ExchangesPresenter& log = m_journey->console().exchanges();
    if (!wait("exchange log", [&] { return log.model().rowCount() > 0; }))
        return false;
    settle();
    picture("exchanges");
    log.keepBodies(15);
    if (!wait("bodies", [&] { return log.bodiesLeft().count() > 0; }) || !lookAgain())
        return false;
    ExchangeFilter failed;
    failed.failedOnly = true;
    log.setFilter(failed);
    settle();
    picture("exchanges-failed");
    ExchangeFilter graph;
    graph.stage = Error::Stage::Graph;
    log.setFilter(graph);
    if (!wait("requests to Graph", [&] {
            return log.model().rowCount() > 0 && log.model().record(0)->stage == Error::Stage::Graph;
        }))
        return false;
    log.choose(log.model().record(0)->id);
    settle();
    picture("exchanges-bodies");
    log.keepBodies(0);
    log.setFilter({});
    return wait("no bodies", [&] { return log.bodiesLeft().count() == 0; });
}

bool TourWalk::bundle() {
    go(PageId::Troubleshoot);
    if (!click("diagnosticsBundle"))
        return false;
    auto* dialog = m_journey->window().findChild<BundleDialog*>();
    if (!wait("bundle", [&] { return dialog->presenter().state() == BundlePresenter::State::Made; }))
        return false;
    dialog->findChild<QListWidget*>(u"bundleFiles"_s)->setCurrentRow(6);
    dialog->findChild<QLineEdit*>(u"bundleSearch"_s)->setText(u"hunter2"_s);
    dialog->presenter().search(u"hunter2"_s);
    if (!wait("search", [&] { return !dialog->presenter().found().isEmpty(); }))
        return false;
    settle();
    pictureOf(dialog, "bundle");
    dialog->reject();
    return true;
}

/// Under way, and at its end.
bool TourWalk::explained() {
    TroubleshootPresenter& trouble = m_journey->console().troubleshoot();
    const auto& all = m_journey->session().survey()->data().deliverables;
    sandbox().addFault({{u"area"_s, u"graph"_s}}, {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    emit m_journey->console().finder().explainWanted(all.front().id);
    if (!held())
        return false;
    settle();
    picture("troubleshoot-explain-under-way");
    sandbox().release();
    sandbox().clearFaults();
    if (!wait("explanation", [&] { return !trouble.isBusy() && trouble.report(); }))
        return false;
    settle();
    picture("troubleshoot-explain");
    go(PageId::Deliverables);
    return true;
}

} // namespace milepost
