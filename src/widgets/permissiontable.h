// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/permissiontexts.h"

#include <vector>

#include <QWidget>

class QGridLayout;

namespace milepost {

/// The table of permissions: for each its state, whether it is declared, granted, in the token and used, and
/// what that comes to and what it is for in words. Some lines each, so that it fits beside the steps of a
/// narrow window. Says how it is filled while it is empty. Runs on: main.
class PermissionTable final : public QWidget {
    Q_OBJECT

public:
    explicit PermissionTable(QWidget* parent = nullptr);

    void setRows(const std::vector<PermissionRow>& rows);

private:
    void addHead(QGridLayout& grid);
    void addRow(QGridLayout& grid, const PermissionRow& row, int number);

    std::vector<PermissionRow> m_shown;
    QWidget* m_rows = nullptr;
};

} // namespace milepost
