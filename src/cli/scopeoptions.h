// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/scope.h"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace milepost::cli {

/// The options that narrow what a command is about (cli.md "Scope").
class ScopeOptions {
public:
    void addTo(CLI::App& command);
    [[nodiscard]] Scope scope() const;

private:
    std::string m_from;
    std::string m_to;
    std::string m_project;
    std::string m_client;
    std::string m_search;
    std::vector<qint64> m_deliverables;
};

} // namespace milepost::cli
