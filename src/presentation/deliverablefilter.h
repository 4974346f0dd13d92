// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabletable.h"

#include <set>
#include <stop_token>

#include <QJsonObject>

namespace milepost {

/// Which deliverables a list shows. Empty parts ask nothing.
struct DeliverableFilter {
    enum class Dates { All, Next30, Next90, ThisYear, Custom };

    QString search; ///< every word must occur in title, project, client, number or team
    Dates dates = Dates::All;
    std::optional<QDate> from; ///< Custom; inclusive
    std::optional<QDate> to;   ///< Custom; inclusive
    std::set<qint64> projects;
    std::set<QString> clients;
    std::set<Standing> standings;
    std::set<qint64> people;
    bool undated = true;   ///< show those without a date, whatever the dates asked for
    bool completed = true; ///< show those that are done

    friend bool operator==(const DeliverableFilter&, const DeliverableFilter&) = default;
    [[nodiscard]] bool isDefault() const { return *this == DeliverableFilter{}; }

    [[nodiscard]] QJsonObject toJson() const;
    /// What it does not know it leaves at the default.
    [[nodiscard]] static DeliverableFilter fromJson(const QJsonObject& json);
};

/// Does one row pass? `today` is what the next 30 days count from. The plain form of what filterRows does.
[[nodiscard]] bool passes(const DeliverableFilter& filter, const DeliverableTable& table, int row,
                          QDate today);

/// Those rows of `order` that pass, in that order. Runs on: a pool thread. Stopped: nothing.
[[nodiscard]] std::vector<int> filterRows(const DeliverableFilter& filter, const DeliverableTable& table,
                                          const std::vector<int>& order, QDate today, std::stop_token stop);

} // namespace milepost
