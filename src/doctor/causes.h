// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace milepost::doctor {

/// The controlled vocabulary of causes, in a stable order. JSON documents and people's notes use these words:
/// none is ever renamed.
[[nodiscard]] const QStringList& causeSlugs();
[[nodiscard]] bool isCause(const QString& text);

} // namespace milepost::doctor
