// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/errorarea.h"

#include <QEvent>
#include <QLayout>

namespace milepost {

ErrorArea::ErrorArea(QWidget* parent) : QScrollArea(parent), m_panel(new ErrorPanel) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setAccessibleName(tr("What happened and what to do"));
    setWidget(m_panel);
    // What it stands on shows through.
    viewport()->setAutoFillBackground(false);
    m_panel->setAutoFillBackground(false);
    m_panel->installEventFilter(this);
    hide();
}

void ErrorArea::setError(const Error& error, const QDateTime& atUtc) {
    m_panel->setError(error, atUtc);
    show();
    fit();
}

void ErrorArea::clear() {
    m_panel->clear();
    hide();
}

bool ErrorArea::eventFilter(QObject* watched, QEvent* event) {
    const bool isHandled = QScrollArea::eventFilter(watched, event);
    if (watched == m_panel && event->type() == QEvent::LayoutRequest)
        fit();
    return isHandled;
}

void ErrorArea::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    fit();
}

void ErrorArea::fit() {
    // Without an error there is no height for it.
    const int wanted = std::max(0, m_panel->layout()->totalHeightForWidth(viewport()->width()));
    setMinimumHeight(std::min(wanted, k_least));
    setMaximumHeight(wanted); // a limit that changes is told to the layout
}

} // namespace milepost
