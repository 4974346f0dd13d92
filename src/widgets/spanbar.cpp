// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/spanbar.h"

#include "widgets/flowlayout.h"
#include "widgets/theme.h"

#include <cmath>
#include <numeric>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_height = 12;
constexpr int k_swatch = 10;

} // namespace

/// The parts side by side, as long as they took.
class SpanBar::Bar final : public QWidget {
public:
    explicit Bar(QWidget* parent) : QWidget(parent) { setFixedHeight(k_height); }

    std::vector<ExchangeSpan> spans;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const qint64 whole =
            std::accumulate(spans.begin(), spans.end(), qint64(0),
                            [](qint64 sum, const ExchangeSpan& span) { return sum + span.microseconds; });
        painter.fillRect(rect(), Theme::colour(Role::SurfaceSunken));
        qint64 done = 0;
        const auto at = [&](qint64 moment) {
            return static_cast<int>(std::lround(static_cast<double>(moment) * width() /
                                                static_cast<double>(std::max<qint64>(whole, 1))));
        };
        for (const ExchangeSpan& span : spans) {
            const int from = at(done);
            done += span.microseconds;
            const int to = at(done);
            if (to > from) // a line of the ground between neighbours
                painter.fillRect(QRect(from, 0, to - from - (done < whole ? 1 : 0), height()),
                                 Theme::colour(span.role));
        }
    }
};

SpanBar::SpanBar(QWidget* parent)
    : QWidget(parent),
      m_bar(new Bar(this)),
      m_legend(new QWidget),
      m_parts(new FlowLayout(m_legend, FlowLayout::Fill::None)) {
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(4);
    m_parts->setContentsMargins({});
    m_parts->setSpacing(16);
    rows->addWidget(m_bar);
    rows->addWidget(m_legend);
}

void SpanBar::show(std::vector<ExchangeSpan> spans) {
    m_bar->spans = std::move(spans);
    m_bar->update();
    showLegend();
}

void SpanBar::showLegend() {
    while (QLayoutItem* item = m_parts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QStringList words;
    for (const ExchangeSpan& span : m_bar->spans) {
        auto* part = new QWidget;
        auto* row = new QHBoxLayout(part);
        row->setContentsMargins({});
        row->setSpacing(6);
        auto* swatch = new QLabel;
        QPixmap colour(k_swatch, k_swatch);
        colour.fill(Theme::colour(span.role));
        swatch->setPixmap(colour);
        words << tr("%1 %2", "what took time, and how long").arg(span.word, spanText(span.microseconds));
        auto* text = new QLabel(words.back());
        text->setFont(Theme::font(Theme::Text::Small));
        row->addWidget(swatch);
        row->addWidget(text);
        m_parts->addWidget(part);
    }
    setAccessibleName(tr("Where the time went: %1").arg(words.join(u", "_s)));
    m_legend->updateGeometry();
}

void SpanBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showLegend();
}

} // namespace milepost
