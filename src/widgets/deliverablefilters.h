// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverablespresenter.h"

#include <QObject>

namespace milepost {

namespace Ui {
class DeliverablesPage;
}

/// The bar of filters over the list: what it shows is the presenter's filter. Runs on: main.
class DeliverableFilters final : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    DeliverableFilters(Ui::DeliverablesPage& ui, DeliverablesPresenter& presenter, QObject* parent);

    /// As the presenter has them.
    void showFilter();
    void clear();

private:
    void setUp();
    void fillDates();
    void fillSaved();
    void fillChoices();
    void take();
    void useDates(DeliverableFilter::Dates dates);
    void askForDates();
    void askForName();
    void showDates();

    Ui::DeliverablesPage& m_ui;
    DeliverablesPresenter& m_presenter;
    bool m_isShowing = false;
};

} // namespace milepost
