// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/driftmodel.h"

#include "presentation/facttexts.h"
#include "presentation/itemroles.h"
#include "presentation/plantexts.h"

namespace milepost {

using namespace Qt::StringLiterals;

bool DriftModel::Row::says(const Row& other) const {
    return texts == other.texts && whole == other.whole && state == other.state && isOpen == other.isOpen;
}

void DriftModel::show(const std::vector<HandEdit>& edits, DriftPolicy policy,
                      const QHash<QString, QString>& addresses) {
    std::vector<Row> wanted;
    for (const HandEdit& edit : edits)
        for (const DriftedField& field : edit.fields) {
            wanted.push_back(rowOf(edit, field, policy));
            wanted.back().texts[Event] = withAddress(edit.subject, edit.key, addresses);
        }
    replaceRows(m_rows, wanted);
    for (size_t row = 0; row < wanted.size(); ++row) {
        if (m_rows[row].says(wanted[row]))
            continue;
        m_rows[row] = std::move(wanted[row]);
        emit dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), Columns - 1));
    }
}

DriftModel::Row DriftModel::rowOf(const HandEdit& edit, const DriftedField& field, DriftPolicy policy) {
    Row row;
    row.id = {edit.key, field.field};
    row.texts[Date] = dateText(edit.date);
    row.texts[What] = fieldName(field.field);
    const auto put = [&](Column column, const QString& text) {
        row.texts[column] = text.simplified();
        if (row.texts[column] != text)
            row.whole[column] = text;
    };
    put(Sent, field.original ? fieldValueText(field.field, *field.original) : tr("Not known here"));
    put(Ours, fieldValueText(field.field, field.ours));
    switch (edit.kind()) {
    case HandEdit::Kind::Edited:
        put(Theirs, field.theirs.isEmpty() ? tr("Nothing") : fieldValueText(field.field, field.theirs));
        break;
    case HandEdit::Kind::Deleted:
        put(Theirs, tr("Deleted"));
        break;
    case HandEdit::Kind::Moved:
        put(Theirs, tr("In the calendar “%1”").arg(field.theirs));
        break;
    }
    decide(row, field, policy);
    return row;
}

void DriftModel::decide(Row& row, const DriftedField& field, DriftPolicy policy) {
    row.isOpen = !field.decided;
    if (row.isOpen) {
        row.texts[Decision] = tr("Open");
        row.whole[Decision] = field.field == Field::Presence   ? tr("The next run makes it again.")
                              : policy == DriftPolicy::Restore ? tr("The next run restores it.")
                                                               : tr("It stays as it is.");
        return;
    }
    row.state = State::Ok;
    switch (*field.decided) {
    case DriftDecision::Kind::Keep:
        row.texts[Decision] = tr("Kept");
        row.whole[Decision] = tr("Until the tracker wants something else there.");
        return;
    case DriftDecision::Kind::Restore:
        row.texts[Decision] = tr("Restored");
        row.whole[Decision] = tr("By the next run.");
        return;
    case DriftDecision::Kind::Ignore:
        row.state = State::Skipped;
        row.texts[Decision] = tr("Ignored");
        row.whole[Decision] = tr("Until it is taken back.");
        return;
    }
}

std::optional<DriftId> DriftModel::id(const QModelIndex& index) const {
    return index.isValid() ? std::optional(m_rows.at(static_cast<size_t>(index.row())).id) : std::nullopt;
}

int DriftModel::open() const {
    return static_cast<int>(std::ranges::count_if(m_rows, [](const Row& row) { return row.isOpen; }));
}

int DriftModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DriftModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant DriftModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(static_cast<size_t>(index.row()));
    const auto column = static_cast<size_t>(index.column());
    if (role == k_stateRole && index.column() == Decision)
        return stateValue(row.state);
    if (role == Qt::ToolTipRole && !row.whole[column].isEmpty())
        return row.whole[column];
    return role == Qt::DisplayRole ? row.texts[column] : QVariant();
}

QVariant DriftModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Event:
        return tr("Event");
    case What:
        return tr("Field");
    case Sent:
        return tr("As we sent it");
    case Ours:
        return tr("In the tracker now");
    case Theirs:
        return tr("In Outlook now");
    case Date:
        return tr("Date");
    case Decision:
        return tr("Decision");
    default:
        return {};
    }
}

} // namespace milepost
