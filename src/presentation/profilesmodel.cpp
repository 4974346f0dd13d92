// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/profilesmodel.h"

#include "domain/profileschema.h"
#include "presentation/facttexts.h"
#include "presentation/itemroles.h"

namespace milepost {

ProfilesModel::ProfilesModel(Session& session, QObject* parent)
    : QAbstractListModel(parent),
      m_session(session),
      m_entries(session.profiles()) {
    connect(&session, &Session::profilesChanged, this, [this] {
        beginResetModel();
        m_entries = m_session.profiles();
        endResetModel();
    });
    connect(&session, &Session::profileChanged, this, [this] {
        if (!m_entries.empty())
            emit dataChanged(index(0), index(rowCount() - 1));
    });
}

int ProfilesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

const ProfileEntry* ProfilesModel::entry(const QModelIndex& index) const {
    if (!index.isValid() || !checkIndex(index)) // nothing chosen is no mistake, of which Qt would warn
        return nullptr;
    return &m_entries[static_cast<size_t>(index.row())];
}

QModelIndex ProfilesModel::indexOf(const QString& name) const {
    const auto found = std::ranges::find(m_entries, name, &ProfileEntry::name);
    return found == m_entries.end() ? QModelIndex()
                                    : index(static_cast<int>(std::distance(m_entries.begin(), found)));
}

Finding ProfilesModel::standingOf(const ProfileEntry& entry) const {
    if (!entry.profile)
        return {State::Failed, entry.profile.error().detail, {}, {}};
    const QString where = calendarText(*entry.profile);
    if (!readyToRun(*entry.profile))
        return {State::Warning, where, {}, {}};
    return {entry.profile->enabled && !entry.profile->readOnly ? State::Ok : State::Skipped, where, {}, {}};
}

QString ProfilesModel::wordOf(const ProfileEntry& entry) const {
    if (!entry.profile)
        return tr("Unreadable");
    if (entry.name == m_session.sandboxProfile())
        return tr("Sandbox");
    if (!readyToRun(*entry.profile))
        return tr("Not set up yet");
    if (!entry.profile->enabled)
        return tr("Switched off");
    return entry.profile->readOnly ? tr("Read only") : tr("Set up");
}

QVariant ProfilesModel::data(const QModelIndex& index, int role) const {
    const ProfileEntry* row = entry(index);
    if (row == nullptr)
        return {};
    const Finding standing = standingOf(*row);
    const bool isOpen = m_session.profile() && m_session.profile()->name == row->name;
    const QString name = isOpen ? tr("%1 (open)").arg(row->name) : row->name;
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::ToolTipRole:
        return standing.evidence;
    case Qt::AccessibleTextRole:
        return tr("%1: %2 %3").arg(name, wordOf(*row), standing.evidence);
    case k_stateRole:
        return stateValue(standing.state);
    case k_evidenceRole:
        return standing.evidence;
    case k_wordRole:
        return wordOf(*row);
    default:
        return {};
    }
}

} // namespace milepost
