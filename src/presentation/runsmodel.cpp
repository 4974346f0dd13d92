// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/runsmodel.h"

#include "presentation/facttexts.h"
#include "presentation/itemroles.h"
#include "presentation/plantexts.h"
#include "presentation/runtexts.h"

namespace milepost {

using namespace Qt::StringLiterals;

void RunsModel::show(const std::vector<RunRecord>& runs) {
    std::vector<Row> wanted;
    wanted.reserve(runs.size());
    for (const RunRecord& run : runs)
        wanted.push_back({run.id,
                          {QString::number(run.id.value), shortDateTime(run.start.startedUtc), run.start.who,
                           runKindText(run), runStatusText(run.status), runDoneText(run)},
                          runState(run.status)});
    replaceRows(m_rows, wanted);
    for (size_t row = 0; row < wanted.size(); ++row) {
        if (m_rows[row].texts == wanted[row].texts && m_rows[row].state == wanted[row].state)
            continue;
        m_rows[row] = std::move(wanted[row]);
        emit dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), Columns - 1));
    }
}

RunId RunsModel::run(const QModelIndex& index) const {
    return index.isValid() ? m_rows.at(static_cast<size_t>(index.row())).id : RunId();
}

QModelIndex RunsModel::indexOf(RunId run) const {
    const auto row = std::ranges::find(m_rows, run, &Row::id);
    return row == m_rows.end() ? QModelIndex() : index(static_cast<int>(row - m_rows.begin()), 0);
}

int RunsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant RunsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(static_cast<size_t>(index.row()));
    if (role == k_stateRole && index.column() == Status)
        return stateValue(row.state);
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && index.column() == Done))
        return row.texts.at(static_cast<size_t>(index.column()));
    return {};
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Run");
    case Started:
        return tr("Started");
    case Who:
        return tr("By");
    case Kind:
        return tr("Kind");
    case Status:
        return tr("State");
    case Done:
        return tr("What was done");
    default:
        return {};
    }
}

void WritesModel::show(const RunDetails& details, const QHash<QString, QString>& addresses) {
    std::vector<Row> wanted;
    wanted.reserve(details.actions.size());
    const auto failures = failureTexts(details.run);
    for (const IntentRecord& write : details.actions) {
        const EventContent content = contentOf(write.intent);
        QStringList lines = beforeAndAfter(write.intent);
        if (!write.error.isEmpty()) // of an older version's run nothing but the log's line is known
            lines << failures.value(write.intent.key.toString(), write.error);
        wanted.push_back({write.id.value,
                          {writeText(write), withAddress(content.subject, write.intent.key, addresses),
                           dateText(content.date), lines.join(u" · "_s)},
                          lines.join(u'\n'),
                          writeState(write.state)});
    }
    replaceRows(m_rows, wanted);
}

int WritesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WritesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant WritesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(static_cast<size_t>(index.row()));
    if (role == k_stateRole && index.column() == What)
        return stateValue(row.state);
    if (role == Qt::ToolTipRole && index.column() == Change)
        return row.details;
    return role == Qt::DisplayRole ? row.texts.at(static_cast<size_t>(index.column())) : QVariant();
}

QVariant WritesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("Write");
    case Subject:
        return tr("Event");
    case Date:
        return tr("Date");
    case Change:
        return tr("Before → after");
    default:
        return {};
    }
}

} // namespace milepost
