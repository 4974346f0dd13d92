// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/exchangetexts.h"

#include <QWidget>

namespace milepost {

class FlowLayout;

/// Where the time of a request went: a bar of its parts in their order, and below each part's colour, name
/// and duration. What is read aloud is the names and durations. Runs on: main.
class SpanBar final : public QWidget {
    Q_OBJECT

public:
    explicit SpanBar(QWidget* parent = nullptr);

    void show(std::vector<ExchangeSpan> spans);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Bar;
    void showLegend();

    Bar* m_bar;
    QWidget* m_legend;
    FlowLayout* m_parts;
};

} // namespace milepost
