// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/planchips.h"

#include <QAbstractScrollArea>
#include <QItemSelectionModel>

namespace milepost {

/// The plan as a month: the same model and selection as the list, so that the current item is one. Arrows
/// walk days, Tab the chips of a day, Space ticks, Enter opens the item in the list, Page Up and Down change
/// the month. Runs on: main.
class MonthView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit MonthView(QWidget* parent = nullptr);

    /// Both outlive the view.
    void setPlan(PlanModel* model, QItemSelectionModel* selection);

    /// The day that is marked as today.
    void setToday(QDate today);
    [[nodiscard]] QDate today() const { return m_today; }
    [[nodiscard]] QDate day() const { return m_day; }
    /// Shows the month of the day and puts the cursor on it.
    void setDay(QDate day);
    [[nodiscard]] QString monthName() const;
    /// Of the day under the cursor; null when no chip is current.
    [[nodiscard]] const PlanChip* currentChip() const;
    /// Where a chip is drawn; empty when it is not in view. For tests and for popups.
    [[nodiscard]] QRect chipRect(const QDate& day, int chip) const;
    /// Of the current chip; empty when none is.
    [[nodiscard]] QRect currentRect() const { return m_chip < 0 ? QRect() : chipRect(m_day, m_chip); }

signals:
    void monthChanged();
    void openWanted(const QModelIndex& index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int, int) override { viewport()->update(); }
    void showEvent(QShowEvent* event) override;

private:
    using Chips = std::vector<PlanChip>;

    static constexpr int k_headerHeight = 24;
    static constexpr int k_chipsAt = 23; ///< below the date of a day

    void rebuild();
    void findCurrent();
    void follow(const QModelIndex& index); ///< the list's current item
    void select(int chip);
    void tell();
    void openDay(const QDate& day, const QPoint& at);
    void layOut();
    [[nodiscard]] const Chips& chips(const QDate& day) const;
    [[nodiscard]] int room() const; ///< chips that fit into a day
    [[nodiscard]] int firstShown(const QDate& day) const;
    [[nodiscard]] QRect cellRect(const QDate& day) const; ///< in the viewport
    [[nodiscard]] QRect moreRect(const QDate& day) const;
    [[nodiscard]] QDate dayAt(const QPoint& at) const;
    [[nodiscard]] int chipAt(const QDate& day, const QPoint& at) const;
    void drawHeader(QPainter& painter) const;
    void drawDay(QPainter& painter, const QDate& day) const;
    void drawChip(QPainter& painter, const QRect& rect, const PlanChip& chip, bool isCurrent) const;

    PlanModel* m_model = nullptr;
    QItemSelectionModel* m_selection = nullptr;
    std::map<QDate, Chips> m_chips; ///< of the days in view
    bool m_isStale = true;          ///< rebuilt when it is seen
    QDate m_today;
    QDate m_day;
    int m_chip = -1;
    QDate m_first; ///< top left
    int m_weeks = 5;
    int m_rowHeight = 0;
    std::vector<int> m_edges; ///< left edges of the columns, and the right end
};

} // namespace milepost
