// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/plantexts.h"

#include <QToolButton>

namespace milepost {

/// How many a group of the plan holds: icon, number, words. A click goes there. Hidden when it holds none.
class CountButton final : public QToolButton {
    Q_OBJECT

public:
    explicit CountButton(PlanGroup group, QWidget* parent = nullptr);

    [[nodiscard]] PlanGroup group() const { return m_group; }
    void setCount(int count);
    /// Without the words, where room is short; the tool tip says them.
    void setCompact(bool isCompact);
    [[nodiscard]] int fullWidth() const; ///< with the words

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PlanGroup m_group;
    int m_count = 0;
    bool m_isCompact = false;
};

} // namespace milepost
