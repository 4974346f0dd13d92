// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/peoplemodel.h"

#include "presentation/itemroles.h"
#include "presentation/peopletexts.h"

namespace milepost {

using namespace Qt::StringLiterals;

void PeopleModel::show(const std::vector<PersonRow>& rows) {
    QHash<qint64, size_t> places;
    for (size_t place = 0; place < rows.size(); ++place)
        places.insert(rows[place].person, place);
    removeAllBut(places);
    const auto inOrder = std::ranges::is_sorted(
        m_rows, {}, [&places](const PersonRow& row) { return places.value(row.person); });
    if (!inOrder) // somebody was renamed in the tracker
        replaceRows(m_rows, rows);
    insertFrom(rows);
}

void PeopleModel::removeAllBut(const QHash<qint64, size_t>& places) {
    const auto goes = [&](size_t row) { return !places.contains(m_rows[row].person); };
    for (size_t end = m_rows.size(); end > 0; --end) {
        if (!goes(end - 1))
            continue;
        size_t first = end - 1;
        while (first > 0 && goes(first - 1))
            --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        m_rows.erase(m_rows.begin() + static_cast<ptrdiff_t>(first),
                     m_rows.begin() + static_cast<ptrdiff_t>(end));
        endRemoveRows();
        end = first + 1;
    }
}

void PeopleModel::insertFrom(const std::vector<PersonRow>& rows) {
    for (size_t at = 0; at < rows.size(); ++at) {
        if (at < m_rows.size() && m_rows[at].person == rows[at].person) {
            if (m_rows[at] == rows[at])
                continue;
            m_rows[at] = rows[at];
            emit dataChanged(index(static_cast<int>(at), 0), index(static_cast<int>(at), Columns - 1));
            continue;
        }
        size_t end = at + 1; // as many as come before the one that stands here
        while (end < rows.size() && (at >= m_rows.size() || rows[end].person != m_rows[at].person))
            ++end;
        beginInsertRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
        m_rows.insert(m_rows.begin() + static_cast<ptrdiff_t>(at), rows.begin() + static_cast<ptrdiff_t>(at),
                      rows.begin() + static_cast<ptrdiff_t>(end));
        endInsertRows();
        at = end - 1;
    }
}

const PersonRow* PeopleModel::row(const QModelIndex& index) const {
    return index.isValid() ? &m_rows.at(static_cast<size_t>(index.row())) : nullptr;
}

int PeopleModel::rowOf(qint64 person) const {
    const auto found = std::ranges::find(m_rows, person, &PersonRow::person);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PeopleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PeopleModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant PeopleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PersonRow& row = m_rows.at(static_cast<size_t>(index.row()));
    if (role == Qt::ToolTipRole && index.column() == Name)
        return tr("Person %1 in the tracker").arg(row.person);
    if (role == Qt::ToolTipRole && index.column() == Mailbox)
        return row.mailbox; // the object ID
    if (role == k_stateRole && index.column() == Status)
        return stateValue(personState(row));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Name:
        return row.name;
    case Status:
        return personWord(row);
    case Mailbox:
        return row.mailboxAddress().isEmpty() ? u"–"_s : row.mailboxAddress();
    case Why:
        return personWhy(row);
    default:
        return {};
    }
}

QVariant PeopleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Person");
    case Status:
        return tr("State");
    case Mailbox:
        return tr("Mailbox");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace milepost
