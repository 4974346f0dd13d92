// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme.h"

#include "widgets/style.h"

#include <QApplication>

static void initIcons() { Q_INIT_RESOURCE(icons); }

namespace milepost {

namespace {

// The tone is one for the whole application, like its palette.
Tone g_tone = Tone::Light;

constexpr double k_bodyPoints = 10.5;

void fill(QPalette& palette, QPalette::ColorGroup group) {
    const auto set = [&](QPalette::ColorRole role, Role meaning) {
        palette.setColor(group, role, Theme::colour(meaning));
    };
    const bool isDisabled = group == QPalette::Disabled;
    const Role text = isDisabled ? Role::TextDisabled : Role::Text;
    set(QPalette::Window, Role::Surface);
    set(QPalette::Base, Role::SurfaceRaised);
    set(QPalette::AlternateBase, Role::Surface);
    set(QPalette::Button, Role::SurfaceRaised);
    set(QPalette::WindowText, text);
    set(QPalette::Text, text);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, Role::OnAccent);
    set(QPalette::PlaceholderText, isDisabled ? Role::TextDisabled : Role::TextMuted);
    set(QPalette::Highlight, Role::AccentSoft);
    set(QPalette::HighlightedText, text);
    set(QPalette::Link, isDisabled ? Role::TextDisabled : Role::Accent);
    set(QPalette::LinkVisited, isDisabled ? Role::TextDisabled : Role::Accent);
    set(QPalette::Mid, Role::BorderStrong);
    set(QPalette::Dark, Role::BorderStrong);
    set(QPalette::Midlight, Role::Border);
    set(QPalette::Light, Role::Border);
    set(QPalette::Shadow, Role::Border);
    set(QPalette::ToolTipBase, Role::SurfaceSunken);
    set(QPalette::ToolTipText, Role::Text);
}

} // namespace

Theme::Theme(QApplication& application) : m_application(application), m_systemPalette(application.palette()) {
    initIcons();
    QApplication::setStyle(new Style); // the application owns it
    QFont font = QApplication::font();
    font.setPointSizeF(k_bodyPoints);
    QApplication::setFont(font);
    apply();
}

Theme::~Theme() = default;

void Theme::choose(ThemeChoice choice) {
    if (m_choice == choice)
        return;
    m_choice = choice;
    apply();
}

Tone Theme::tone() { return g_tone; }

QColor Theme::colour(Role role) { return milepost::colour(role, g_tone); }

QFont Theme::font(Text text) {
    QFont font = QApplication::font();
    const auto size = [&](double points, QFont::Weight weight) {
        font.setPointSizeF(font.pointSizeF() * points / k_bodyPoints);
        font.setWeight(weight);
    };
    switch (text) {
    case Text::Body:
        break;
    case Text::Title:
        size(18, QFont::DemiBold);
        break;
    case Text::Panel:
        size(12, QFont::DemiBold);
        break;
    case Text::Counter:
        size(15, QFont::DemiBold);
        break;
    case Text::Header:
        size(9.75, QFont::Normal);
        break;
    case Text::Small:
        size(9, QFont::Normal);
        break;
    }
    return font;
}

bool Theme::systemIsDark() const {
    // Qt 6.4 does not say it; a window darker than its text does (style 7.8).
    return m_systemPalette.color(QPalette::Window).lightness() <
           m_systemPalette.color(QPalette::WindowText).lightness();
}

void Theme::apply() {
    const bool isDark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && systemIsDark());
    g_tone = isDark ? Tone::Dark : Tone::Light;
    QPalette palette;
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
        fill(palette, group);
    QApplication::setPalette(palette);
    emit changed();
}

} // namespace milepost
