// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/filterbutton.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStyleOptionToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_keyRole = Qt::UserRole;
constexpr int k_padding = 12;
constexpr int k_chevron = 16;
constexpr int k_height = 32;
constexpr int k_longestShown = 24;    // characters of a value in the button
constexpr size_t k_searchedFrom = 10; // choices; fewer are seen at once

} // namespace

FilterButton::FilterButton(QWidget* parent) : MenuButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void FilterButton::setValue(const QString& text, bool narrows) {
    m_narrows = narrows;
    setText(text);
    updateGeometry();
    update();
}

QSize FilterButton::sizeHint() const {
    const int icon = this->icon().isNull() ? 0 : k_chevron + 8;
    return {2 * k_padding + icon + fontMetrics().size(Qt::TextShowMnemonic, text()).width() + 8 + k_chevron,
            k_height};
}

void FilterButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.state.setFlag(QStyle::State_AutoRaise, false);
    option.state.setFlag(QStyle::State_On, false);
    style()->drawPrimitive(QStyle::PE_PanelButtonTool, &option, &painter, this);
    const QColor tint = Theme::colour(!isEnabled() ? Role::TextDisabled
                                      : m_narrows  ? Role::Accent
                                                   : Role::Text);
    if (m_narrows && isEnabled() && !hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(tint, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    QRect place = rect().adjusted(k_padding, 0, -k_padding - k_chevron - 4, 0);
    if (!icon().isNull()) {
        icon().paint(&painter,
                     QRect(place.left(), rect().center().y() - k_chevron / 2 + 1, k_chevron, k_chevron));
        place.setLeft(place.left() + k_chevron + 8);
    }
    painter.setPen(tint);
    painter.drawText(place, Qt::AlignVCenter | Qt::TextShowMnemonic, text());
    painter.drawPixmap(rect().right() - k_padding - k_chevron + 5, rect().center().y() - k_chevron / 2 + 1,
                       iconPixmap(u"chevron-down"_s, m_narrows ? tint : Theme::colour(Role::TextMuted),
                                  k_chevron, devicePixelRatioF()));
}

ChoiceButton::ChoiceButton(QWidget* parent) : FilterButton(parent) { makePopup(); }

void ChoiceButton::makePopup() {
    auto* menu = new QMenu(this);
    auto* box = new QWidget(menu);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(8, 8, 8, 8);
    m_search = new QLineEdit(box);
    m_search->setPlaceholderText(tr("Find"));
    m_search->setClearButtonEnabled(true);
    m_list = new QListView(box);
    m_items = new QStandardItemModel(m_list);
    m_list->setModel(m_items);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setMinimumSize(264, 260);
    auto* none = new QPushButton(tr("Show &all"), box);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(none);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(box);
    menu->addAction(action);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &ChoiceButton::fill);
    connect(m_search, &QLineEdit::textChanged, this, &ChoiceButton::narrow);
    connect(m_items, &QStandardItemModel::itemChanged, this, &ChoiceButton::take);
    connect(none, &QPushButton::clicked, this, [this, menu] {
        menu->close();
        if (!m_chosen.isEmpty()) {
            setChosen({});
            emit chosenChanged();
        }
    });
}

void ChoiceButton::setTitle(const QString& title) {
    m_title = title;
    m_list->setAccessibleName(title);
    m_search->setAccessibleName(tr("Find in %1").arg(title));
    showValue();
}

void ChoiceButton::setChoices(const std::vector<std::pair<QVariant, QString>>& choices) {
    m_choices = choices;
    showValue();
}

void ChoiceButton::setChosen(const QVariantList& keys) {
    m_chosen = keys;
    showValue();
}

/// When it opens: nothing is built for lists that nobody looks at.
void ChoiceButton::fill() {
    m_isFilling = true;
    m_items->clear();
    for (const auto& [key, name] : m_choices) {
        auto* item = new QStandardItem(name);
        item->setCheckable(true);
        item->setCheckState(m_chosen.contains(key) ? Qt::Checked : Qt::Unchecked);
        item->setData(key, k_keyRole);
        m_items->appendRow(item);
    }
    m_isFilling = false;
    m_search->setVisible(m_choices.size() >= k_searchedFrom);
    m_search->clear();
    if (m_items->rowCount() > 0)
        m_list->setCurrentIndex(m_items->index(0, 0));
    if (m_search->isVisibleTo(m_search->parentWidget()))
        m_search->setFocus();
    else
        m_list->setFocus();
}

void ChoiceButton::narrow(const QString& text) {
    for (int row = 0; row < m_items->rowCount(); ++row)
        m_list->setRowHidden(row, !m_items->item(row)->text().contains(text, Qt::CaseInsensitive));
}

void ChoiceButton::take(const QStandardItem* item) {
    if (m_isFilling)
        return;
    const QVariant key = item->data(k_keyRole);
    m_chosen.removeAll(key);
    if (item->checkState() == Qt::Checked)
        m_chosen.append(key);
    showValue();
    emit chosenChanged();
}

void ChoiceButton::showValue() {
    if (m_chosen.isEmpty())
        return setValue(m_title, false);
    QString value = QString::number(m_chosen.size());
    if (m_chosen.size() == 1)
        for (const auto& [key, name] : m_choices)
            if (key == m_chosen.first() && name.size() <= k_longestShown)
                value = name;
    value.replace(u'&', u"&&"_s);
    setValue(tr("%1: %2").arg(m_title, value), true);
}

} // namespace milepost
