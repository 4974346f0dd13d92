// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/remedyactions.h"
#include "presentation/state.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace milepost {

class FactsFold;

/// An error in four blocks (ux 2.3): what happened, why, what to do with who can do it, and details that stay
/// closed until they are asked for. Two columns where there is room. Hidden while there is no error. Texts of
/// other programs are shown as plain text. Runs on: main.
class ErrorPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ErrorPanel(QWidget* parent = nullptr);

    /// Shows the panel, and after the reason what else it may be. The same error again keeps the details as
    /// they are.
    void setError(const Error& error, const QDateTime& atUtc);
    /// Shows a diagnosis of something that was not met here; `doubt` is said after the reason, its evidence
    /// stands in the details.
    void setDiagnosis(const Diagnosis& diagnosis, const QString& doubt);
    /// Nothing is wrong: hides the panel.
    void clear();
    /// Where the panel stands. From then on a remedy that is followed elsewhere has a button that leads
    /// there.
    void setPlace(const RemedyPlace& place) {
        m_place = place;
        m_leads = true;
    }
    /// It stands on no page, as in a dialog: every remedy that is followed on a page has a button.
    void setNoPlace() {
        m_place.reset();
        m_leads = true;
    }

signals:
    /// The details were opened or closed: a scroll area may want to show them.
    void detailsToggled(bool open);
    /// Somebody wants to follow a remedy where that is done.
    void actionWanted(milepost::RemedyAction action);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QLabel* addLabel(const QString& objectName, QWidget* parent);
    void showRemedies(const Diagnosis& diagnosis);
    [[nodiscard]] QWidget* makeAction(RemedyAction action);
    [[nodiscard]] bool leadsElsewhere(RemedyAction action) const;
    void arrange();
    void say(const Diagnosis& diagnosis, const QString& doubt);

    QWidget* m_words;    ///< what happened, why
    QWidget* m_remedies; ///< what to do
    QLabel* m_happened = nullptr;
    QLabel* m_why = nullptr;
    FactsFold* m_details;
    QGridLayout* m_blocks;
    std::optional<RemedyPlace> m_place;
    bool m_leads = false; ///< remedies have buttons
    Error m_error;
    bool m_hasError = false;
    bool m_isWide = false;
};

} // namespace milepost
