// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style.h"

#include "widgets/icons.h"
#include "widgets/styleparts.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleFactory>
#include <QToolButton>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace parts;

Style::Style() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) {}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    m_wholeTexts.watch(*widget);
    if (qobject_cast<QPushButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QToolButton*>(widget))
        widget->setAttribute(Qt::WA_Hover);
    // Words that are scrolled stand on the page, and so does their bar; a list has a ground of its own.
    if (qobject_cast<QScrollBar*>(widget) && widget->parentWidget() &&
        qobject_cast<QScrollArea*>(widget->parentWidget()->parentWidget()))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false);
    // In text fields a selection must be seen as one (look/palette.md 1).
    if (widget->inherits("QLineEdit") || widget->inherits("QTextEdit") ||
        widget->inherits("QPlainTextEdit")) {
        QPalette palette = widget->palette();
        palette.setColor(QPalette::Highlight, Theme::colour(Role::Accent));
        palette.setColor(QPalette::HighlightedText, Theme::colour(Role::OnAccent));
        widget->setPalette(palette);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButton(*painter, *option, widget);
    case PE_PanelButtonTool:
        if (option->state.testFlag(State_AutoRaise) && !option->state.testFlag(State_MouseOver) &&
            !option->state.testFlag(State_On) && !option->state.testFlag(State_Sunken)) {
            if (option->state.testFlag(State_HasFocus))
                drawRing(*painter, option->rect);
            return;
        }
        return drawButton(*painter, *option, widget);
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (widget != nullptr && qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) != nullptr)
            return; // the box around it has the frame
        drawBox(*painter, option->rect,
                Theme::colour(isEnabled(*option) ? Role::SurfaceRaised : Role::Surface),
                Theme::colour(isEnabled(*option) ? Role::BorderStrong : Role::Border));
        if (option->state.testFlag(State_HasFocus))
            drawRing(*painter, option->rect);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheck(*painter, *option);
    case PE_IndicatorRadioButton:
        return drawRadio(*painter, *option);
    case PE_FrameFocusRect:
        return drawRing(*painter, option->rect);
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option))
            return drawItemBackground(*painter, *item);
        break;
    case PE_PanelItemViewRow:
        return; // the items draw their own
    case PE_Frame:
        if (const auto* area = qobject_cast<const QAbstractScrollArea*>(widget))
            return drawScrollFrame(*painter, option->rect, *area);
        break;
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children)) {
            const QRect box(option->rect.center() - QPoint(7, 7), QSize(16, 16));
            const QString name = option->state.testFlag(State_Open) ? u"chevron-down"_s : u"chevron-right"_s;
            painter->drawPixmap(box, iconPixmap(name, Theme::colour(Role::TextMuted), 16,
                                                painter->device()->devicePixelRatioF()));
        }
        return;
    case PE_IndicatorArrowDown: {
        const QRect box(option->rect.center() - QPoint(7, 7), QSize(16, 16));
        painter->drawPixmap(box, iconPixmap(u"chevron-down"_s, Theme::colour(Role::TextMuted), 16,
                                            painter->device()->devicePixelRatioF()));
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            const Role ink = !isEnabled(*button)                                   ? Role::TextDisabled
                             : fillOf(widget)                                      ? Role::OnAccent
                             : button->features.testFlag(QStyleOptionButton::Flat) ? Role::Accent
                                                                                   : Role::Text;
            return drawLabel(*painter, button->rect.adjusted(4, 0, -4, 0), button->icon, button->iconSize,
                             button->text, Theme::colour(ink), isEnabled(*button), Qt::AlignHCenter);
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
            button != nullptr && (isLink(widget) || button->toolButtonStyle == Qt::ToolButtonTextBesideIcon))
            return drawToolLabel(*painter, *button, widget);
        break;
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel:
    case CE_Splitter: // the gap and its cursor are the handle
        return;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
            bar != nullptr && bar->maximum > bar->minimum)
            return drawProgress(*painter, *bar);
        break;
    case CE_ShapedFrame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame != nullptr && (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine)) {
            const QRect& all = frame->rect;
            painter->fillRect(frame->frameShape == QFrame::HLine
                                  ? QRect(all.left(), all.center().y(), all.width(), 1)
                                  : QRect(all.center().x(), all.top(), 1, all.height()),
                              Theme::colour(Role::Border));
            return;
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeaderSection(*painter, *option);
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            return drawHeaderLabel(*painter, *header, widget);
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    if (control == CC_ComboBox) {
        const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (box != nullptr && !box->editable) {
            drawButton(*painter, *option, nullptr);
            return drawChevron(*painter, option->rect);
        }
        if (box != nullptr && qobject_cast<const QAbstractSpinBox*>(widget) != nullptr) {
            // A date with its calendar: a field like any other.
            proxy()->drawPrimitive(PE_PanelLineEdit, option, painter, nullptr);
            return drawChevron(*painter, option->rect);
        }
    }
    if (control == CC_ScrollBar)
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            if (widget == nullptr || widget->testAttribute(Qt::WA_OpaquePaintEvent))
                painter->fillRect(option->rect, Theme::colour(Role::SurfaceRaised));
            return drawScrollBar(*painter, *bar, subControlRect(control, option, SC_ScrollBarSlider, widget));
        }
    if (control == CC_ToolButton)
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
            button != nullptr && button->features.testFlag(QStyleOptionToolButton::HasMenu))
            return drawMenuButton(*painter, *button, widget);
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

