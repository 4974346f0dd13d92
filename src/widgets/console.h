// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/session.h"
#include "widgets/mainwindow.h"
#include "widgets/theme.h"

#include <memory>

namespace milepost {

/// The whole of the window over one backend: presenters, pages, and how one leads to another. The only place
/// that knows more than one page. Runs on: main.
class Console final {
public:
    /// `backend` and `theme` outlive the console.
    Console(Backend& backend, Theme& theme);
    ~Console();

    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] MainWindow& window() { return *m_window; }

private:
    // Presenters first: pages refer to them, and go with the window.
    Session m_session;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace milepost
