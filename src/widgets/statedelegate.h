// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/itemroles.h"

#include <QStyledItemDelegate>
#include <QWidget>

namespace milepost {

/// A state as it is shown everywhere: shape and word in one colour, then evidence (look/palette.md 4).
struct StateText {
    State state = State::Unknown;
    QString word;     ///< empty: the word of the state
    QString evidence; ///< muted

    [[nodiscard]] QString shown() const { return word.isEmpty() ? stateWord(state) : word; }
    friend bool operator==(const StateText&, const StateText&) = default;
};

/// Draws it from the left edge of `rect`, centred vertically; what does not fit is elided.
void drawState(QPainter& painter, const QRect& rect, const StateText& text, const QFont& font);
/// Width that shows it in full.
[[nodiscard]] int stateWidth(const StateText& text, const QFont& font);

/// Cells that give a State (presentation/itemroles.h): shape + word + evidence. Other cells as always.
class StateDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The same as a widget. Its accessible name is what it shows.
class StateLabel final : public QWidget {
    Q_OBJECT

public:
    explicit StateLabel(QWidget* parent = nullptr);

    void setText(const StateText& text);
    [[nodiscard]] const StateText& text() const { return m_text; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    StateText m_text;
};

} // namespace milepost
