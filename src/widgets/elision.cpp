// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/elision.h"

#include "presentation/itemroles.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_leastWidth = 48;
constexpr int k_besideLine = 28; // an icon within a line edit
constexpr int k_aroundText = 16; // of a cell, a button

/// What a widget says, as long as it has no room for it; "" otherwise.
QString wholeTextOf(const QWidget& widget) {
    QString text;
    int around = k_aroundText;
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        text = button->text();
        around += button->icon().isNull() ? 0 : button->iconSize().width() + 8;
    } else if (const auto* line = qobject_cast<const QLineEdit*>(&widget)) {
        text = line->text().isEmpty() ? line->placeholderText() : QString();
        around += k_besideLine *
                  (static_cast<int>(line->actions().size()) + (line->isClearButtonEnabled() ? 1 : 0));
    }
    const int needed = widget.fontMetrics().size(Qt::TextShowMnemonic, text).width() + around;
    text.replace(u"&&"_s, u"\1"_s).remove(u'&').replace(u'\1', u'&');
    return needed > widget.width() ? text : QString();
}

/// All that a cell says, as long as it has no room for it; "" otherwise. The words for screen readers are
/// whole.
QString wholeTextOf(const QModelIndex& index, int room, const QFontMetrics& metrics) {
    QString text = index.data(Qt::AccessibleTextRole).toString();
    if (text.isEmpty())
        text = index.data(Qt::DisplayRole).toString();
    if (const QString evidence = index.data(k_evidenceRole).toString(); !text.contains(evidence))
        text += u", "_s + evidence;
    const int around = k_aroundText + (index.data(k_stateRole).isValid() ? k_aroundText + 8 : 0);
    if (text.isEmpty() || metrics.horizontalAdvance(text) + around <= room)
        return {};
    const QString own = index.data(Qt::ToolTipRole).toString();
    return text.contains(own) ? text : own.contains(text) ? own : text + u'\n' + own;
}

QString wholeTextOf(const QAbstractItemView& view, const QPoint& at) {
    if (const auto* header = qobject_cast<const QHeaderView*>(&view)) {
        const int section = header->logicalIndexAt(at);
        const QString text = header->model()->headerData(section, header->orientation()).toString();
        return view.fontMetrics().horizontalAdvance(text) + 2 * k_aroundText > header->sectionSize(section)
                   ? text
                   : QString();
    }
    QModelIndex index = view.indexAt(at);
    QRect cell = view.visualRect(index);
    // Some rows are painted across all columns.
    if (index.column() > 0 && index.data().toString().isEmpty()) {
        index = index.siblingAtColumn(0);
        cell = view.visualRect(index);
    }
    return index.isValid()
               ? wholeTextOf(index, std::min(cell.width(), view.viewport()->width()), view.fontMetrics())
               : QString();
}

} // namespace

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedLabel::minimumSizeHint() const {
    return {std::min(k_leastWidth, QLabel::sizeHint().width()), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect place = contentsRect();
    painter.drawText(place, static_cast<int>(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, place.width()));
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || fontMetrics().horizontalAdvance(text()) <= contentsRect().width())
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
    return true;
}

void WholeTexts::watch(QWidget& widget) {
    if (auto* view = qobject_cast<QAbstractItemView*>(&widget))
        view->viewport()->installEventFilter(this);
    else if (qobject_cast<QAbstractButton*>(&widget) || qobject_cast<QLineEdit*>(&widget))
        widget.installEventFilter(this);
}

bool WholeTexts::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return false;
    const auto* help = static_cast<QHelpEvent*>(event);
    auto* widget = static_cast<QWidget*>(watched);
    const auto* view = qobject_cast<QAbstractItemView*>(widget->parentWidget());
    const bool isOfCell = view != nullptr && view->viewport() == widget;
    QString text = isOfCell ? wholeTextOf(*view, help->pos()) : wholeTextOf(*widget);
    if (text.isEmpty()) {
        // Names of others may read as markup; Qt would follow it.
        text = isOfCell ? view->indexAt(help->pos()).data(Qt::ToolTipRole).toString() : widget->toolTip();
        if (!Qt::mightBeRichText(text))
            return false;
    } else if (!widget->toolTip().isEmpty() && widget->toolTip() != text) {
        text += u'\n' + widget->toolTip();
    }
    const QString words = text.toHtmlEscaped().replace(u'\n', u"<br>"_s);
    QToolTip::showText(help->globalPos(), u"<span>%1</span>"_s.arg(words), widget);
    return true;
}

void letShrink(QWidget& widget) { widget.setMinimumWidth(k_leastWidth); }

} // namespace milepost
