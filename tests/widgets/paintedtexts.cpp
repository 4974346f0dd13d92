// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paintedtexts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>

namespace milepost {

namespace {

/// Whose paintEvent() runs: every widget gets its own event, also while a window is rendered.
class PaintWatch final : public QObject {
public:
    PaintWatch() { QCoreApplication::instance()->installEventFilter(this); }
    [[nodiscard]] QWidget* current() const { return m_current; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint && watched->isWidgetType())
            m_current = static_cast<QWidget*>(watched);
        return false;
    }

private:
    QPointer<QWidget> m_current;
};

/// Notes texts, draws nothing.
class Recorder final : public QPaintEngine {
public:
    Recorder() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    [[nodiscard]] Type type() const override { return User; }

    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        const QPainter* pen = painter();
        const QTransform toPaper = pen->deviceTransform();
        const QRectF place(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        QRectF seen(systemClip().boundingRect());
        if (pen->hasClipping())
            seen &= toPaper.mapRect(pen->clipBoundingRect());
        texts.push_back({item.text(), toPaper.mapRect(place), seen, watch.current()});
    }

    std::vector<PaintedText> texts;
    PaintWatch watch;
};

class Paper final : public QPaintDevice {
public:
    explicit Paper(QSize size) : m_size(size) {}
    [[nodiscard]] QPaintEngine* paintEngine() const override { return &m_recorder; }
    [[nodiscard]] Recorder& recorder() { return m_recorder; }

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
        case PdmWidth:
        case PdmWidthMM:
            return m_size.width();
        case PdmHeight:
        case PdmHeightMM:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDepth:
            return 32;
        case PdmNumColors:
            return 0;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        }
        return 0;
    }

private:
    QSize m_size;
    mutable Recorder m_recorder;
};

} // namespace

std::vector<PaintedText> paintedTexts(QWidget& widget) {
    Paper paper(widget.size());
    widget.render(&paper);
    return std::move(paper.recorder().texts);
}

} // namespace milepost
