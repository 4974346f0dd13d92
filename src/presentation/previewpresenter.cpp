// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/previewpresenter.h"

#include "domain/profileschema.h"
#include "presentation/inpool.h"
#include "presentation/plantexts.h"
#include "presentation/requesttext.h"
#include "presentation/whenready.h"

#include <algorithm>

#include <QFileInfo>
#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

PreviewPresenter::PreviewPresenter(Session& session, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_aimed(session.backend().clock()) {
    m_pool.setMaxThreadCount(1);
    connect(&m_session, &Session::surveyChanged, this, &PreviewPresenter::takeSurvey);
    connect(&m_session, &Session::readingChanged, this, &PreviewPresenter::changed);
    connect(&m_aimed, &Look::ended, this, &PreviewPresenter::takeSurvey);
    connect(&m_aimed, &Look::changed, this, &PreviewPresenter::changed);
    connect(&m_session, &Session::profileChanged, this, &PreviewPresenter::takeProfile);
    connect(&m_session, &Session::acceptFailed, this, &PreviewPresenter::failed);
    connect(&m_model, &PlanModel::countsChanged, this, &PreviewPresenter::ticksChanged);
    connect(&m_model, &PlanModel::taken, this, &PreviewPresenter::takeRows);
    takeSurvey();
}

PreviewPresenter::~PreviewPresenter() {
    m_pool.clear();
    m_pool.waitForDone();
}

void PreviewPresenter::takeSurvey() {
    m_model.setSurvey(look().survey());
    emit changed();
}

/// Another profile: nothing of what was chosen for the last one may be taken along.
void PreviewPresenter::takeProfile() {
    m_aim.reset();
    m_aimed.forget();
    m_model.setSurvey(m_session.survey(), {});
    m_model.narrow(std::nullopt);
    dropFile();
    emit changed();
}

void PreviewPresenter::takeRows() {
    if (std::exchange(m_shown, m_model.survey()) != m_model.survey())
        hold();
    emit changed();
}

const Error* PreviewPresenter::failure() const {
    if (look().failure())
        return &*look().failure();
    const auto& survey = look().survey();
    return survey && survey->calendarFailure() ? &*survey->calendarFailure() : nullptr;
}

PreviewPresenter::Nothing PreviewPresenter::nothing() const {
    if (m_model.plan() == nullptr) {
        if (look().isReading() || m_model.isTaking())
            return Nothing::Reading;
        if (!m_session.profile() || !readyToRun(*m_session.profile()))
            return Nothing::NotReady;
        return failure() != nullptr ? Nothing::CouldNotRead : Nothing::NotLooked;
    }
    int rows = 0;
    for (int id = 0; id < k_planGroups; ++id)
        if (static_cast<PlanGroup>(id) != PlanGroup::Unchanged)
            rows += m_model.count(static_cast<PlanGroup>(id));
    if (rows == 0 && !(m_model.listsUnchanged() && m_model.count(PlanGroup::Unchanged) > 0))
        return Nothing::NothingToDo;
    return m_model.rowCount() == 0 ? Nothing::NoMatch : Nothing::None;
}

void PreviewPresenter::previewOf(const std::set<qint64>& deliverables) {
    showUsualPlan();
    m_model.narrow(deliverables);
    emit changed();
}

void PreviewPresenter::showWholePlan() {
    m_model.narrow(std::nullopt);
    emit changed();
}

ReadingLine PreviewPresenter::reading() const {
    ReadingLine line = readingLine(look());
    if (m_aim && look().isWaiting())
        line.evidence = aimTexts(*m_aim).read;
    const Plan* plan = m_model.plan();
    if (plan == nullptr || look().isWaiting() || look().failure())
        return line;
    QStringList evidence{line.evidence};
    if (plan->purpose.isSync()) {
        const auto deliverables = static_cast<int>(look().survey()->data().deliverables.size());
        evidence << tr("%n deliverable(s)", nullptr, deliverables);
    }
    evidence << tr("%n of our events", nullptr, plan->ownInScope);
    if (!plan->purpose.isSync())
        evidence << tr("the tracker was not asked");
    else
        evidence << (restriction().isEmpty() ? tr("without both, nothing is deleted")
                                             : tr("nothing is deleted"));
    line.evidence = evidence.join(u" · "_s);
    return line;
}

bool PreviewPresenter::canAcceptView() const { return look().survey() && canBeAccepted(*look().survey()); }

QString PreviewPresenter::restriction() const {
    return look().survey() ? restrictionText(*look().survey()) : QString();
}

int PreviewPresenter::ticked() const { return m_model.writes(); }

QString PreviewPresenter::forecastText() const {
    const Plan* plan = m_model.plan();
    if (plan == nullptr || (plan->pending() == 0 && ticked() == 0))
        return {};
    // The forecast is of the whole plan: every action that is left out saves its call.
    const int calls = std::max(0, plan->forecast.requests - plan->pending() + ticked());
    const double share = plan->forecast.requests > 0 ? double(calls) / plan->forecast.requests : 0;
    const int seconds = std::max(1, qRound(plan->forecast.seconds * share));
    const QString time = seconds < 120 ? tr("about %n second(s)", nullptr, seconds)
                                       : tr("about %n minute(s)", nullptr, (seconds + 30) / 60);
    return tr("%1, %2").arg(tr("%n call(s)", nullptr, calls), time);
}

QString PreviewPresenter::whyReadOnly() const {
    if (!m_session.profile())
        return tr("No profile is chosen.");
    if (m_session.profile()->readOnly)
        return tr("This profile is read only: nothing can be applied.");
    if (!m_session.profile()->enabled)
        return tr("This profile is switched off: nothing can be applied.");
    const Profile& profile = *m_session.profile();
    if (const auto until = frozenUntil(profile, profile.dayAt(m_session.backend().clock().utcNow())))
        return tr("A freeze window holds until the end of %1: nothing can be applied.").arg(dateText(*until));
    return {};
}

void PreviewPresenter::savePlan(const QString& path) {
    if (m_model.plan() == nullptr)
        return;
    whenReady(m_session.backend().savePlan(path, m_model.survey()), this,
              [this, path](const Result<void>& saved) {
                  if (saved)
                      emit planSaved(path);
                  else
                      emit failed(tr("The plan was not saved."), saved.error());
              });
}

bool PreviewPresenter::canApply() const {
    return whyReadOnly().isEmpty() && !m_model.isTaking() && (!m_opened || m_opened->isHeld) && ticked() > 0;
}

void PreviewPresenter::openPlan(const QString& path) {
    whenReady(m_session.backend().openPlan(path), this, [this, path](const Result<QJsonObject>& document) {
        const auto read = [document]() -> Result<std::shared_ptr<const PlanFile>> {
            if (!document)
                return std::unexpected(document.error());
            auto file = readPlanFile(*document);
            if (!file)
                return std::unexpected(file.error());
            return freedElsewhere(std::make_shared<const PlanFile>(std::move(*file)));
        };
        whenReady(
            inPool(m_pool, read), this,
            [this, path](const Result<std::shared_ptr<const PlanFile>>& file) { takeFile(path, file); });
    });
}

void PreviewPresenter::takeFile(const QString& path, const Result<std::shared_ptr<const PlanFile>>& file) {
    if (!file)
        return emit failed(tr("The file was not opened."), file.error());
    if ((*file)->purpose.isSync())
        showUsualPlan();
    else
        aimAt({(*file)->purpose});
    m_file = *file;
    m_opened.emplace();
    m_opened->name = QFileInfo(path).fileName();
    m_opened->madeUtc = QDateTime::fromString(m_file->document.value(u"created"_s).toString(), Qt::ISODate);
    m_model.narrow(std::nullopt);
    m_model.tickAll();
    hold();
    if (m_model.plan() == nullptr)
        refresh();
    emit changed();
}

/// Ticks stay on what both plans say alike; whatever moved since must be ticked by hand.
void PreviewPresenter::hold() {
    const auto survey = m_model.survey();
    if (!m_file || m_model.plan() == nullptr)
        return;
    m_opened->isHeld = false;
    const auto job = [file = m_file, survey] { return holdAgainst(*file, *survey->plan()); };
    const auto inFile = static_cast<size_t>(m_file->document.value(u"actions"_s).toArray().size());
    if (std::max(inFile, survey->plan()->actions.size()) <= PlanModel::k_takenAtOnce)
        return takeHeld(job());
    whenReady(inPool(m_pool, job), this, [this, file = m_file, survey](const HeldPlan& held) {
        if (file != m_file || survey != m_model.survey())
            return; // overtaken
        takeHeld(held);
        emit changed();
    });
}

void PreviewPresenter::takeHeld(const HeldPlan& held) {
    m_opened->isHeld = true;
    m_opened->moved = held.moved;
    m_opened->agreed = held.agreed;
    m_opened->of = held.of;
    m_model.untick(held.differing);
}

void PreviewPresenter::dropFile() {
    m_file.reset();
    m_opened.reset();
}

void PreviewPresenter::closeOpenedPlan() {
    dropFile();
    m_model.tickAll();
    emit changed();
}

QString PreviewPresenter::requestText(const QModelIndex& index) const {
    const Action* action = m_model.action(index);
    if (action == nullptr || !m_session.profile())
        return {};
    return milepost::requestText(m_model.written(*action), *m_model.plan(), *m_session.profile());
}

} // namespace milepost
