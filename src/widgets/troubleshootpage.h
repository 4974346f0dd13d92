// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/troubleshootpresenter.h"
#include "widgets/page.h"

#include <map>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QScrollArea;

namespace milepost {

class Banner;
class Card;
class EmptyState;
class FlowLayout;
class StateLabel;

/// What people complain of, as buttons; the rungs of the ladder that was chosen, and what to do about the
/// first that failed. Runs on: main.
class TroubleshootPage final : public Page {
    Q_OBJECT

public:
    /// `presenter` outlives the page.
    explicit TroubleshootPage(TroubleshootPresenter& presenter, QWidget* parent = nullptr);

    void refresh() override { m_presenter.again(); }
    void cancel() override { m_presenter.stop(); }
    /// Follows this deliverable.
    void explain(qint64 deliverable);

signals:
    void pasteWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeComplaints();
    QWidget* makeQuestion();
    QWidget* makeAnswer();
    void addHeaderButtons();
    void choose(LadderId id);
    void ask();
    void showState();
    void showRung(const Rung* rung);
    void showCurrent();
    void addBlock(const QString& name, const QString& heading, QLayout* into);
    void setBlock(const QString& name, const QString& text);
    void askForFile();

    TroubleshootPresenter& m_presenter;
    std::map<LadderId, QPushButton*> m_complaints;
    QPushButton* m_explain = nullptr;
    QPushButton* m_again = nullptr;
    QPushButton* m_save = nullptr;
    QWidget* m_question = nullptr;
    QLineEdit* m_deliverable = nullptr;
    QLineEdit* m_viewer = nullptr;
    QListView* m_rungs = nullptr;
    QScrollArea* m_answer = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_panes = nullptr;
    Banner* m_notice = nullptr;
    StateLabel* m_state = nullptr;
    QLabel* m_headline = nullptr;
    FlowLayout* m_fixes = nullptr;
    std::map<QString, std::pair<QLabel*, QLabel*>> m_blocks; ///< heading and text
    bool m_explains = false;
};

} // namespace milepost
