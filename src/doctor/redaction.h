// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

/// The text with every value that stands in the place of a secret, or looks like one, replaced by *** (law
/// 10): headers of sign-ins and cookies, tokens, fields of forms, JSON, command lines and settings whose
/// names say so, keys in PEM, passwords in addresses. What is not secret stays readable. Pure; idempotent.
[[nodiscard]] QString withoutSecrets(const QString& text);

} // namespace milepost
