// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/exchangemodel.h"

#include "presentation/exchangetexts.h"
#include "presentation/itemroles.h"

#include <functional>

namespace milepost {

void ExchangeModel::show(const std::vector<ExchangeRecord>& records, bool isWhole) {
    m_isWhole = isWhole;
    m_isFetching = false;
    replaceRows(m_rows, records);
}

void ExchangeModel::addNewer(const std::vector<ExchangeRecord>& records) {
    if (records.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(records.size()) - 1);
    m_rows.insert(m_rows.begin(), records.begin(), records.end());
    endInsertRows();
}

void ExchangeModel::addOlder(const std::vector<ExchangeRecord>& records, bool isWhole) {
    m_isWhole = isWhole;
    m_isFetching = false;
    if (records.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(records.size()) - 1);
    m_rows.insert(m_rows.end(), records.begin(), records.end());
    endInsertRows();
}

const ExchangeRecord* ExchangeModel::record(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<size_t>(row)] : nullptr;
}

QModelIndex ExchangeModel::indexOf(qint64 id) const {
    const auto found = std::ranges::lower_bound(m_rows, id, std::greater(), &ExchangeRecord::id);
    if (found == m_rows.end() || found->id != id)
        return {};
    return index(static_cast<int>(found - m_rows.begin()), 0);
}

int ExchangeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExchangeModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant ExchangeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ExchangeRecord& record = m_rows[static_cast<size_t>(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() == Duration)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == k_stateRole && index.column() == Status)
        return stateValue(exchangeState(record));
    if (role == Qt::ToolTipRole && index.column() == Request)
        return record.url;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return exchangeTime(record.startedUtc);
    case Method:
        return record.method;
    case Request:
        return record.urlTemplate;
    case Status:
        return exchangeStatusText(record);
    case Code:
        return record.code;
    case Duration:
        return spanText(record.spans.total);
    case Notes:
        return exchangeNotes(record);
    default:
        return {};
    }
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Method:
        return tr("Method");
    case Request:
        return tr("Request");
    case Status:
        return tr("Answer");
    case Code:
        return tr("Code");
    case Duration:
        return tr("Duration");
    case Notes:
        return tr("Retries and waits");
    default:
        return {};
    }
}

void ExchangeModel::fetchOlder() {
    if (!canFetchOlder())
        return;
    m_isFetching = true;
    emit olderWanted();
}

} // namespace milepost
