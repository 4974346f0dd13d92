// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/icons.h"

#include "widgets/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array k_sizes{16, 20, 24, 32};

class TintedIcon final : public QIconEngine {
public:
    TintedIcon(QString name, Role role) : m_name(std::move(name)), m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const int size = std::min(rect.width(), rect.height());
        const QRect square(rect.center() - QPoint(size / 2 - 1 + size % 2, size / 2 - 1 + size % 2),
                           QSize(size, size));
        painter->drawPixmap(square, picture(size, painter->device()->devicePixelRatioF(), mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override {
        // Qt asks for device pixels here.
        return picture(static_cast<int>(std::lround(std::min(size.width(), size.height()) / scale)), scale,
                       mode);
    }
    [[nodiscard]] QIconEngine* clone() const override { return new TintedIcon(m_name, m_role); }

private:
    [[nodiscard]] QPixmap picture(int size, qreal scale, QIcon::Mode mode) const {
        return iconPixmap(m_name, Theme::colour(mode == QIcon::Disabled ? Role::TextDisabled : m_role), size,
                          scale);
    }

    QString m_name;
    Role m_role;
};

} // namespace

QIcon icon(const QString& name, Role role) { return QIcon(new TintedIcon(name, role)); }

QPixmap iconPixmap(const QString& name, const QColor& tint, int size, qreal scale) {
    const QString key =
        u"milepost/%1/%2/%3/%4"_s.arg(name, tint.name(), QString::number(size), QString::number(scale));
    QPixmap found;
    if (QPixmapCache::find(key, &found))
        return found;
    const auto drawn = std::ranges::find_if(k_sizes, [&](int candidate) { return candidate >= size; });
    const int of = drawn == k_sizes.end() ? k_sizes.back() : *drawn;
    const int times = std::clamp(static_cast<int>(std::ceil(scale)), 1, 3);
    QImage mask(u":/icons/%1-%2@%3x.png"_s.arg(name, QString::number(of), QString::number(times)));
    if (mask.isNull()) {
        qWarning("there is no icon %s", qPrintable(name));
        return {};
    }
    const int pixels = static_cast<int>(std::lround(size * scale));
    if (mask.width() != pixels)
        mask = mask.scaled(pixels, pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QImage image = mask.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), tint);
    painter.end();
    image.setDevicePixelRatio(scale);
    found = QPixmap::fromImage(image);
    QPixmapCache::insert(key, found);
    return found;
}

} // namespace milepost
