// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/facttexts.h"
#include "presentation/firstletters.h"
#include "presentation/planmodel.h"

#include <QLocale>

// What the rows of the plan say.

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Qt::CheckState stateOf(int ticked, int of) {
    return ticked == 0 ? Qt::Unchecked : ticked == of ? Qt::Checked : Qt::PartiallyChecked;
}

} // namespace

QVariant PlanModel::data(const QModelIndex& index, int role) const {
    if (const PlanGroupRows* group = groupAt(index))
        return groupData(*group, index.column(), role);
    if (const PlanItem* item = itemAt(index))
        return cellOf(*item, index.column(), role);
    if (const PlanItem* item = itemOfField(index))
        return fieldData(item->fields().at(static_cast<size_t>(index.row())), index.column(), role);
    return {};
}

QVariant PlanModel::groupData(const PlanGroupRows& group, int column, int role) const {
    if (role == GroupRole)
        return static_cast<int>(group.id);
    if (column != EventColumn)
        return {};
    const int count = m_rows->count(group.id);
    switch (role) {
    case Qt::DisplayRole:
        return countText(group.id, count);
    case Qt::AccessibleTextRole:
        return QString(countText(group.id, count) + u", "_s + groupData(group, column, NoteRole).toString());
    case Qt::CheckStateRole:
        return group.tickableShown == 0 ? QVariant()
                                        : QVariant(stateOf(group.tickedShown, group.tickableShown));
    case NoteRole: {
        QStringList notes;
        if (group.id == PlanGroup::Edited && group.ticked > 0)
            notes << tr("%n ticked", nullptr, group.ticked);
        else if (group.ticked < group.pending)
            notes << tr("%1 of %2 ticked")
                         .arg(QLocale().toString(group.ticked), QLocale().toString(group.pending));
        if (static_cast<int>(group.shown.size()) < count &&
            (group.id != PlanGroup::Unchanged || m_listsUnchanged))
            notes << tr("%n shown", nullptr, static_cast<int>(group.shown.size()));
        if (const QString note = groupNote(group.id, count); !note.isEmpty())
            notes << note;
        return notes.join(u" · "_s);
    }
    default:
        return {};
    }
}

QString PlanModel::reasonOf(const PlanItem& item) const {
    if (item.group == PlanGroup::Unchanged)
        return tr("As the tracker says");
    // An edit that is taken back has the reason of what is written.
    return reasonText(m_rows->isTicked(item) ? m_rows->written(*item.action) : *item.action);
}

/// Of many mailboxes the same event stands in several: each says whose.
QString PlanModel::eventOf(const PlanItem& item) const {
    const QString mailbox = mailboxText(*m_rows->plan(), *item.action);
    return mailbox.isEmpty() ? item.action->subject : QString(item.action->subject + u" · "_s + mailbox);
}

QVariant PlanModel::cellOf(const PlanItem& item, int column, int role) const {
    const Action& action = *item.action;
    switch (role) {
    case Qt::DisplayRole:
        return column == EventColumn  ? eventOf(item)
               : column == DateColumn ? dateText(action.date)
                                      : reasonOf(item);
    case Qt::AccessibleTextRole:
        return column == EventColumn ? QString(groupWord(item.group, 1) + u": "_s + eventOf(item))
                                     : cellOf(item, column, Qt::DisplayRole);
    case Qt::ToolTipRole:
        return column == ReasonColumn && !noteText(action).isEmpty()
                   ? QString(reasonOf(item) + u'\n' + noteText(action))
                   : cellOf(item, column, Qt::DisplayRole);
    case Qt::CheckStateRole:
        return column == EventColumn && (item.isPending || item.isOffered)
                   ? QVariant(m_rows->isTicked(item) ? Qt::Checked : Qt::Unchecked)
                   : QVariant();
    case GroupRole:
        return static_cast<int>(item.group);
    default:
        return {};
    }
}

QVariant PlanModel::fieldData(const TextChange& change, int column, int role) {
    if (column != EventColumn)
        return {};
    switch (role) {
    case ChangeRole:
        return QVariant::fromValue(change);
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return QString(u"%1: %2 → %3"_s.arg(change.label, change.from, change.to));
    case Qt::AccessibleTextRole:
        return tr("%1: from “%2” to “%3”").arg(change.label, change.from, change.to);
    default:
        return {};
    }
}

Qt::ItemFlags PlanModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (data(index, Qt::CheckStateRole).isValid())
        flags |= Qt::ItemIsUserCheckable;
    if (itemOfField(index) != nullptr)
        flags |= Qt::ItemNeverHasChildren;
    return flags;
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case EventColumn:
        return tr("Event");
    case DateColumn:
        return tr("Date");
    case ReasonColumn:
        return tr("Reason");
    default:
        return {};
    }
}

QModelIndexList PlanModel::match(const QModelIndex& start, int role, const QVariant& value, int hits,
                                 Qt::MatchFlags how) const {
    const PlanItem* item = itemAt(start);
    const QString wanted = value.toString();
    if (item == nullptr || wanted.isEmpty() || start.column() != EventColumn || role != Qt::DisplayRole ||
        hits != 1 || how != (Qt::MatchStartsWith | Qt::MatchWrap))
        return QAbstractItemModel::match(start, role, value, hits, how);
    const PlanGroupRows& group = m_rows->group(item->group);
    for (size_t i = 0; i < group.shown.size(); ++i) {
        const size_t at = (static_cast<size_t>(start.row()) + i) % group.shown.size();
        if (mayBegin(group.letters[at], wanted) &&
            group.shown[at]->action->subject.startsWith(wanted, Qt::CaseInsensitive))
            return {createIndex(static_cast<int>(at), EventColumn, &group)};
    }
    return {};
}

} // namespace milepost
