// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/monthview.h"

#include <algorithm>

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QToolTip>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_tickWidth = 24;

} // namespace

MonthView::MonthView(QWidget* parent)
    : QAbstractScrollArea(parent),
      m_today(QDate::currentDate()),
      m_day(m_today) {
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    setMinimumHeight(200);
}

void MonthView::setPlan(PlanModel* model, QItemSelectionModel* selection) {
    m_model = model;
    m_selection = selection;
    connect(m_model, &QAbstractItemModel::layoutChanged, this, [this] {
        m_chips.clear(); // they point into the plan that was
        m_isStale = true;
        if (isVisible())
            rebuild();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, viewport(), QOverload<>::of(&QWidget::update));
    connect(m_selection, &QItemSelectionModel::currentChanged, this, &MonthView::follow);
    setDay(m_day);
}

void MonthView::setToday(QDate today) {
    m_today = today;
    viewport()->update();
}

void MonthView::setDay(QDate day) {
    const bool isOtherMonth =
        day.year() != m_day.year() || day.month() != m_day.month() || !m_first.isValid();
    m_day = day;
    m_chip = -1;
    if (isOtherMonth) {
        const QDate first(day.year(), day.month(), 1);
        m_first = first.addDays(-((first.dayOfWeek() - QLocale().firstDayOfWeek() + 7) % 7));
        m_weeks = static_cast<int>((m_first.daysTo(first.addMonths(1)) + 6) / 7);
        rebuild();
        emit monthChanged();
    }
    tell();
    viewport()->update();
}

void MonthView::rebuild() {
    m_isStale = false;
    m_chips = m_model == nullptr ? std::map<QDate, Chips>()
                                 : chipsBetween(*m_model, m_first, m_first.addDays(7 * m_weeks - 1));
    findCurrent();
    layOut();
    tell();
    viewport()->update();
}

void MonthView::findCurrent() {
    const Action* action = m_model == nullptr ? nullptr : m_model->action(m_selection->currentIndex());
    const Chips& all = chips(m_day);
    const auto found = action == nullptr ? all.end() : std::ranges::find(all, action, &PlanChip::action);
    m_chip = found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

/// The list's current item, where it has a date.
void MonthView::follow(const QModelIndex& index) {
    const Action* action = m_model->action(index);
    if (action == nullptr || !action->date.isValid())
        return;
    if (const PlanChip* chip = currentChip(); chip != nullptr && chip->action == action)
        return;
    setDay(action->date);
    if (m_isStale && isVisible())
        rebuild();
    findCurrent();
    tell();
}

const MonthView::Chips& MonthView::chips(const QDate& day) const {
    static const Chips none;
    const auto found = m_chips.find(day);
    return found == m_chips.end() ? none : found->second;
}

const PlanChip* MonthView::currentChip() const {
    const Chips& all = chips(m_day);
    return m_chip >= 0 && m_chip < static_cast<int>(all.size()) ? &all[static_cast<size_t>(m_chip)] : nullptr;
}

QString MonthView::monthName() const {
    return QLocale().standaloneMonthName(m_day.month()) + u' ' + QString::number(m_day.year());
}

void MonthView::select(int chip) {
    m_chip = chip;
    if (const PlanChip* current = currentChip())
        m_selection->setCurrentIndex(m_model->indexOf(current->action),
                                     QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    tell();
    viewport()->update();
}

/// What is under the cursor, for a screen reader.
void MonthView::tell() {
    QString text = QLocale().toString(m_day, QLocale::LongFormat);
    if (const PlanChip* chip = currentChip())
        text += u". "_s + spokenText(*chip, *m_model);
    else
        text += u". "_s + tr("%n event(s)", nullptr, static_cast<int>(chips(m_day).size()));
    setAccessibleName(tr("Plan of %1").arg(monthName()));
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void MonthView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void MonthView::showEvent(QShowEvent* event) {
    QAbstractScrollArea::showEvent(event);
    if (m_isStale)
        rebuild();
}

void MonthView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

bool MonthView::focusNextPrevChild(bool next) {
    const int last = static_cast<int>(chips(m_day).size()) - 1;
    if (next ? m_chip < last : m_chip > 0) {
        select(m_chip + (next ? 1 : -1));
        return true;
    }
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void MonthView::keyPressEvent(QKeyEvent* event) {
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setDay(m_day.addDays(-forward));
    case Qt::Key_Right:
        return setDay(m_day.addDays(forward));
    case Qt::Key_Up:
        return setDay(m_day.addDays(-7));
    case Qt::Key_Down:
        return setDay(m_day.addDays(7));
    case Qt::Key_PageUp:
        return setDay(m_day.addMonths(-1));
    case Qt::Key_PageDown:
        return setDay(m_day.addMonths(1));
    case Qt::Key_Home:
        return setDay(QDate(m_day.year(), m_day.month(), 1));
    case Qt::Key_End:
        return setDay(QDate(m_day.year(), m_day.month(), m_day.daysInMonth()));
    default:
        break;
    }
    const bool ticks = event->key() == Qt::Key_Space;
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!ticks && !opens)
        return QAbstractScrollArea::keyPressEvent(event);
    if (currentChip() == nullptr && !chips(m_day).empty())
        select(0);
    if (const PlanChip* chip = currentChip(); chip != nullptr && ticks)
        m_model->toggle(m_model->indexOf(chip->action));
    else if (chip != nullptr)
        emit openWanted(m_model->indexOf(chip->action));
    tell();
}

void MonthView::mousePressEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    const QDate day = dayAt(at);
    const bool isRight = event->button() == Qt::RightButton;
    if (!day.isValid() || (!isRight && event->button() != Qt::LeftButton))
        return;
    const int chip = chipAt(day, at);
    const bool wantsMore = moreRect(day).contains(at);
    const QRect rect = chipRect(day, chip);
    if (day != m_day)
        setDay(day);
    select(chip);
    if (isRight)
        return; // a menu follows
    if (wantsMore)
        openDay(day, at);
    else if (currentChip() != nullptr && at.x() < rect.left() + k_tickWidth)
        m_model->toggle(m_model->indexOf(currentChip()->action));
}

void MonthView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    const QDate day = dayAt(at);
    if (const int chip = day.isValid() ? chipAt(day, at) : -1; chip >= 0)
        emit openWanted(m_model->indexOf(chips(day)[static_cast<size_t>(chip)].action));
}

void MonthView::openDay(const QDate& day, const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int chip = 0; chip < static_cast<int>(chips(day).size()); ++chip) {
        const PlanChip& one = chips(day)[static_cast<size_t>(chip)];
        QString text = one.title + u" · "_s + one.project;
        connect(menu->addAction(text.replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, chip] { select(chip); });
    }
    menu->popup(viewport()->mapToGlobal(at));
}

bool MonthView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QDate day = dayAt(help->pos());
        const int chip = day.isValid() ? chipAt(day, help->pos()) : -1;
        if (chip < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), spokenText(chips(day)[static_cast<size_t>(chip)], *m_model),
                               this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace milepost
