// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/nearmisses.h"

#include "presentation/letterdiff.h"
#include "widgets/theme.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_underline = 2; // px
constexpr int k_height = 26;

QLabel* muted(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

LetterLabel::LetterLabel(std::vector<DiffPiece> pieces, const QString& accessibleName, QWidget* parent)
    : QWidget(parent),
      m_pieces(std::move(pieces)) {
    setAccessibleName(accessibleName);
    setToolTip(accessibleName);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // a long name is cut, and said in full
}

QFont LetterLabel::fontOf(const DiffPiece& piece) {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(9.75);
    font.setBold(piece.differs);
    return font;
}

QSize LetterLabel::sizeHint() const {
    int width = 0;
    for (const DiffPiece& piece : m_pieces)
        width += QFontMetrics(fontOf(piece)).horizontalAdvance(withVisibleBlanks(piece.text));
    return {width + 2, k_height};
}

QSize LetterLabel::minimumSizeHint() const { return {std::min(sizeHint().width(), 96), k_height}; }

void LetterLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    int x = 0;
    for (const DiffPiece& piece : m_pieces) {
        const QFont font = fontOf(piece);
        // A blank in its place is left alone: only those that matter are made to be seen.
        const QString text = piece.differs ? withVisibleBlanks(piece.text) : piece.text;
        const int wide = QFontMetrics(font).horizontalAdvance(text);
        const QRect box(x, 2, wide, height() - 4);
        if (piece.differs) {
            painter.fillRect(box, Theme::colour(Role::WarningSoft));
            painter.fillRect(box.left(), box.bottom() - k_underline + 1, wide, k_underline,
                             Theme::colour(Role::Warning));
        }
        painter.setFont(font);
        painter.setPen(Theme::colour(piece.differs ? Role::Warning : Role::Text));
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
        x += wide;
    }
}

NearMisses::NearMisses(QWidget* parent) : QWidget(parent) {
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    hide();
}

void NearMisses::compare(const QString& wanted, const QStringList& near,
                         const std::vector<CalendarNote>& notes) {
    setVisible(!near.isEmpty() || !notes.empty());
    if (wanted == m_wanted && near == m_near && notes == m_notes)
        return;
    m_wanted = wanted;
    m_near = near;
    m_notes = notes;
    if (m_rows != nullptr) { // one of its buttons may be the one that was pressed
        m_rows->setParent(nullptr);
        m_rows->deleteLater();
    }
    m_rows = new QWidget;
    auto* grid = new QGridLayout(m_rows);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    if (!near.isEmpty()) {
        grid->addWidget(muted(tr("Asked for")), 0, 0);
        auto* name = new LetterLabel(letterDiff(wanted, near.front()).from, tr("Asked for: %1").arg(wanted));
        name->setObjectName(u"nearWanted"_s);
        grid->addWidget(name, 0, 1, 1, 2);
    }
    int number = 0;
    for (const QString& found : near)
        addRow(*m_rows, *grid, found, ++number);
    for (const CalendarNote& note : notes)
        if (note.isForeign)
            addForeign(*grid, note, ++number);
    layout()->addWidget(m_rows);
    m_rows->show();
}

void NearMisses::setCanRename(bool can) {
    if (std::exchange(m_canRename, can) != can)
        m_wanted = QString(); // what is shown is made anew
}

QString NearMisses::reasonFor(const QString& found) const {
    for (const CalendarNote& note : m_notes)
        if (note.name == found && !note.isForeign && !note.differs.isEmpty())
            return tr("differs in %1").arg(note.differs);
    return tr("differs in %1").arg(differenceText(m_wanted, found));
}

/// Nothing can be done with it from here: it is told, so that nobody looks for it.
void NearMisses::addForeign(QGridLayout& grid, const CalendarNote& note, int number) {
    const int row = 2 * number - 1;
    grid.addWidget(muted(tr("Not ours")), row, 0);
    auto* name = new LetterLabel({{note.name, false}}, tr("%1, %2").arg(note.name, note.differs));
    name->setObjectName(u"nearName%1"_s.arg(number));
    grid.addWidget(name, row, 1, 1, 2);
    QLabel* reason = muted(note.differs);
    reason->setObjectName(u"nearWhy%1"_s.arg(number));
    reason->setWordWrap(true);
    reason->setMinimumWidth(1); // it wraps where the names leave no room
    grid.addWidget(reason, row + 1, 1, 1, 2);
}

void NearMisses::addRow(QWidget& rows, QGridLayout& grid, const QString& found, int number) {
    const QString& wanted = m_wanted;
    // In two lines: a narrow window has no room for name, reason and button in one.
    const int row = 2 * number - 1;
    const QString why = reasonFor(found);
    grid.addWidget(muted(tr("In the mailbox")), row, 0);
    auto* name = new LetterLabel(letterDiff(wanted, found).to, tr("%1, %2").arg(found, why));
    name->setObjectName(u"nearName%1"_s.arg(number));
    grid.addWidget(name, row, 1);
    QLabel* reason = muted(why);
    reason->setObjectName(u"nearWhy%1"_s.arg(number));
    reason->setWordWrap(true);
    reason->setMinimumWidth(1); // it wraps where the names leave no room
    grid.addWidget(reason, row + 1, 1);
    auto* use = new QPushButton(number == 1 ? tr("&Use this") : tr("Use this"), &rows);
    use->setObjectName(u"useNear%1"_s.arg(number));
    use->setAccessibleName(tr("Use “%1”").arg(found));
    connect(use, &QPushButton::clicked, this, [this, found] { emit chosen(found); });
    grid.addWidget(use, row + 1, 2, Qt::AlignTop);
    if (!m_canRename)
        return;
    auto* rename = new QPushButton(number == 1 ? tr("Rena&me it") : tr("Rename it"), &rows);
    rename->setObjectName(u"renameNear%1"_s.arg(number));
    rename->setAccessibleName(tr("Rename “%1” to “%2”").arg(found, wanted));
    rename->setToolTip(tr("The calendar in Outlook gets the name “%1”").arg(wanted));
    connect(rename, &QPushButton::clicked, this, [this, found] { emit renameWanted(found); });
    grid.addWidget(rename, row, 2);
}

} // namespace milepost
