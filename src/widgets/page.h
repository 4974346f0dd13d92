// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/pageid.h"

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace milepost {

/// A page of the window: its title, one line that says what it is for, buttons beside the title (the primary
/// one last), and its content below. Runs on: main.
class Page : public QWidget {
    Q_OBJECT

public:
    Page(PageId id, const QString& purpose, QWidget* parent = nullptr);

    [[nodiscard]] PageId id() const { return m_id; }
    void setPurpose(const QString& purpose);

    /// F5: look again, or run again.
    virtual void refresh() {}
    /// Esc where nothing else took it.
    virtual void cancel() {}
    /// The page is about to be shown.
    virtual void entered() {}

signals:
    void badgeChanged(const QString& badge); ///< for the rail; "" for none

protected:
    /// Beside the title, left to right; takes part in the tab order before the content.
    void addHeaderWidget(QWidget* widget);
    void setContent(QWidget* content);
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Buttons stand below the title where they have no room beside it.
    void fitHeader();

    PageId m_id;
    QLabel* m_title;
    QLabel* m_purpose;
    QBoxLayout* m_header;
    QHBoxLayout* m_buttons;
    QVBoxLayout* m_layout;
};

} // namespace milepost
