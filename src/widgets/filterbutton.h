// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/menubutton.h"

#include <utility>
#include <vector>

#include <QVariant>

class QLineEdit;
class QListView;
class QStandardItem;
class QStandardItemModel;

namespace milepost {

/// A filter: a button with a menu that names its value, with accent text and outline while it narrows
/// something (look/palette.md 5.3).
class FilterButton : public MenuButton {
    Q_OBJECT

public:
    explicit FilterButton(QWidget* parent = nullptr);

    /// What it shows: "Client" or "Project: 5". `narrows`: it leaves something out.
    void setValue(const QString& text, bool narrows);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_narrows = false;
};

/// A filter by any number of named things, ticked in a list that can be searched.
class ChoiceButton final : public FilterButton {
    Q_OBJECT

public:
    explicit ChoiceButton(QWidget* parent = nullptr);

    /// "Client": shown while nothing is ticked.
    void setTitle(const QString& title);
    /// Keys that are ticked stay ticked, also those that are offered no longer.
    void setChoices(const std::vector<std::pair<QVariant, QString>>& choices);
    void setChosen(const QVariantList& keys);
    [[nodiscard]] const QVariantList& chosen() const { return m_chosen; }

signals:
    void chosenChanged(); ///< by the user

private:
    void makePopup();
    void fill();
    void narrow(const QString& text);
    void take(const QStandardItem* item);
    void showValue();

    QString m_title;
    std::vector<std::pair<QVariant, QString>> m_choices;
    QVariantList m_chosen;
    QLineEdit* m_search = nullptr;
    QListView* m_list = nullptr;
    QStandardItemModel* m_items = nullptr;
    bool m_isFilling = false;
};

} // namespace milepost
