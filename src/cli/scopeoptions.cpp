// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/scopeoptions.h"

#include "cli/commandtree.h"

namespace milepost::cli {

namespace {

std::optional<QDate> dateOf(const QString& text) {
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return date.isValid() && text.size() == 10 ? std::optional(date) : std::nullopt;
}

CLI::Validator isDate() {
    return checkedBy("a date (YYYY-MM-DD)", [](const QString& text) { return dateOf(text).has_value(); });
}

} // namespace

void ScopeOptions::addTo(CLI::App& command) {
    const std::string group = "Scope";
    const auto add = [&](const char* name, std::string& value, const char* type, const char* description) {
        return command.add_option(name, value, description)->type_name(type)->group(group);
    };
    add("--from", m_from, "DATE", "Only deliverables of this day and later")->check(isDate());
    add("--to", m_to, "DATE", "Only deliverables of this day and earlier")->check(isDate());
    add("--project", m_project, "ID|NAME", "Only those of this project");
    add("--client", m_client, "TEXT", "Only those of clients whose name holds this text");
    add("--search", m_search, "TEXT", "Only those whose title, project, client or number holds this text");
    command.add_option("--deliverable", m_deliverables, "Only these deliverables")
        ->type_name("ID")
        ->delimiter(',')
        ->check(CLI::PositiveNumber)
        ->group(group);
}

Scope ScopeOptions::scope() const {
    Scope scope;
    scope.from = dateOf(QString::fromStdString(m_from));
    scope.to = dateOf(QString::fromStdString(m_to));
    scope.project = QString::fromStdString(m_project);
    scope.client = QString::fromStdString(m_client);
    scope.search = QString::fromStdString(m_search);
    scope.deliverables = {m_deliverables.begin(), m_deliverables.end()};
    return scope;
}

} // namespace milepost::cli
