// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/setupmodel.h"

#include "presentation/itemroles.h"

namespace milepost {

SetupModel::SetupModel(const SetupPresenter& setup, QObject* parent)
    : QAbstractListModel(parent),
      m_setup(setup) {
    connect(&setup, &SetupPresenter::findingsChanged, this,
            [this] { emit dataChanged(index(0), index(k_setupStepCount - 1)); });
}

int SetupModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : k_setupStepCount; }

QVariant SetupModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SetupStep step = k_setupSteps[static_cast<size_t>(index.row())];
    const bool isTesting = m_setup.testing() == step;
    const Finding& finding = m_setup.finding(step);
    const QString word = isTesting ? tr("Testing…") : stateWord(finding.state);
    const QString evidence = isTesting                  ? QString()
                             : !finding.atUtc.isValid() ? tr("Not tested")
                                                        : finding.evidence;
    switch (role) {
    case Qt::DisplayRole:
        return stepTitle(step);
    case Qt::ToolTipRole:
        return evidence;
    case Qt::AccessibleTextRole:
        return tr("%1. %2: %3 %4").arg(QString::number(stepNumber(step)), stepTitle(step), word, evidence);
    case k_stateRole:
        return stateValue(isTesting ? State::Unknown : finding.state);
    case k_evidenceRole:
        return evidence;
    case k_wordRole:
        return word;
    case k_numberRole:
        return QString::number(stepNumber(step));
    default:
        return {};
    }
}

} // namespace milepost
