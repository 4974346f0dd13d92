// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/setuppresenter.h"

#include <QAbstractListModel>

namespace milepost {

/// The steps of the set-up as rows of two lines: title, then state and evidence.
class SetupModel final : public QAbstractListModel {
    Q_OBJECT

public:
    /// `setup` outlives the model.
    explicit SetupModel(const SetupPresenter& setup, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    const SetupPresenter& m_setup;
};

} // namespace milepost
