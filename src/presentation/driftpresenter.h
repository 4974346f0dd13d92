// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/driftmodel.h"
#include "presentation/session.h"

namespace milepost {

/// The inbox of edits that people made to events of ours, and what is decided about them. It shows what the
/// session's last look found; a decision is about exactly that, is stored at once, and has its effect in the
/// next plan: the session looks again. Runs on: main; never blocks.
class DriftPresenter final : public QObject {
    Q_OBJECT

public:
    /// What stands in the place of the list (ux 2.5).
    enum class Content { List, NotReady, Reading, NotRead, Nothing };
    using Kind = DriftDecision::Kind;

    /// `session` outlives the presenter.
    explicit DriftPresenter(Session& session, QObject* parent = nullptr);

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] DriftModel& model() { return m_model; }
    [[nodiscard]] Content content() const;
    [[nodiscard]] int open() const { return m_model.open(); }
    /// Why the last decision was not stored.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    [[nodiscard]] bool isDeciding() const { return m_isDeciding; }

    /// Of these, all are decided or none. Nothing: what was decided is taken back.
    void decide(const std::set<DriftId>& about, std::optional<Kind> kind);
    /// Some of these were decided about.
    [[nodiscard]] bool canForget(const std::set<DriftId>& about) const;
    /// Brings back what held before the last decision of this window.
    void undo();
    [[nodiscard]] bool canUndo() const { return m_undo && !m_isDeciding; }
    /// What was decided last, in a sentence; "" when nothing was, or it was taken back.
    [[nodiscard]] const QString& notice() const { return m_notice; }

signals:
    void changed();

private:
    using Decided = std::map<DriftId, std::optional<Kind>>;

    void takeSurvey();
    void takeProfile();
    void lookAgain();
    void store(const Decided& wanted, const QString& notice, std::optional<Decided> undo);
    /// As the list shows it until the next look.
    void show(const Decided& decided);
    [[nodiscard]] const DriftedField* find(const DriftId& about) const;

    Session& m_session;
    DriftModel m_model;
    std::vector<HandEdit> m_edits;
    QString m_profile;
    std::optional<Error> m_failure;
    std::optional<Decided> m_undo;
    Decided m_wanted; ///< by the last decision
    QString m_notice;
    bool m_isDeciding = false;
    bool m_looksAgain = false; ///< a look that is under way may not have seen the decision
    int m_generation = 0;
};

} // namespace milepost
