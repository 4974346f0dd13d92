// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/deliverablesmodel.h"

#include "base/text.h"
#include "presentation/firstletters.h"
#include "presentation/itemroles.h"
#include "presentation/standingtexts.h"

#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString orDash(const QString& text) { return text.isEmpty() ? u"–"_s : text; }

QString namesOf(const ListedTeam& team) { return teamText(team.members); }

QString exactText(qint64 writtenMs) {
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(writtenMs), QLocale::LongFormat);
}

} // namespace

std::shared_ptr<const DeliverableView> makeView(std::shared_ptr<const DeliverableTable> table,
                                                std::vector<int> order, std::vector<int> shown) {
    auto view = std::make_shared<DeliverableView>();
    view->position.assign(table->rows.size(), -1);
    view->ids.reserve(shown.size());
    view->letters.reserve(shown.size());
    for (size_t i = 0; i < shown.size(); ++i) {
        view->position[static_cast<size_t>(shown[i])] = static_cast<int>(i);
        view->ids.push_back(table->row(shown[i]).id);
        view->letters.push_back(firstLetters(table->row(shown[i]).searchText));
    }
    view->table = std::move(table);
    view->order = std::move(order);
    view->shown = std::move(shown);
    return view;
}

DeliverablesModel::DeliverablesModel(QObject* parent)
    : QAbstractTableModel(parent),
      m_view(makeView(std::make_shared<DeliverableTable>(), {}, {})) {}

void DeliverablesModel::show(std::shared_ptr<const DeliverableView> view) {
    if (view->ids == m_view->ids) {
        m_view = std::move(view);
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    emit aboutToRearrange();
    emit layoutAboutToBeChanged();
    const auto old = std::exchange(m_view, std::move(view));
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& was : from) {
        const int row = rowOf(old->ids[static_cast<size_t>(was.row())]);
        to << (row < 0 ? QModelIndex() : index(row, was.column()));
    }
    changePersistentIndexList(from, to);
    emit layoutChanged();
    emit rearranged();
}

const ListedDeliverable* DeliverablesModel::row(int row) const {
    return row < 0 || row >= rowCount() ? nullptr
                                        : &m_view->table->row(m_view->shown[static_cast<size_t>(row)]);
}

int DeliverablesModel::rowOf(qint64 deliverable) const {
    const auto found = m_view->table->rowOf.constFind(deliverable);
    return found == m_view->table->rowOf.cend() ? -1 : m_view->position[static_cast<size_t>(*found)];
}

int DeliverablesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_view->shown.size());
}

int DeliverablesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : k_deliverableColumns;
}

QString DeliverablesModel::text(const ListedDeliverable& row, DeliverableColumn column) const {
    const ListedProject* project = m_view->table->project(row);
    switch (column) {
    case DeliverableColumn::Date:
        //: How a date is written in the list: day, month, year. See QDate::toString().
        return row.date ? QLocale().toString(*row.date, tr("d MMM yyyy")) : u"–"_s;
    case DeliverableColumn::Project:
        return orDash(project != nullptr ? project->name : QString());
    case DeliverableColumn::Title:
        return row.title;
    case DeliverableColumn::Client:
        return orDash(project != nullptr ? project->client : QString());
    case DeliverableColumn::Team:
        return orDash(m_view->table->team(row).initials);
    case DeliverableColumn::InCalendar:
        return standingWord(row.standing, row.whyNot);
    case DeliverableColumn::LastSynced:
        return writtenText(row.writtenMs);
    }
    return {};
}

QStringList DeliverablesModel::usualWrittenTexts() { return {tr("Never"), tr("Yesterday")}; }

/// As near as the column needs it; the tooltip has it exactly.
QString DeliverablesModel::writtenText(qint64 writtenMs) const {
    if (writtenMs == 0)
        return tr("Never");
    const QDate today =
        (m_clock != nullptr ? m_clock->utcNow() : m_view->table->survey->madeUtc()).toLocalTime().date();
    const QDateTime written = QDateTime::fromMSecsSinceEpoch(writtenMs);
    if (written.date() == today)
        //: When it was synced last, where it was today; the names beside need the room.
        return QLocale().toString(written.time(), tr("HH:mm"));
    if (written.date() == today.addDays(-1))
        return tr("Yesterday");
    //: How a date is written in a narrow column: day and month, of another year all three.
    return QLocale().toString(written.date(),
                              written.date().year() == today.year() ? tr("d MMM") : tr("d MMM yyyy"));
}

QString DeliverablesModel::tip(const QModelIndex& index) const {
    const ListedDeliverable& row = *this->row(index.row());
    const auto column = static_cast<DeliverableColumn>(index.column());
    if (column == DeliverableColumn::InCalendar)
        return whyText(*m_view->table->survey,
                       m_view->table->deliverable(m_view->shown[static_cast<size_t>(index.row())]))
            .answer;
    if (column == DeliverableColumn::LastSynced)
        return row.writtenMs != 0 ? tr("Its event was written last on %1").arg(exactText(row.writtenMs))
                                  : tr("Milepost never wrote an event for it into this calendar");
    return column == DeliverableColumn::Team ? namesOf(m_view->table->team(row)) : text(row, column);
}

QVariant DeliverablesModel::data(const QModelIndex& index, int role) const {
    const ListedDeliverable* row = this->row(index.row());
    if (row == nullptr)
        return {};
    const auto column = static_cast<DeliverableColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(*row, column);
    case Qt::TextAlignmentRole:
        return column == DeliverableColumn::Date ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case k_stateRole:
        return column == DeliverableColumn::InCalendar ? stateValue(standingState(row->standing))
                                                       : QVariant();
    case k_idRole:
        return row->id;
    case Qt::ToolTipRole:
        return tip(index);
    case Qt::AccessibleTextRole:
        if (column == DeliverableColumn::Team && row->team != 0)
            return namesOf(m_view->table->team(*row));
        if (column == DeliverableColumn::LastSynced && row->writtenMs != 0)
            return exactText(row->writtenMs);
        return text(*row, column);
    default:
        return {};
    }
}

QVariant DeliverablesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<DeliverableColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((column == DeliverableColumn::Date ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case DeliverableColumn::Date:
        return tr("Date");
    case DeliverableColumn::Project:
        return tr("Project");
    case DeliverableColumn::Title:
        return tr("Deliverable");
    case DeliverableColumn::Client:
        return tr("Client");
    case DeliverableColumn::Team:
        return tr("Team");
    case DeliverableColumn::InCalendar:
        return tr("In calendar");
    case DeliverableColumn::LastSynced:
        return tr("Last synced");
    }
    return {};
}

Qt::ItemFlags DeliverablesModel::flags(const QModelIndex& index) const {
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

QModelIndexList DeliverablesModel::match(const QModelIndex& start, int role, const QVariant& value, int hits,
                                         Qt::MatchFlags how) const {
    if (role != Qt::DisplayRole || hits != 1 || (how & Qt::MatchTypeMask) != Qt::MatchStartsWith)
        return QAbstractTableModel::match(start, role, value, hits, how);
    const QString wanted = folded(value.toString());
    const int count = rowCount();
    const int tried = how.testFlag(Qt::MatchWrap) ? count : count - start.row();
    for (int i = 0; i < tried && start.isValid(); ++i) {
        const int at = (start.row() + i) % count;
        if (mayBegin(m_view->letters[static_cast<size_t>(at)], wanted) &&
            row(at)->searchText.startsWith(wanted))
            return {index(at, start.column())};
    }
    return {};
}

} // namespace milepost
