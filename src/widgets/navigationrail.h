// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/pageid.h"

#include <QHash>
#include <QWidget>

class QListView;
class QStandardItem;
class QStandardItemModel;

namespace milepost {

/// The rail at the left: the pages that exist, Settings and Help at its foot, with icon, word and badge.
class NavigationRail final : public QWidget {
    Q_OBJECT

public:
    explicit NavigationRail(QWidget* parent = nullptr);

    void addPage(PageId page);
    void setBadge(PageId page, const QString& badge);
    void setCurrent(PageId page);
    void focusList();

signals:
    void chosen(milepost::PageId page);

private:
    void fitWidth();
    QListView* makeList(const QString& accessibleName);
    [[nodiscard]] static bool isFoot(PageId page) { return page == PageId::Settings || page == PageId::Help; }

    QListView* m_pages;
    QListView* m_foot;
    QHash<int, QStandardItem*> m_items;
};

} // namespace milepost
