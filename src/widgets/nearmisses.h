// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/state.h"
#include "presentation/worddiff.h"

#include <QWidget>

class QGridLayout;

namespace milepost {

/// A name letter by letter: those that differ are marked, blanks can be seen. Runs on: main.
class LetterLabel final : public QWidget {
    Q_OBJECT

public:
    LetterLabel(std::vector<DiffPiece> pieces, const QString& accessibleName, QWidget* parent = nullptr);
    [[nodiscard]] const std::vector<DiffPiece>& pieces() const { return m_pieces; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] static QFont fontOf(const DiffPiece& piece);
    std::vector<DiffPiece> m_pieces;
};

/// The wanted name, and below it those that come near, each with what differs and buttons that take it as it
/// is, or give it the wanted name.
/// Hidden while there is none. Runs on: main.
class NearMisses final : public QWidget {
    Q_OBJECT

public:
    explicit NearMisses(QWidget* parent = nullptr);
    /// `notes`: what is known of each beside its name; those of others are shown without buttons.
    void compare(const QString& wanted, const QStringList& near, const std::vector<CalendarNote>& notes = {});
    /// Not of a profile that is read only.
    void setCanRename(bool can);

signals:
    void chosen(const QString& name);
    void renameWanted(const QString& name);

private:
    void addRow(QWidget& rows, QGridLayout& grid, const QString& found, int number);
    void addForeign(QGridLayout& grid, const CalendarNote& note, int number);
    [[nodiscard]] QString reasonFor(const QString& found) const;

    QWidget* m_rows = nullptr;
    QString m_wanted;
    QStringList m_near;
    std::vector<CalendarNote> m_notes;
    bool m_canRename = true;
};

} // namespace milepost
