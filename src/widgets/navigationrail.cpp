// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/navigationrail.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_pageRole = Qt::UserRole;
constexpr int k_badgeRole = Qt::UserRole + 1;
constexpr int k_rowHeight = 40;
constexpr int k_leastWidth = 200;
constexpr int k_aroundWord = 8 + 48 + 8 + 8; // icon and margins
constexpr int k_badgeRoom = 32;

class RailDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {option.rect.width(), k_rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect.adjusted(8, 0, -8, 0);
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        if (isCurrent || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(Theme::colour(isCurrent ? Role::AccentSoft : Role::SurfaceSunken));
            painter->drawRoundedRect(row, 4, 4);
        }
        if (isCurrent)
            painter->fillRect(QRect(row.left(), row.top() + 8, 3, row.height() - 16),
                              Theme::colour(Role::Accent));
        const int page = index.data(k_pageRole).toInt();
        const QColor tint = Theme::colour(isCurrent ? Role::Accent : Role::TextMuted);
        painter->drawPixmap(row.left() + 12, row.top() + 8,
                            iconPixmap(pageIcon(static_cast<PageId>(page)), tint, 24,
                                       painter->device()->devicePixelRatioF()));
        QFont font = option.font;
        font.setWeight(isCurrent ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(Theme::colour(Role::Text));
        const QString badge = index.data(k_badgeRole).toString();
        painter->drawText(row.adjusted(48, 0, badge.isEmpty() ? -8 : -40, 0), Qt::AlignVCenter,
                          index.data().toString());
        paintBadge(*painter, row, badge);
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(Theme::colour(Role::Accent), 2));
            painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), 4, 4);
        }
        painter->restore();
    }

private:
    static void paintBadge(QPainter& painter, const QRect& row, const QString& badge) {
        if (badge.isEmpty())
            return;
        painter.setFont(Theme::font(Theme::Text::Small));
        const int width = std::max(20, painter.fontMetrics().horizontalAdvance(badge) + 14);
        const QRect box(row.right() - width - 8, row.center().y() - 10, width, 20);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::colour(Role::SurfaceSunken));
        painter.drawRoundedRect(box, 10, 10);
        painter.setPen(Theme::colour(Role::Text));
        painter.drawText(box, Qt::AlignCenter, badge);
    }
};

} // namespace

NavigationRail::NavigationRail(QWidget* parent)
    : QWidget(parent),
      m_pages(makeList(tr("Pages"))),
      m_foot(makeList(tr("Settings and help"))) {
    setFixedWidth(k_leastWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_foot);
    setAutoFillBackground(true);
}

QListView* NavigationRail::makeList(const QString& accessibleName) {
    auto* list = new QListView(this);
    auto* model = new QStandardItemModel(list);
    list->setModel(model);
    list->setItemDelegate(new RailDelegate(list));
    list->setAccessibleName(accessibleName);
    list->setFrameShape(QFrame::NoFrame);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setMouseTracking(true);
    list->viewport()->setAutoFillBackground(false);
    const auto choose = [this](const QModelIndex& index) {
        emit chosen(static_cast<PageId>(index.data(k_pageRole).toInt()));
    };
    // Not what is current: a list that gets the keyboard makes its first row current, and Tab opens no page.
    connect(list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [choose](const QItemSelection& selected) {
                if (!selected.isEmpty())
                    choose(selected.indexes().first());
            });
    connect(list, &QListView::activated, this, choose);
    connect(list, &QListView::clicked, this, choose); // marked already, while a page below it is on show
    return list;
}

void NavigationRail::addPage(PageId page) {
    auto* item = new QStandardItem(pageName(page));
    item->setData(static_cast<int>(page), k_pageRole);
    QListView* list = isFoot(page) ? m_foot : m_pages;
    static_cast<QStandardItemModel*>(list->model())->appendRow(item);
    m_items.insert(static_cast<int>(page), item);
    if (list == m_foot)
        m_foot->setFixedHeight(k_rowHeight * m_foot->model()->rowCount());
    fitWidth();
}

/// As wide as the longest name asks for, current or not.
void NavigationRail::fitWidth() {
    QFont bold = m_pages->font();
    bold.setWeight(QFont::DemiBold);
    int width = k_leastWidth;
    for (const QStandardItem* item : m_items) {
        const int badge = item->data(k_badgeRole).toString().isEmpty() ? 0 : k_badgeRoom;
        width = std::max(width, k_aroundWord + QFontMetrics(bold).horizontalAdvance(item->text()) + badge);
    }
    setFixedWidth(width);
}

void NavigationRail::setBadge(PageId page, const QString& badge) {
    if (QStandardItem* item = m_items.value(static_cast<int>(page))) {
        item->setData(badge, k_badgeRole);
        item->setData(badge.isEmpty() ? pageName(page) : pageName(page) + u", "_s + badge,
                      Qt::AccessibleTextRole);
        fitWidth();
    }
}

void NavigationRail::setCurrent(PageId page) {
    QStandardItem* item = m_items.value(static_cast<int>(page));
    if (item == nullptr)
        return;
    QListView* list = isFoot(page) ? m_foot : m_pages;
    QListView* other = isFoot(page) ? m_pages : m_foot;
    other->clearSelection(); // its current row stays: that is where the keyboard comes back to
    list->setCurrentIndex(item->index());
}

void NavigationRail::focusList() {
    (m_pages->selectionModel()->hasSelection() ? m_pages : m_foot)->setFocus(Qt::ShortcutFocusReason);
}

} // namespace milepost
