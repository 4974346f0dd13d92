// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/sandbox.h"

#include <memory>

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>

namespace milepost::bench {

/// A sandbox that runs, without traps: half of the people have a mailbox and an address, and each is assigned
/// to so many deliverables, which three people share. Ends the program where it cannot be had.
[[nodiscard]] inline std::unique_ptr<sandbox::Sandbox> tenantOf(int people, int events) {
    using namespace Qt::StringLiterals;
    sandbox::Sandbox::Options options;
    options.traps = false;
    options.deliverables = 1;
    options.people = people;
    options.roles = QStringList{u"Calendars.ReadWrite"_s, u"User.Read.All"_s};
    auto sandbox = std::make_unique<sandbox::Sandbox>(options);
    if (!sandbox->start())
        qFatal("the sandbox did not start");
    QJsonArray rows;
    QJsonArray links;
    constexpr int k_team = 3;
    for (int person = 1; person <= people; ++person)
        for (int i = 0; i < events; ++i) {
            const int id = 500 + (person - 1) / k_team * events + i;
            if (person % k_team == 1)
                rows.append(
                    QJsonObject{{u"id"_s, id},
                                {u"project"_s, 1},
                                {u"description"_s, u"Milestone %1"_s.arg(id)},
                                {u"date"_s, QDate(2027, 1, 1).addDays(id % 300).toString(Qt::ISODate)}});
            links.append(QJsonObject{{u"id"_s, 1'000'000 + person * events + i},
                                     {u"deliverable"_s, id},
                                     {u"person"_s, person},
                                     {u"is_active"_s, true}});
        }
    // Who is assigned to the project would get all of them.
    (void)sandbox->control(u"tracker"_s,
                           {{u"table"_s, u"assignments"_s}, {u"delete"_s, QJsonArray{1, 2, 3, 4}}});
    if (!sandbox->control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"insert"_s, rows}}) ||
        !sandbox->control(u"tracker"_s, {{u"table"_s, u"links"_s}, {u"insert"_s, links}}))
        qFatal("the sandbox refuses the rows");
    return sandbox;
}

} // namespace milepost::bench
