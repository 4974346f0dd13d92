// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/remedyactions.h"
#include "presentation/troubleshootpresenter.h"
#include "widgets/card.h"

#include <map>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace milepost {

class ErrorPanel;
class FactsFold;
class FlowLayout;
class NearMisses;
class StateLabel;

/// What one rung says, or the ladder as a whole: what happened, why, what comes near, what to do; below it,
/// always in sight, what Milepost can do about it. Texts of others are plain text. Runs on: main.
class RungAnswer final : public Card {
    Q_OBJECT

public:
    /// `presenter` outlives it.
    explicit RungAnswer(TroubleshootPresenter& presenter, QWidget* parent = nullptr);

    /// Null: no rung, the ladder as a whole.
    void showRung(const Rung* rung);
    /// Of a ladder that is under way: how long already.
    void showTime();

signals:
    void fixWanted(const milepost::RungFix& fix);
    /// Somebody wants to follow a remedy where that is done.
    void actionWanted(milepost::RemedyAction action);

private:
    [[nodiscard]] QWidget* makeBody();
    void addBlock(const QString& name, const QString& heading, QVBoxLayout& into);
    void setBlock(const QString& name, const QString& text);
    void showHead(const Rung* rung);
    void showNear(const Rung* rung);
    void showButtons(const Rung* rung);
    void addFix(const RungFix& fix, bool isPrimary);
    void orderTabs();
    [[nodiscard]] bool isNear(const RungFix& fix) const;

    TroubleshootPresenter& m_presenter;
    QScrollArea* m_area;
    QLabel* m_headline;
    StateLabel* m_state;
    ErrorPanel* m_error;
    NearMisses* m_near;
    FactsFold* m_facts;
    QWidget* m_line; ///< above the footer
    QWidget* m_footer;
    FlowLayout* m_buttons = nullptr;
    QStringList m_nearNames;
    std::map<QString, std::pair<QLabel*, QLabel*>> m_blocks; ///< heading and text
    std::vector<RungFix> m_fixes;                            ///< that have buttons
    std::vector<RemedyAction> m_actions;
};

} // namespace milepost
