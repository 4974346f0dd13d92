// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

/// True for the name localhost, 127.0.0.0/8 and ::1, as QUrl::host() gives them: the only hosts that plain
/// http is spoken to. The setting and the transport ask the same question.
[[nodiscard]] bool isLoopbackHost(const QString& host);

} // namespace milepost
