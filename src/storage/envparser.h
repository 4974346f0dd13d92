// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/envfile.h"

#include <vector>

#include <QHash>

/// The two grammars. Pure. Values may be secrets: nothing here puts one into a message.
namespace milepost::envparser {

struct Assignment {
    int line = 0;
    QString name;
    QString value;           ///< after quotes, escapes and substitution
    bool substitutes = true; ///< false: '$' stands for itself (single quotes)
    QString missing;         ///< the name that ${...} asks for and nobody gives; "" when all is known
};

struct Parsed {
    EnvForm form = EnvForm::DotEnv;
    std::vector<Assignment> assignments; ///< in the order of the file
    std::vector<EnvNote> unreadable;     ///< NotUnderstood
};

[[nodiscard]] EnvForm formOf(const QString& text);
[[nodiscard]] Parsed parse(const QString& text, const QHash<QString, QString>& outside);

/// A value as it must be written so that parse() gives it back.
[[nodiscard]] QString quotedForDotEnv(const QString& value);
[[nodiscard]] QString quotedForYaml(const QString& text);

} // namespace milepost::envparser
