// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/previewpresenter.h"

// From ticks to a run: what is confirmed is what was made ready, whatever happens to the plan meanwhile.

namespace milepost {

using namespace Qt::StringLiterals;

bool PreparedRun::isConfirmedBy(const QString& typed) const {
    return !needsNumber() || typed.trimmed() == QString::number(number());
}

QString PreparedRun::guardTitle() const {
    if (letGo > 0)
        return PreviewPresenter::tr("Milepost no longer looks after them");
    return removesAll ? PreviewPresenter::tr("Everything of ours goes")
                      : PreviewPresenter::tr("More deletions than usual");
}

QString PreparedRun::guardWhy() const {
    if (letGo > 0)
        return PreviewPresenter::tr(
            "%n event(s) would lose our mark. To anybody they are then like events made "
            "by hand.",
            nullptr, letGo);
    if (removesAll)
        return PreviewPresenter::tr(
            "%n event(s) would be deleted, and nothing looks after the calendar until the "
            "next sync.",
            nullptr, deletions);
    return PreviewPresenter::tr("%n event(s) would be deleted; up to %1 need no more than a click.", nullptr,
                                deletions)
        .arg(allowed);
}

QString PreparedRun::guardQuestion() const {
    return letGo > 0 ? PreviewPresenter::tr("Type the &number of events (%1) to go on").arg(letGo)
                     : PreviewPresenter::tr("Type the &number of deletions (%1) to go on").arg(deletions);
}

std::optional<PreparedRun> PreviewPresenter::prepare() const {
    const Plan* plan = m_model.plan();
    if (plan == nullptr || !canApply())
        return std::nullopt;
    PreparedRun run;
    run.request.chosen = m_model.tickedKeys();
    run.request.putBack = m_model.putBackKeys();
    run.putBacks = static_cast<int>(run.request.putBack.size());
    run.request.scope = plan->scope;
    run.request.adopt = plan->adopt;
    run.request.reviewed = m_model.survey();
    run.deletions = m_model.tickedIn(PlanGroup::Delete);
    run.allowed = allowedDeletions(plan->ownInScope, m_session.profile()->maxDelete);
    // Whatever the profile allows: never more than this number was looked at.
    run.request.maxDelete = DeletionLimit{run.deletions, DeletionLimit::Unit::Events};
    run.title = runTitle(m_aim, ticked());
    run.target = targetText(*plan);
    countRun(run);
    run.left = leftAlone();
    run.forecast = forecastText();
    return run;
}

void PreviewPresenter::countRun(PreparedRun& run) const {
    const auto kind = m_model.plan()->purpose.kind;
    const int changes = m_model.changesAlone();
    run.removesAll = kind == PlanPurpose::Kind::RemoveAll;
    run.letGo = kind == PlanPurpose::Kind::Detach ? changes : 0;
    if (run.deletions > 0)
        run.lines << tr("%n event(s) deleted", nullptr, run.deletions);
    if (run.putBacks > 0)
        run.lines << tr("%n event(s) edited in Outlook, overwritten", nullptr, run.putBacks);
    if (run.letGo > 0)
        run.lines << tr("%n event(s) lose our mark and stay as they are", nullptr, run.letGo);
    else if (changes > 0)
        run.lines << tr("%n event(s) changed", nullptr, changes);
    if (const int offers = m_model.tickedIn(PlanGroup::Offer); offers > 0)
        run.lines << tr("%n event(s) taken over", nullptr, offers);
    if (const int additions = m_model.tickedIn(PlanGroup::Add); additions > 0)
        run.lines << tr("%n event(s) added", nullptr, additions);
    const std::set<EventKey> chosen(run.request.chosen.begin(), run.request.chosen.end());
    if (const int calendars = selected(*m_model.plan(), chosen).absentCalendars(); calendars > 0)
        run.lines << tr("%n calendar(s) made first", nullptr, calendars);
}

QStringList PreviewPresenter::leftAlone() const {
    QStringList lines;
    const int putBacks = m_model.tickedIn(PlanGroup::Edited);
    int unticked = m_model.pending() + putBacks;
    for (int id = 0; id < k_planGroups; ++id)
        unticked -= m_model.tickedIn(static_cast<PlanGroup>(id));
    if (unticked > 0)
        lines << tr("%n change(s) not ticked", nullptr, unticked);
    if (const int edited = m_model.count(PlanGroup::Edited) - putBacks; edited > 0)
        lines << tr("%n event(s) edited in Outlook", nullptr, edited);
    if (const int blocked = m_model.count(PlanGroup::Blocked); blocked > 0)
        lines << tr("%n event(s) blocked", nullptr, blocked);
    return lines;
}

bool PreviewPresenter::apply(const PreparedRun& run, const QString& typed) {
    if (!run.isConfirmedBy(typed) || !whyReadOnly().isEmpty())
        return false;
    showUsualPlan(); // what was aimed at is on its way
    emit applyWanted(run.request, run.title);
    return true;
}

} // namespace milepost
