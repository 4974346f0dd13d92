// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/exchangemodel.h"
#include "widgets/card.h"

class QPlainTextEdit;
class QPushButton;

namespace milepost {

class ElidedLabel;
class SpanBar;
class StateLabel;

/// One request of the exchange log with everything that is known of it, and what one does with that. Runs on:
/// main.
class ExchangePanel final : public Card {
    Q_OBJECT

public:
    explicit ExchangePanel(QWidget* parent = nullptr);

    /// Null: nothing is chosen.
    void show(const ExchangeRecord* record);
    /// What was done, beside the buttons; until another is shown.
    void say(const QString& sentence);

signals:
    void supportWanted();
    void curlWanted();
    void explainWanted();

private:
    ElidedLabel* m_title;
    StateLabel* m_state;
    SpanBar* m_spans;
    QPlainTextEdit* m_facts;
    QPushButton* m_support;
    QPushButton* m_curl;
    QPushButton* m_explain;
    QLabel* m_said;
    qint64 m_shown = 0;
};

} // namespace milepost
