// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/letternames.h"

#include "base/text.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Named {
    char16_t letter;
    const char* name;
};

// By number. From the Unicode Character Database; U+0009 by its alias.
constexpr Named k_names[] = {
    {0x0009, "CHARACTER TABULATION"},
    {0x0030, "DIGIT ZERO"},
    {0x0031, "DIGIT ONE"},
    {0x007C, "VERTICAL LINE"},
    {0x00A0, "NO-BREAK SPACE"},
    {0x00AD, "SOFT HYPHEN"},
    {0x02BC, "MODIFIER LETTER APOSTROPHE"},
    {0x0391, "GREEK CAPITAL LETTER ALPHA"},
    {0x0392, "GREEK CAPITAL LETTER BETA"},
    {0x0395, "GREEK CAPITAL LETTER EPSILON"},
    {0x0396, "GREEK CAPITAL LETTER ZETA"},
    {0x0397, "GREEK CAPITAL LETTER ETA"},
    {0x0399, "GREEK CAPITAL LETTER IOTA"},
    {0x039A, "GREEK CAPITAL LETTER KAPPA"},
    {0x039C, "GREEK CAPITAL LETTER MU"},
    {0x039D, "GREEK CAPITAL LETTER NU"},
    {0x039F, "GREEK CAPITAL LETTER OMICRON"},
    {0x03A1, "GREEK CAPITAL LETTER RHO"},
    {0x03A4, "GREEK CAPITAL LETTER TAU"},
    {0x03A5, "GREEK CAPITAL LETTER UPSILON"},
    {0x03A7, "GREEK CAPITAL LETTER CHI"},
    {0x03BD, "GREEK SMALL LETTER NU"},
    {0x03BF, "GREEK SMALL LETTER OMICRON"},
    {0x03C1, "GREEK SMALL LETTER RHO"},
    {0x0405, "CYRILLIC CAPITAL LETTER DZE"},
    {0x0406, "CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I"},
    {0x0408, "CYRILLIC CAPITAL LETTER JE"},
    {0x0410, "CYRILLIC CAPITAL LETTER A"},
    {0x0412, "CYRILLIC CAPITAL LETTER VE"},
    {0x0415, "CYRILLIC CAPITAL LETTER IE"},
    {0x041A, "CYRILLIC CAPITAL LETTER KA"},
    {0x041C, "CYRILLIC CAPITAL LETTER EM"},
    {0x041D, "CYRILLIC CAPITAL LETTER EN"},
    {0x041E, "CYRILLIC CAPITAL LETTER O"},
    {0x0420, "CYRILLIC CAPITAL LETTER ER"},
    {0x0421, "CYRILLIC CAPITAL LETTER ES"},
    {0x0422, "CYRILLIC CAPITAL LETTER TE"},
    {0x0423, "CYRILLIC CAPITAL LETTER U"},
    {0x0425, "CYRILLIC CAPITAL LETTER HA"},
    {0x0430, "CYRILLIC SMALL LETTER A"},
    {0x0435, "CYRILLIC SMALL LETTER IE"},
    {0x043E, "CYRILLIC SMALL LETTER O"},
    {0x0440, "CYRILLIC SMALL LETTER ER"},
    {0x0441, "CYRILLIC SMALL LETTER ES"},
    {0x0443, "CYRILLIC SMALL LETTER U"},
    {0x0445, "CYRILLIC SMALL LETTER HA"},
    {0x0455, "CYRILLIC SMALL LETTER DZE"},
    {0x0456, "CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I"},
    {0x0458, "CYRILLIC SMALL LETTER JE"},
    {0x04BB, "CYRILLIC SMALL LETTER SHHA"},
    {0x0501, "CYRILLIC SMALL LETTER KOMI DE"},
    {0x051B, "CYRILLIC SMALL LETTER QA"},
    {0x051D, "CYRILLIC SMALL LETTER WE"},
    {0x2002, "EN SPACE"},
    {0x2003, "EM SPACE"},
    {0x2007, "FIGURE SPACE"},
    {0x2009, "THIN SPACE"},
    {0x200A, "HAIR SPACE"},
    {0x200B, "ZERO WIDTH SPACE"},
    {0x200C, "ZERO WIDTH NON-JOINER"},
    {0x200D, "ZERO WIDTH JOINER"},
    {0x2010, "HYPHEN"},
    {0x2011, "NON-BREAKING HYPHEN"},
    {0x2012, "FIGURE DASH"},
    {0x2013, "EN DASH"},
    {0x2014, "EM DASH"},
    {0x2018, "LEFT SINGLE QUOTATION MARK"},
    {0x2019, "RIGHT SINGLE QUOTATION MARK"},
    {0x201C, "LEFT DOUBLE QUOTATION MARK"},
    {0x201D, "RIGHT DOUBLE QUOTATION MARK"},
    {0x202F, "NARROW NO-BREAK SPACE"},
    {0x2060, "WORD JOINER"},
    {0x2212, "MINUS SIGN"},
    {0x3000, "IDEOGRAPHIC SPACE"},
    {0xFEFF, "ZERO WIDTH NO-BREAK SPACE"},
};
static_assert(std::ranges::is_sorted(k_names, {}, &Named::letter));

} // namespace

QString letterNumber(QChar letter) {
    return u"U+"_s + QString::number(letter.unicode(), 16).toUpper().rightJustified(4, u'0');
}

QString letterName(QChar letter) {
    const auto found = std::ranges::lower_bound(k_names, letter.unicode(), {}, &Named::letter);
    return found != std::end(k_names) && found->letter == letter.unicode() ? QString::fromLatin1(found->name)
                                                                           : letterNumber(letter);
}

QChar foreignLetter(const QString& name, const QString& other) {
    const auto found = std::ranges::find_if(name, [&](QChar letter) {
        return !other.contains(letter) && withoutLookAlikes(QStringView(&letter, 1)) != letter;
    });
    return found == name.end() ? QChar() : *found;
}

} // namespace milepost
