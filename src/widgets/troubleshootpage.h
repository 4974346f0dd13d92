// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/remedyactions.h"
#include "presentation/troubleshootpresenter.h"
#include "widgets/page.h"

#include <map>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace milepost {

class Banner;
class ElidedLabel;
class EmptyState;
class RungAnswer;

/// What people complain of, as buttons; the rungs of the ladder that was chosen, and what to do about the
/// first that failed. Runs on: main.
class TroubleshootPage final : public Page {
    Q_OBJECT

public:
    /// `presenter` outlives the page.
    explicit TroubleshootPage(TroubleshootPresenter& presenter, QWidget* parent = nullptr);

    void refresh() override { m_presenter.again(); }
    void cancel() override { m_presenter.stop(); }
    /// Follows this deliverable, for whoever is the usual viewer of it.
    void explain(qint64 deliverable);
    /// The keyboard stands where its number is typed.
    void askWhatToExplain();

signals:
    void pasteWanted();
    void exchangesWanted();
    void bundleWanted();
    /// Somebody wants to follow a remedy where that is done.
    void actionWanted(milepost::RemedyAction action);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeComplaints();
    QWidget* makeQuestion();
    QWidget* makePanes();
    void addHeaderButtons();
    void choose(LadderId id);
    void ask();
    [[nodiscard]] qint64 number() const; ///< 0: none is typed
    void showWhat();
    void offerViewers();
    void showState();
    void showNothing();
    void showCurrent();
    void keepFocus();
    void say(const QString& sentence);
    void askAndFix(const RungFix& fix);
    void confirm(const RungFix& fix);
    void askForFile();
    void askWhatToCompare();

    TroubleshootPresenter& m_presenter;
    std::map<LadderId, QPushButton*> m_complaints;
    QPushButton* m_explain = nullptr;
    QPushButton* m_again = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_compare = nullptr;
    QWidget* m_question = nullptr;
    QLineEdit* m_deliverable = nullptr;
    QLineEdit* m_viewer = nullptr;
    ElidedLabel* m_what = nullptr;
    QListView* m_rungs = nullptr;
    RungAnswer* m_answer = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_panes = nullptr;
    Banner* m_notice = nullptr;
    bool m_explains = false;
};

} // namespace milepost
