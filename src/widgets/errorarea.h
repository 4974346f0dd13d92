// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/errorpanel.h"

#include <QScrollArea>

namespace milepost {

/// An error above something else that wants the room: as high as its words need, and scrolled where there is
/// less. Hidden while there is no error. Runs on: main.
class ErrorArea final : public QScrollArea {
    Q_OBJECT

public:
    explicit ErrorArea(QWidget* parent = nullptr);

    void setError(const Error& error, const QDateTime& atUtc);
    void clear();
    [[nodiscard]] QSize sizeHint() const override { return {k_width, maximumHeight()}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr int k_width = 400; ///< px, where nobody asks for another
    static constexpr int k_least = 72;  ///< px: what happened, and that there is more

    void fit();

    ErrorPanel* m_panel;
};

} // namespace milepost
