// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "camera.h"

#include <set>

#include <QPixmap>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// A page has more colours than an empty one: text is painted with soft edges.
constexpr size_t k_fewestColours = 12;

bool showsSomething(const QImage& image) {
    std::set<QRgb> colours;
    for (int y = 0; y < image.height(); y += 2)
        for (int x = 0; x < image.width() && colours.size() < k_fewestColours; x += 2)
            colours.insert(image.pixel(x, y));
    return colours.size() >= k_fewestColours;
}

} // namespace

void Camera::take(QWidget* widget, const char* name) {
    const QPixmap shot = widget->grab();
    const QString file = u"%1-%2-%3-%4x%5.png"_s.arg(
        QString::number(++m_number).rightJustified(2, u'0'), QString::fromLatin1(name),
        m_tone == ThemeChoice::Dark ? u"dark"_s : u"light"_s, QString::number(m_size.width()),
        QString::number(m_size.height()));
    if (!shot.save(m_out.filePath(file)) || !showsSomething(shot.toImage())) {
        qWarning("tour: %s shows nothing, or cannot be written", name);
        m_isFine = false;
    }
}

} // namespace milepost
