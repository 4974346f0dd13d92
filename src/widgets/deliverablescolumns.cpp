// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The columns of the page's table: what they get of the width, what is remembered of them.
#include "presentation/standingtexts.h"
#include "ui_deliverablespage.h"
#include "widgets/columnmemory.h"
#include "widgets/deliverablespage.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

// Of 100 parts of the width that the other columns leave; 0: as wide as its usual text.
constexpr std::array k_shares{0, 40, 32, 28, 0, 0, 0};
constexpr int k_leastWidth = 80;

int widest(const QFont& font, const QStringList& texts) {
    int width = 0;
    for (const QString& text : texts)
        width = std::max(width, QFontMetrics(font).horizontalAdvance(text));
    return width;
}

/// What a column of short texts needs, in any language.
int usualWidth(DeliverableColumn column, const QTreeView& view) {
    constexpr int k_padding = 18;
    QStringList texts;
    int picture = 0;
    switch (column) {
    case DeliverableColumn::Date:
        for (int month = 1; month <= 12; ++month)
            texts << u"28 "_s + QLocale().monthName(month, QLocale::ShortFormat) + u" 2028"_s;
        break;
    case DeliverableColumn::Team:
        texts << u"WM +9"_s;
        break;
    case DeliverableColumn::InCalendar:
        picture = 24;
        for (const Standing standing : {Standing::Yes, Standing::No, Standing::Differs, Standing::Unknown})
            texts << standingWord(standing, std::nullopt);
        for (const Ineligible reason : {Ineligible::NoDate, Ineligible::InactiveProject})
            texts << standingWord(Standing::NotEligible, reason);
        break;
    case DeliverableColumn::LastSynced:
        texts = DeliverablesModel::usualWrittenTexts();
        break;
    default:
        break;
    }
    const QString name =
        view.model()->headerData(static_cast<int>(column), Qt::Horizontal, Qt::DisplayRole).toString();
    return k_padding +
           std::max(picture + widest(view.font(), texts), widest(Theme::font(Theme::Text::Header), {name}));
}

} // namespace

void DeliverablesPage::restoreSort() {
    const QHeaderView& header = *m_ui->table->header();
    const int column = header.sortIndicatorSection();
    if (m_columns->wasRestored() && column >= 0 && column < k_deliverableColumns)
        m_presenter.sortBy({static_cast<DeliverableColumn>(column), header.sortIndicatorOrder()});
}

/// Until somebody draws at them, columns fill the table: names share what the short ones leave.
void DeliverablesPage::fitColumns() {
    if (m_columns->isDrawn())
        return;
    const QHeaderView& header = *m_ui->table->header();
    int left = m_ui->table->viewport()->width();
    for (int column = 0; column < k_deliverableColumns; ++column) {
        if (k_shares.at(static_cast<size_t>(column)) > 0 || header.isSectionHidden(column))
            continue;
        const int width = usualWidth(static_cast<DeliverableColumn>(column), *m_ui->table);
        m_columns->fit(column, width);
        left -= width;
    }
    int shares = 0;
    for (int column = 0; column < k_deliverableColumns; ++column)
        shares += header.isSectionHidden(column) ? 0 : k_shares.at(static_cast<size_t>(column));
    for (int column = 0; column < k_deliverableColumns && shares > 0; ++column)
        if (const int share = k_shares.at(static_cast<size_t>(column));
            share > 0 && !header.isSectionHidden(column))
            m_columns->fit(column, std::max(k_leastWidth, left * share / shares));
}

} // namespace milepost
