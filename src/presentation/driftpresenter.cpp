// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/driftpresenter.h"

#include "presentation/facttexts.h"
#include "presentation/whenready.h"

namespace milepost {

DriftPresenter::DriftPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&m_session, &Session::profileChanged, this, &DriftPresenter::takeProfile);
    connect(&m_session, &Session::surveyChanged, this, &DriftPresenter::takeSurvey);
    connect(&m_session, &Session::readingChanged, this, [this] {
        if (m_looksAgain && !m_session.isReading()) // later: what that look found comes first
            QMetaObject::invokeMethod(this, &DriftPresenter::lookAgain, Qt::QueuedConnection);
        emit changed();
    });
    takeProfile();
}

void DriftPresenter::takeProfile() {
    const QString now = m_session.profile() ? m_session.profile()->name : QString();
    if (now != m_profile) {
        m_profile = now;
        ++m_generation;
        m_isDeciding = m_looksAgain = false;
        m_failure.reset();
        m_undo.reset();
        m_notice.clear();
    }
    takeSurvey();
}

void DriftPresenter::takeSurvey() {
    m_edits.clear();
    if (const auto& survey = m_session.survey(); survey != nullptr && survey->plan())
        m_edits = survey->plan()->edits;
    show(m_looksAgain ? m_wanted : Decided());
    emit changed();
}

DriftPresenter::Content DriftPresenter::content() const {
    if (m_model.rowCount() > 0)
        return Content::List;
    if (!m_session.profile())
        return Content::NotReady;
    const auto& survey = m_session.survey();
    if (survey != nullptr && survey->plan())
        return Content::Nothing;
    return m_session.isReading() ? Content::Reading : Content::NotRead;
}

const DriftedField* DriftPresenter::find(const DriftId& about) const {
    for (const HandEdit& edit : m_edits)
        if (edit.key == about.first)
            for (const DriftedField& field : edit.fields)
                if (field.field == about.second)
                    return &field;
    return nullptr;
}

bool DriftPresenter::canForget(const std::set<DriftId>& about) const {
    return std::ranges::any_of(about, [this](const DriftId& one) {
        const DriftedField* field = find(one);
        return field != nullptr && field->decided;
    });
}

void DriftPresenter::decide(const std::set<DriftId>& about, std::optional<Kind> kind) {
    Decided wanted;
    Decided before;
    for (const DriftId& one : about)
        if (const DriftedField* field = find(one)) {
            wanted[one] = kind;
            before[one] = field->decided;
        }
    const auto count = static_cast<int>(wanted.size());
    const QString notice = !kind                   ? tr("%n decision(s) were taken back.", nullptr, count)
                           : *kind == Kind::Keep   ? tr("%n edit(s) are kept.", nullptr, count)
                           : *kind == Kind::Ignore ? tr("%n edit(s) are ignored.", nullptr, count)
                                                   : tr("The next run restores %n edit(s).", nullptr, count);
    store(wanted, notice, std::move(before));
}

void DriftPresenter::undo() {
    if (canUndo())
        store(Decided(*m_undo), {}, std::nullopt);
}

void DriftPresenter::store(const Decided& wanted, const QString& notice, std::optional<Decided> undo) {
    DriftChoice choice;
    for (const auto& [about, kind] : wanted) {
        const DriftedField* field = find(about);
        if (kind && field != nullptr)
            choice.decided[about] = decisionAbout(*field, *kind);
        else
            choice.forgotten.insert(about);
    }
    if (wanted.empty() || m_isDeciding || !m_session.profile())
        return;
    m_isDeciding = true;
    whenReady(m_session.backend().decideDrift(*m_session.profile(), choice), this,
              [=, this, generation = m_generation](const Result<void>& stored) {
                  if (generation != m_generation)
                      return;
                  m_isDeciding = false;
                  m_failure.reset();
                  if (stored) {
                      m_undo = undo;
                      m_notice = notice;
                      m_wanted = wanted;
                      show(wanted);
                      lookAgain();
                  } else {
                      m_failure = stored.error();
                  }
                  emit changed();
              });
    emit changed();
}

void DriftPresenter::lookAgain() {
    m_looksAgain = m_session.isReading();
    if (!m_looksAgain)
        m_session.refresh();
}

void DriftPresenter::show(const Decided& decided) {
    for (HandEdit& edit : m_edits)
        for (DriftedField& field : edit.fields)
            if (const auto found = decided.find({edit.key, field.field}); found != decided.end())
                field.decided = found->second;
    const auto& survey = m_session.survey();
    m_model.show(m_edits, m_session.profile() ? m_session.profile()->driftPolicy : DriftPolicy::Show,
                 survey != nullptr && survey->plan() ? addressesOf(*survey->plan())
                                                     : QHash<QString, QString>());
}

} // namespace milepost
