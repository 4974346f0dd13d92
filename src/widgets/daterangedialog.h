// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QDialog>

class QDateEdit;

namespace milepost {

/// Asks for two days. Deletes itself when it is closed.
class DateRangeDialog final : public QDialog {
    Q_OBJECT

public:
    DateRangeDialog(QDate from, QDate to, QWidget* parent);

    [[nodiscard]] QDate from() const; ///< never after to()
    [[nodiscard]] QDate to() const;

private:
    QDateEdit* m_from;
    QDateEdit* m_to;
};

} // namespace milepost
