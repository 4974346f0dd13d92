// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabledetails.h"

#include <memory>

#include <QScrollArea>
#include <QUrl>

namespace milepost {

namespace Ui {
class DeliverablePanel;
}

/// One deliverable beside the list: what the tracker says, why it is or is not in the calendar, and its event
/// as Outlook shows it, after a run and now. Runs on: main.
class DeliverablePanel final : public QScrollArea {
    Q_OBJECT

public:
    explicit DeliverablePanel(QWidget* parent = nullptr);
    ~DeliverablePanel() override;

    /// Nothing: no row is current.
    void setDetails(const std::optional<DeliverableDetails>& details);
    void focusWhy();

signals:
    void linkWanted(const QUrl& url);
    /// Why it is, or is not, to be seen: step by step.
    void explainWanted(qint64 deliverable);

private:
    void showOutlook();

    std::unique_ptr<Ui::DeliverablePanel> m_ui;
    QWidget* m_content;
    QWidget* m_nothing;
    std::optional<DeliverableDetails> m_details;
};

} // namespace milepost
