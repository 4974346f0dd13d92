// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plantree.h"

#include "widgets/columnmemory.h"
#include "widgets/diffdelegate.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <algorithm>

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_indentation = 24;
constexpr int k_pad = 12;
constexpr int k_iconAt = k_pad + 37; ///< behind the tick, also where there is none
constexpr int k_textAt = k_iconAt + 25;
constexpr int k_fieldAt = 50;
constexpr int k_box = 16;
constexpr int k_eventWidth = 500;
constexpr int k_leastEventWidth = 300;
constexpr int k_dateWidth = 140;
constexpr int k_reasonWidth = 200;
constexpr int k_mostOpenRows = 2000; ///< a larger group begins closed: laying it out would be felt
constexpr int k_mostOpenFields = 200;

bool isGroup(const QModelIndex& index) { return !index.parent().isValid(); }
bool isField(const QModelIndex& index) { return index.parent().parent().isValid(); }

QRect tickRect(const QRect& cell) {
    return {cell.left() + k_pad, cell.center().y() - k_box / 2 + 1, k_box, k_box};
}

class PlanDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const QVariant change = index.data(PlanModel::ChangeRole);
        if (change.canConvert<TextChange>())
            return DiffDelegate::drawChange(*painter, option.rect.adjusted(k_fieldAt, 0, -8, -1), option.font,
                                            change.value<TextChange>());
        if (index.column() == PlanModel::EventColumn)
            return paintEvent(*painter, option, index);
        const bool isReason = index.column() == PlanModel::ReasonColumn;
        drawText(*painter, option.rect.adjusted(8, 0, -8, -1), option.font,
                 isReason ? Role::TextMuted : Role::Text, index.data().toString());
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override {
        return {QStyledItemDelegate::sizeHint(option, index).width(), 32};
    }

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override {
        if (event->type() != QEvent::MouseButtonRelease || index.column() != PlanModel::EventColumn)
            return false;
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QRect around = tickRect(option.rect).adjusted(-6, -8, 6, 8);
        if (mouse->button() != Qt::LeftButton || !around.contains(mouse->position().toPoint()) ||
            !index.data(Qt::CheckStateRole).isValid())
            return false;
        static_cast<PlanModel*>(model)->toggle(index);
        return true;
    }

private:
    static void drawText(QPainter& painter, const QRect& rect, const QFont& font, Role role,
                         const QString& text) {
        painter.setFont(font);
        painter.setPen(Theme::colour(role));
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    }

    static void paintEvent(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
        painter.save();
        if (const QVariant state = index.data(Qt::CheckStateRole); state.isValid()) {
            QStyleOptionViewItem tick = option;
            tick.rect = tickRect(option.rect);
            tick.state &= ~(QStyle::State_On | QStyle::State_Off | QStyle::State_NoChange);
            tick.state |= QStyle::State_Enabled;
            tick.state |= state.toInt() == Qt::Checked     ? QStyle::State_On
                          : state.toInt() == Qt::Unchecked ? QStyle::State_Off
                                                           : QStyle::State_NoChange;
            option.widget->style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &tick, &painter,
                                                  option.widget);
        }
        const auto group = static_cast<PlanGroup>(index.data(PlanModel::GroupRole).toInt());
        painter.drawPixmap(option.rect.left() + k_iconAt, option.rect.center().y() - k_box / 2 + 1,
                           iconPixmap(groupIcon(group), Theme::colour(groupRole(group)), k_box,
                                      painter.device()->devicePixelRatioF()));
        QRect place = option.rect.adjusted(k_textAt, 0, -8, -1);
        QFont font = option.font;
        const QString text = index.data().toString();
        if (!isGroup(index)) {
            const bool isLeftOut = index.data(Qt::CheckStateRole) == QVariant(Qt::Unchecked);
            drawText(painter, place, font, isLeftOut ? Role::TextMuted : Role::Text, text);
        } else {
            font.setWeight(QFont::DemiBold);
            drawText(painter, place, font, Role::Text, text);
            place.setLeft(place.left() + QFontMetrics(font).horizontalAdvance(text) + 8);
            drawText(painter, place, option.font, Role::TextMuted,
                     index.data(PlanModel::NoteRole).toString());
        }
        painter.restore();
    }
};

} // namespace

PlanTree::~PlanTree() {
    delete m_columns; // headers speak while they go
}

PlanTree::PlanTree(QWidget* parent) : LongTree(parent) {
    setItemDelegate(new PlanDelegate(this));
    setIndentation(k_indentation);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex& index) {
        const QModelIndex row = index.siblingAtColumn(PlanModel::EventColumn);
        setExpanded(row, !isExpanded(row));
    });
}

