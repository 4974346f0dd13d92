// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/rungsmodel.h"

#include "doctor/ladderreport.h"
#include "presentation/itemroles.h"
#include "presentation/rungtexts.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::RungsModel)
};

QString evidenceOf(const Rung& rung) {
    if (rung.state == RungState::NotReached)
        return {};
    const QString time = Texts::tr("%1 s").arg(static_cast<double>(rung.elapsed.count()) / 1000, 0, 'f', 1);
    return rung.evidence.isEmpty() ? time : time + u" · "_s + rung.evidence;
}

} // namespace

int RungsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rungs.size());
}

QVariant RungsModel::data(const QModelIndex& index, int role) const {
    const Rung* seen = rung(index.row());
    if (seen == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return seen->title;
    case k_stateRole:
        return stateValue(stateOf(seen->state));
    case k_wordRole:
        return seen->state == RungState::NotReached ? rungStateText(seen->state) : QString();
    case k_evidenceRole:
        return evidenceOf(*seen);
    case Qt::ToolTipRole: // all that may be too long for its line
        return u"%1\n%2"_s.arg(seen->title, evidenceOf(*seen)).trimmed();
    case Qt::AccessibleTextRole:
        return u"%1: %2. %3"_s.arg(seen->title, rungStateText(seen->state), seen->evidence);
    default:
        return {};
    }
}

void RungsModel::clear() { show({}); }

void RungsModel::add(const Rung& rung) {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rungs.push_back(rung);
    endInsertRows();
}

void RungsModel::show(const std::vector<Rung>& rungs) {
    beginResetModel();
    m_rungs = rungs;
    endResetModel();
}

const Rung* RungsModel::rung(int row) const {
    return row >= 0 && row < rowCount() ? &m_rungs[static_cast<size_t>(row)] : nullptr;
}

} // namespace milepost
