// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>

#include <QLayout>

namespace milepost {

/// Widgets side by side, in as many lines as the width asks for.
class FlowLayout final : public QLayout {
public:
    enum class Fill {
        Line, ///< the first has its smallest width and what is left of its line; the last stands at the right
              ///< edge
        None, ///< each has the width it wants
    };
    explicit FlowLayout(QWidget* parent, Fill fill = Fill::Line);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    [[nodiscard]] int lineSpacing() const { return std::min(spacing(), 8); }
    [[nodiscard]] QSize wanted(qsizetype index) const;
    /// Lines of items; with `move` each gets its place. The height they take.
    int arrange(const QRect& rect, bool move) const;

    QList<QLayoutItem*> m_items;
    Fill m_fill;
};

} // namespace milepost
