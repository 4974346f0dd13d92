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

/// Icon, text, and at the right what helps to tell it from others; in the row that is chosen or pointed at
/// what else can be done with it.
class AnswerDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] static QString explainText() { return FinderDialog::tr("Explain…"); }
    /// Where a row offers it.
    [[nodiscard]] static QRect explainRect(const QRect& row, const QFontMetrics& metrics) {
        const int width = metrics.horizontalAdvance(explainText());
        return {row.right() - k_gap - width, row.top(), width + k_gap, row.height()};
    }

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
        if (index.data(Finder::k_explainRole).toBool() &&
            (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))) {
            const QRect explain = explainRect(option.rect, option.fontMetrics);
            painter->setPen(Theme::colour(Role::Accent));
            painter->drawText(explain, Qt::AlignVCenter | Qt::AlignLeft, explainText());
            rest.setRight(explain.left() - k_gap);
        }
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
    m_list->viewport()->installEventFilter(this);
    m_list->viewport()->setAttribute(Qt::WA_Hover);
    connect(m_query, &QLineEdit::textChanged, &m_finder, &Finder::setQuery);
    connect(&m_finder, &Finder::answered, this, &FinderDialog::showAnswers);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& answer) { act(Act::Show, answer); });
}

void FinderDialog::ask() {
    m_waiting.reset();
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
    if (const auto waiting = std::exchange(m_waiting, std::nullopt); waiting && isVisible())
        act(*waiting, m_list->currentIndex());
}

void FinderDialog::chooseCurrent(Act wanted) {
    if (m_finder.isSearching())
        m_waiting = wanted;
    else
        act(wanted, m_list->currentIndex());
}

void FinderDialog::act(Act wanted, const QModelIndex& answer) {
    if (!answer.isValid())
        return;
    const int row = answer.row();
    accept(); // first: what is chosen may open something itself
    if (wanted == Act::Explain && answer.data(Finder::k_explainRole).toBool())
        m_finder.explain(row);
    else
        m_finder.choose(row);
}

void FinderDialog::paintEvent(QPaintEvent* event) {
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setPen(Theme::colour(Role::BorderStrong));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool FinderDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_query && event->type() == QEvent::KeyPress &&
        filterQuery(static_cast<QKeyEvent&>(*event)))
        return true;
    if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto& mouse = static_cast<QMouseEvent&>(*event);
        const QModelIndex at = m_list->indexAt(mouse.position().toPoint());
        const QRect explain = AnswerDelegate::explainRect(m_list->visualRect(at), m_list->fontMetrics());
        if (mouse.button() == Qt::LeftButton && at.data(Finder::k_explainRole).toBool() &&
            explain.contains(mouse.position().toPoint())) {
            act(Act::Explain, at);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

bool FinderDialog::filterQuery(QKeyEvent& event) {
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, &event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        chooseCurrent(event.modifiers() & Qt::ControlModifier ? Act::Explain : Act::Show);
        return true;
    default:
        return false;
    }
}

} // namespace milepost
