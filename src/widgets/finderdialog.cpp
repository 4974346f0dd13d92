// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/finderdialog.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize k_size(640, 440);
constexpr int k_rowHeight = 36;
constexpr int k_iconSize = 20;
constexpr int k_gap = 12;

/// Icon, text, and at the right what helps to tell it from others.
class AnswerDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {0, std::max(k_rowHeight, option.fontMetrics.height() + 12)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyleOptionViewItem ground = option;
        initStyleOption(&ground, index);
        ground.text.clear();
        const QStyle* style = option.widget->style();
        style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
        painter->save();
        painter->setFont(option.font);
        QRect rest = option.rect.adjusted(k_gap, 0, -k_gap, 0);
        const QIcon picture = icon(index.data(Finder::k_iconRole).toString());
        picture.paint(painter, QRect(rest.left(), rest.top(), k_iconSize, rest.height()));
        rest.setLeft(rest.left() + k_iconSize + k_gap);
        const QString hint = option.fontMetrics.elidedText(index.data(Finder::k_hintRole).toString(),
                                                           Qt::ElideRight, rest.width() / 2);
        painter->setPen(Theme::colour(Role::TextMuted));
        painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, hint);
        rest.setRight(rest.right() - option.fontMetrics.horizontalAdvance(hint) - k_gap);
        painter->setPen(Theme::colour(Role::Text));
        painter->drawText(
            rest, Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rest.width()));
        painter->restore();
    }
};

} // namespace

FinderDialog::FinderDialog(Finder& finder, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint),
      m_finder(finder),
      m_query(new QLineEdit),
      m_list(new QListView),
      m_nothing(new QLabel(tr("Nothing has these words in its name."))) {
    setObjectName(u"finder"_s);
    setWindowTitle(tr("Find"));
    setModal(true);
    auto* rows = new QVBoxLayout(this);
    rows->addWidget(m_query);
    rows->addWidget(m_nothing, 1, Qt::AlignCenter);
    rows->addWidget(m_list, 1);
    m_query->setObjectName(u"query"_s);
    m_query->setAccessibleName(tr("Find"));
    m_query->setPlaceholderText(tr("Page, action, setting or deliverable"));
    m_query->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_query->installEventFilter(this);
    m_nothing->setObjectName(u"nothingFound"_s);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_list->setObjectName(u"answers"_s);
    m_list->setAccessibleName(tr("Answers"));
    m_list->setFocusPolicy(Qt::NoFocus); // the line keeps the keyboard
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new AnswerDelegate(m_list));
    m_list->setModel(&m_finder);
    connect(m_query, &QLineEdit::textChanged, &m_finder, &Finder::setQuery);
    connect(&m_finder, &Finder::answered, this, &FinderDialog::showAnswers);
    connect(m_list, &QListView::clicked, this, &FinderDialog::chooseCurrent);
}

void FinderDialog::ask() {
    m_isWaiting = false;
    m_query->clear();
    m_finder.setQuery({});
    resize(k_size);
    if (const QWidget* below = parentWidget())
        move(below->mapToGlobal(QPoint((below->width() - width()) / 2, below->height() / 8)));
    m_query->setFocus();
    open();
}

void FinderDialog::showAnswers() {
    const bool isEmpty = m_finder.rowCount() == 0;
    m_list->setVisible(!isEmpty);
    m_nothing->setVisible(isEmpty);
    // The best answer is what Enter takes.
    m_list->setCurrentIndex(m_finder.index(0));
    m_list->scrollToTop();
    if (std::exchange(m_isWaiting, false) && isVisible())
        chooseCurrent();
}

void FinderDialog::chooseCurrent() {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    accept(); // first: what is chosen may open something itself
    m_finder.choose(current.row());
}

void FinderDialog::paintEvent(QPaintEvent* event) {
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setPen(Theme::colour(Role::BorderStrong));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool FinderDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_query || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_isWaiting = m_finder.isSearching();
        if (!m_isWaiting)
            chooseCurrent();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

} // namespace milepost
