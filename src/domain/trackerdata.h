// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <vector>

#include <QDate>
#include <QDateTime>
#include <QString>

namespace milepost {

/// A dated (or not yet dated) thing to deliver (tracker-contract 2.1). Ids are 64 bits wide.
struct Deliverable {
    qint64 id = 0;
    qint64 project = 0;
    std::optional<int> percentage; ///< 0 is a real value
    QString description;           ///< as stored: may be blank
    std::optional<QDate> date;
    QString notes;
    bool completed = false;
    std::optional<QDate> completedDate;
    QDateTime updatedUtc;

    friend bool operator==(const Deliverable&, const Deliverable&) = default;
};

/// An active project; inactive ones are not listed (tracker-contract 2.7).
struct Project {
    qint64 id = 0;
    QString name;
    QString client; ///< may be blank
    QString number; ///< may be empty
    QString status;

    friend bool operator==(const Project&, const Project&) = default;
};

struct Person {
    qint64 id = 0;
    QString name; ///< not unique
    bool active = true;

    friend bool operator==(const Person&, const Person&) = default;
};

/// "This person works on this deliverable" (tracker-contract 2.8); the same pair may come twice.
struct DeliverableLink {
    qint64 id = 0;
    qint64 deliverable = 0;
    qint64 person = 0;
    QString personName;
    QString role;

    friend bool operator==(const DeliverableLink&, const DeliverableLink&) = default;
};

/// "This person works on this project" (tracker-contract 2.10).
struct ProjectAssignment {
    qint64 id = 0;
    qint64 project = 0;
    qint64 person = 0;
    QString personName;
    QString role;

    friend bool operator==(const ProjectAssignment&, const ProjectAssignment&) = default;
};

/// A login account of the tracker (tracker-contract 4).
struct Account {
    qint64 id = 0;
    QString username;
    QString email;
    std::optional<qint64> person;

    friend bool operator==(const Account&, const Account&) = default;
};

/// Everything that one pass over the tracker reads (tracker-contract 9).
struct TrackerData {
    std::vector<Project> projects;
    std::vector<Deliverable> deliverables;
    std::vector<DeliverableLink> links;
    std::vector<ProjectAssignment> assignments;
    std::vector<Person> people;
    std::vector<Account> accounts;
};

/// Through whose eyes a pass looked: the tracker shows other rows to other people (tracker-contract 1.9).
struct TrackerView {
    QString source; ///< tracker address as in tags, see sourceOf()
    QString user;   ///< username
    QString role;   ///< admin, manager, user

    friend bool operator==(const TrackerView&, const TrackerView&) = default;
};

} // namespace milepost
