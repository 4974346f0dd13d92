// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/console.h"

namespace milepost {

Console::Console(Backend& backend, Theme& theme)
    : m_session(backend),
      m_window(std::make_unique<MainWindow>(m_session, theme)) {}

Console::~Console() = default;

} // namespace milepost