void PlanTree::setPlan(PlanModel* model) {
    m_plan = model;
    setModel(model);
    header()->setStretchLastSection(true);
    header()->setProperty("firstIndent", k_textAt + k_indentation - 8); // over the groups' words
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->resizeSection(PlanModel::EventColumn, k_eventWidth);
    header()->resizeSection(PlanModel::DateColumn, k_dateWidth);
    header()->setMinimumSectionSize(80);
    connect(m_plan, &QAbstractItemModel::layoutChanged, this, &PlanTree::restore);
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) { remember(index, true); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& index) { remember(index, false); });
    restore();
}

void PlanTree::remember(const QModelIndex& index, bool isOpen) {
    if (m_isRestoring)
        return;
    const int group = index.data(PlanModel::GroupRole).toInt();
    if (isGroup(index))
        m_groups.insert(group, isOpen);
    else
        m_items.insert({group, m_plan->action(index)->key}, isOpen);
}

bool PlanTree::isOpen(const QModelIndex& index, int rowsBeside) const {
    const int group = index.data(PlanModel::GroupRole).toInt();
    if (isGroup(index))
        return m_groups.value(group, m_plan->rowCount(index) <= k_mostOpenRows);
    // What changes is what is looked for: it is open as long as it can be overlooked.
    return m_showsFields &&
           m_items.value({group, m_plan->action(index)->key},
                         group == static_cast<int>(PlanGroup::Change) && rowsBeside <= k_mostOpenFields);
}

void PlanTree::restore() {
    if (m_plan->plan() == nullptr) { // another profile begins anew
        m_groups.clear();
        m_items.clear();
        return;
    }
    m_isRestoring = true;
    for (int row = 0; row < m_plan->rowCount(); ++row) {
        const QModelIndex group = m_plan->index(row, 0);
        const int rows = m_plan->rowCount(group);
        setExpanded(group, rows > 0 && isOpen(group, 0));
        for (int child = 0; child < rows && rows <= k_mostOpenRows; ++child)
            if (const QModelIndex item = m_plan->index(child, 0, group); m_plan->hasChildren(item))
                setExpanded(item, isOpen(item, rows));
    }
    m_isRestoring = false;
}

void PlanTree::setEverythingExpanded(bool isExpanded) {
    for (int row = 0; row < m_plan->rowCount(); ++row) {
        const QModelIndex group = m_plan->index(row, 0);
        const int rows = m_plan->rowCount(group);
        for (int child = 0; child < rows && rows <= k_mostOpenRows && m_showsFields; ++child)
            if (const QModelIndex item = m_plan->index(child, 0, group); m_plan->hasChildren(item))
                setExpanded(item, isExpanded);
        if (rows > 0)
            setExpanded(group, isExpanded);
    }
}

void PlanTree::drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                       const QModelIndex& index) const {
    const bool isSelected = selectionModel()->isRowSelected(index.row(), index.parent());
    QRect row = option.rect;
    row.setLeft(0);
    row.setRight(viewport()->width() - 1);
    painter->fillRect(row, Theme::colour(isSelected       ? Role::AccentSoft
                                         : isGroup(index) ? Role::Surface
                                                          : Role::SurfaceRaised));
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), Theme::colour(Role::Border));
    if (!isGroup(index) && !isField(index))
        return QTreeView::drawRow(painter, option, index);
    const int depth = isGroup(index) ? 1 : 3;
    if (isGroup(index))
        drawBranches(painter, QRect(6, row.top(), k_indentation, row.height()), index);
    QStyleOptionViewItem whole = option;
    whole.widget = this;
    whole.rect = row.adjusted(k_indentation * depth, 0, 0, 0);
    itemDelegate()->paint(painter, whole, index);
    if (hasFocus() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0)) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = row;
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, this);
    }
}

void PlanTree::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    fitColumns();
}

/// The reason keeps room in a narrow window; a hidden header stretches nothing.
void PlanTree::fitColumns() {
    const int width = viewport()->width();
    if (!m_showsFields)
        header()->resizeSection(PlanModel::EventColumn, width);
    else if (m_columns != nullptr && !m_columns->isDrawn())
        m_columns->fit(PlanModel::EventColumn,
                       std::clamp(width - k_dateWidth - k_reasonWidth, k_leastEventWidth,
                                  std::max(k_eventWidth, width * 45 / 100)));
}

void PlanTree::keepColumns(Preferences& preferences, const QString& key) {
    m_columns = new ColumnMemory(*header(), preferences, key, {PlanModel::EventColumn});
    // Later: the header is in the middle of it.
    connect(m_columns, &ColumnMemory::rearranged, this, &PlanTree::fitColumns, Qt::QueuedConnection);
    fitColumns();
}

void PlanTree::fillColumnMenu(QMenu& menu) {
    if (m_columns != nullptr)
        m_columns->fill(menu);
}

void PlanTree::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && currentIndex().isValid()) {
        m_plan->toggle(currentIndex());
        return event->accept();
    }
    QTreeView::keyPressEvent(event);
}

} // namespace milepost
