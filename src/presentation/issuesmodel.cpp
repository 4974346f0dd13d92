// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/issuesmodel.h"

#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;

void IssuesModel::setIssues(const std::vector<Issue>& issues) { replaceRows(m_issues, issues); }

const Issue* IssuesModel::issue(const QModelIndex& index) const {
    return index.isValid() ? &m_issues.at(static_cast<size_t>(index.row())) : nullptr;
}

int IssuesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_issues.size());
}

QVariant IssuesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Issue& issue = m_issues.at(static_cast<size_t>(index.row()));
    const auto title = [&] {
        return issue.subjects.isEmpty()
                   ? issue.title
                   : tr("%n event(s): %1", nullptr, static_cast<int>(issue.subjects.size())).arg(issue.title);
    };
    switch (role) {
    case Qt::DisplayRole:
        return title();
    case Qt::ToolTipRole:
        return issue.subjects.mid(0, 12).join(u'\n');
    case Qt::AccessibleTextRole:
        return u"%1, %2. %3"_s.arg(stateWord(issue.state), title(), issue.remedy);
    case k_stateRole:
        return stateValue(issue.state);
    case k_remedyRole:
        return issue.remedy;
    default:
        return {};
    }
}

void LogModel::show(int jobId, const std::vector<Exchange>& log) {
    if (m_jobId != jobId) {
        beginResetModel(); // another job: nothing of the old rows stays
        m_jobId = jobId;
        m_log = log;
        endResetModel();
        return;
    }
    // The log is a window over a growing list: what fell out stood at its head. Exchanges have no number, but
    // they never change, so that the first one kept tells how many fell out.
    const auto same = [](const Exchange& a, const Exchange& b) {
        return a.startedUtc == b.startedUtc && a.clientRequestId == b.clientRequestId && a.url == b.url;
    };
    size_t gone = m_log.size();
    if (!log.empty())
        for (gone = 0; gone < m_log.size() && !same(m_log[gone], log.front()); ++gone) {
        }
    if (gone > 0) {
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
        m_log.erase(m_log.begin(), m_log.begin() + static_cast<std::ptrdiff_t>(gone));
        endRemoveRows();
    }
    if (log.size() > m_log.size()) {
        beginInsertRows({}, static_cast<int>(m_log.size()), static_cast<int>(log.size()) - 1);
        m_log.insert(m_log.end(), log.begin() + static_cast<std::ptrdiff_t>(m_log.size()), log.end());
        endInsertRows();
    }
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_log.size());
}

int LogModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Exchange& exchange = m_log.at(static_cast<size_t>(index.row()));
    if (role == Qt::ToolTipRole)
        return exchange.error.isEmpty() ? exchange.url : exchange.url + u'\n' + exchange.error;
    if (role == Qt::TextAlignmentRole)
        return QVariant(index.column() == Status || index.column() == Duration
                            ? Qt::AlignRight | Qt::AlignVCenter
                            : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return exchange.startedUtc.toLocalTime().time().toString(u"HH:mm:ss.zzz"_s);
    case Method:
        return exchange.attempt > 1 ? tr("%1, attempt %2").arg(exchange.method).arg(exchange.attempt)
                                    : exchange.method;
    case Address:
        return QUrl(exchange.url).path();
    case Status:
        return exchange.status == 0 ? tr("none") : QString::number(exchange.status);
    case Duration:
        return tr("%1 ms").arg(exchange.elapsed.count());
    case RequestId:
        return exchange.requestId;
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Method:
        return tr("Method");
    case Address:
        return tr("Address");
    case Status:
        return tr("Status");
    case Duration:
        return tr("Duration");
    case RequestId:
        return tr("Request id");
    default:
        return {};
    }
}

} // namespace milepost