/// A button that opens a menu: its words, then the chevron, level with them.
void Style::drawMenuButton(QPainter& painter, const QStyleOptionToolButton& option,
                           const QWidget* widget) const {
    proxy()->drawPrimitive(PE_PanelButtonTool, &option, &painter, widget);
    QStyleOptionToolButton label = option;
    label.features = QStyleOptionToolButton::None;
    label.rect = option.rect.adjusted(6, 0, -k_chevronWidth, 0);
    proxy()->drawControl(CE_ToolButtonLabel, &label, &painter, widget);
    drawChevron(painter, option.rect);
}

/// Scroll bars have a thumb and no arrows.
QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const {
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || bar == nullptr)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const bool isVertical = bar->orientation == Qt::Vertical;
    const int length = isVertical ? bar->rect.height() : bar->rect.width();
    const qint64 range = static_cast<qint64>(bar->maximum) - bar->minimum;
    const int thumb = range <= 0 ? length
                                 : std::max<int>(32, static_cast<int>(static_cast<qint64>(bar->pageStep) *
                                                                      length / (range + bar->pageStep)));
    const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                           bar->upsideDown);
    const auto along = [&](int from, int size) {
        return isVertical ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                          : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
    };
    switch (part) {
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSlider:
        return along(at, thumb);
    case SC_ScrollBarSubPage:
        return along(0, at);
    case SC_ScrollBarAddPage:
        return along(at + thumb, length - at - thumb);
    default:
        return {};
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.setWidth(size.width() + 24 + (isDense(widget) ? 0 : k_labelGap));
        result.setHeight(std::max(size.height() + 4, k_controlHeight));
        break;
    case CT_ComboBox:
        result.setWidth(result.width() + 16);
        result.setHeight(std::max(result.height(), k_controlHeight));
        break;
    case CT_LineEdit:
    case CT_SpinBox:
        result.setHeight(std::max(result.height(), k_controlHeight));
        break;
    case CT_ToolButton:
        result = QSize(size.width() + 12 + k_labelGap, std::max(size.height() + 4, k_controlHeight));
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
            button != nullptr && button->features.testFlag(QStyleOptionToolButton::HasMenu))
            result.rwidth() += k_chevronWidth - 6;
        break;
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), k_rowHeight));
        break;
    case CT_HeaderSection:
        result.setHeight(k_rowHeight);
        break;
    default:
        break;
    }
    return result;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_SplitterWidth:
        return 16;
    case PM_FocusFrameHMargin:
        return 7; // cells: text 8 from the edge
    case PM_ScrollBarExtent:
        return 12;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* data) const {
    switch (hint) {
    case SH_UnderlineShortcut:
        return 1; // a mnemonic that nobody sees is none
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace milepost
