// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/palette.h"

#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;

namespace milepost {

/// Which tone the admin asked for.
enum class ThemeChoice { System, Light, Dark };

/// Palette, style and font of the application, light or dark, from the system or by choice (ux 3). One per
/// application; widgets ask the static colour() while they paint. Runs on: main.
class Theme final : public QObject {
    Q_OBJECT

public:
    explicit Theme(QApplication& application);
    ~Theme() override;

    void choose(ThemeChoice choice);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }

    /// The tone that is on now.
    [[nodiscard]] static Tone tone();
    /// A colour in that tone.
    [[nodiscard]] static QColor colour(Role role);
    /// The font of a text of that size, as a share of the system's own: the page title, a panel's title, …
    enum class Text { Body, Title, Panel, Counter, Header, Small };
    [[nodiscard]] static QFont font(Text text);

signals:
    /// Widgets that keep colours of their own ask for them anew.
    void changed();

private:
    void apply();
    [[nodiscard]] bool systemIsDark() const;

    QApplication& m_application;
    QPalette m_systemPalette;
    ThemeChoice m_choice = ThemeChoice::System;
};

} // namespace milepost
