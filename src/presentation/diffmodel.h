// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <vector>

#include <QAbstractItemModel>

namespace milepost {

/// A flat model that updates by difference. `Base` is QAbstractListModel or QAbstractTableModel.
template <class Base> class DiffModel : public Base {
protected:
    using Base::Base;

    /// Turns the rows into the wanted ones and tells the views: what is equal at both ends stays, the middle
    /// is taken out and put in. False when nothing was to do.
    template <class Row> bool replaceRows(std::vector<Row>& rows, const std::vector<Row>& wanted) {
        const auto [goneFrom, newFrom] =
            std::ranges::mismatch(rows.begin(), rows.end(), wanted.begin(), wanted.end());
        auto goneTo = rows.end();
        auto newTo = wanted.end();
        while (goneTo != goneFrom && newTo != newFrom && *std::prev(goneTo) == *std::prev(newTo)) {
            --goneTo;
            --newTo;
        }
        const auto head = static_cast<int>(goneFrom - rows.begin());
        const auto goes = static_cast<int>(goneTo - goneFrom);
        const auto comes = static_cast<int>(newTo - newFrom);
        if (goes > 0) {
            this->beginRemoveRows({}, head, head + goes - 1);
            rows.erase(goneFrom, goneTo);
            this->endRemoveRows();
        }
        if (comes > 0) {
            this->beginInsertRows({}, head, head + comes - 1);
            rows.insert(rows.begin() + head, newFrom, newTo);
            this->endInsertRows();
        }
        return goes > 0 || comes > 0;
    }
};

} // namespace milepost
