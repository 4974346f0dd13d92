// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabledetails.h"

#include <QWidget>

class QTextLayout;

namespace milepost {

/// An event as Outlook shows it: painted, with the parts marked that a run would change. Grows with its text.
class OutlookEvent final : public QWidget {
    Q_OBJECT

public:
    explicit OutlookEvent(QWidget* parent = nullptr);

    struct Shown {
        EventContent content;
        QString calendar;
        std::set<Field> changed;
        bool isOld = false; ///< what is marked goes away

        friend bool operator==(const Shown&, const Shown&) = default;
    };
    /// Nothing: `why` is shown in its place ("Nothing stands in the calendar").
    void setEvent(const std::optional<Shown>& event, const QString& why = {});
    [[nodiscard]] const std::optional<Shown>& shownEvent() const { return m_event; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Draws when there is a painter; the height it takes either way.
    int compose(QPainter* painter, int width) const;
    int drawBody(QPainter* painter, const QRect& place) const;
    [[nodiscard]] QString dayText() const;
    [[nodiscard]] QString restOfDateText() const;
    [[nodiscard]] QString showAsText() const;

    std::optional<Shown> m_event;
    QString m_why;
};

} // namespace milepost
