// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/jsonreader.h"
#include "domain/trackerdata.h"

#include <optional>

namespace milepost::tracker {

/// One row of a listing. A row that is there but that nobody may count on (an inactive link, a placeholder
/// without a person) has an id and no value: it still counts towards the envelope's `count`.
template <class T> struct Row {
    qint64 id = 0;
    std::optional<T> value;
};

/// Readers of the tracker's rows (tracker-contract 2.1, 2.8, 2.10, 3, 4). Faults stay in the JsonReader.
/// Unknown members are ignored, absent and null are the same, ids are 64 bits wide and above zero.
[[nodiscard]] Row<Deliverable> readDeliverable(JsonReader& row);
/// No value for a project that says isActive false: to everybody else it is not listed (2.7).
[[nodiscard]] Row<Project> readProject(JsonReader& row);
[[nodiscard]] Row<Person> readPerson(JsonReader& row);
/// No value for a link that says is_active false.
[[nodiscard]] Row<DeliverableLink> readLink(JsonReader& row);
/// No value for a placeholder without person or project.
[[nodiscard]] Row<ProjectAssignment> readAssignment(JsonReader& row);
[[nodiscard]] Row<Account> readAccount(JsonReader& row);

/// The answer of auth/me, without the source. The role is accountRole; a server that does not send it is
/// judged by is_staff, is_superuser and the group Manager (1.9).
[[nodiscard]] TrackerView readView(JsonReader& me);

} // namespace milepost::tracker
