// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QString>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::Palette)
};

struct Pair {
    QRgb light;
    QRgb dark;
};

// In the order of Role.
constexpr std::array<Pair, k_roleCount> k_colours{{
    {0xFFF3F5F7, 0xFF14171C}, // Surface
    {0xFFFFFFFF, 0xFF1B1F26}, // SurfaceRaised
    {0xFFE9EDF1, 0xFF242A33}, // SurfaceSunken
    {0xFFD2D8DF, 0xFF353D49}, // Border
    {0xFF7F8896, 0xFF788394}, // BorderStrong
    {0xFF1A212B, 0xFFE6EAF0}, // Text
    {0xFF545E6D, 0xFFA5AFBD}, // TextMuted
    {0xFF8C95A2, 0xFF6B7584}, // TextDisabled
    {0xFF2456B3, 0xFF8DB2FF}, // Accent
    {0xFFFFFFFF, 0xFF0C1424}, // OnAccent
    {0xFFE1EAF9, 0xFF25344F}, // AccentSoft
    {0xFF17693D, 0xFF66CC92}, // Success
    {0xFFE0F1E7, 0xFF183325}, // SuccessSoft
    {0xFF824D00, 0xFFE6B65E}, // Warning
    {0xFFFBEED6, 0xFF382B12}, // WarningSoft
    {0xFFAE241C, 0xFFFF968C}, // Danger
    {0xFFFBE5E3, 0xFF43221F}, // DangerSoft
    {0xFF0A6176, 0xFF6BC7DD}, // Info
    {0xFFDCF0F4, 0xFF16353F}, // InfoSoft
}};

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

QColor colour(Role role, Tone tone) {
    const Pair& pair = k_colours.at(static_cast<size_t>(role));
    return QColor::fromRgb(tone == Tone::Light ? pair.light : pair.dark);
}

QColor profileColour(const QString& name, Tone tone) {
    const std::array<std::pair<QLatin1StringView, Pair>, 6> marks{{
        {"orange"_L1, {0xFFC2410C, 0xFFF59E6B}},
        {"violet"_L1, {0xFF6D3FC0, 0xFFB79BFF}},
        {"teal"_L1, {0xFF0F766E, 0xFF5CC8BC}},
        {"blue"_L1, {0xFF1D5FBF, 0xFF86B7FF}},
        {"magenta"_L1, {0xFFA8246F, 0xFFF08CC0}},
        {"grey"_L1, {0xFF545E6D, 0xFFA5AFBD}},
    }};
    for (const auto& [mark, pair] : marks)
        if (name.compare(mark, Qt::CaseInsensitive) == 0)
            return QColor::fromRgb(tone == Tone::Light ? pair.light : pair.dark);
    return {};
}

QString profileMarkText(const QString& name) {
    const std::array<std::pair<QLatin1StringView, QString>, 6> marks{{
        {"orange"_L1, Texts::tr("Marked orange")},
        {"violet"_L1, Texts::tr("Marked violet")},
        {"teal"_L1, Texts::tr("Marked teal")},
        {"blue"_L1, Texts::tr("Marked blue")},
        {"magenta"_L1, Texts::tr("Marked magenta")},
        {"grey"_L1, Texts::tr("Marked grey")},
    }};
    const auto mark = std::ranges::find_if(
        marks, [&name](const auto& entry) { return name.compare(entry.first, Qt::CaseInsensitive) == 0; });
    return mark == marks.end() ? QString() : mark->second;
}

double contrast(const QColor& a, const QColor& b) {
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace milepost
