// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/session.h"

#include <QAbstractListModel>

namespace milepost {

/// The profiles as rows of two lines: name, then what there is to know and where its events go. Runs on:
/// main.
class ProfilesModel final : public QAbstractListModel {
    Q_OBJECT

public:
    /// `session` outlives the model.
    explicit ProfilesModel(Session& session, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    /// Null when there is no such row.
    [[nodiscard]] const ProfileEntry* entry(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const QString& name) const;

private:
    [[nodiscard]] Finding standingOf(const ProfileEntry& entry) const;
    [[nodiscard]] QString wordOf(const ProfileEntry& entry) const;

    Session& m_session;
    std::vector<ProfileEntry> m_entries;
};

} // namespace milepost
