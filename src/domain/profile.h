// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <variant>

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace milepost {

/// Where Entra and Graph of one national cloud live (graph-contract 0.1). No trailing slashes; graphRoot is
/// without /v1.0.
struct CloudEndpoints {
    QString authority;
    QString graphRoot;
    QString tokenScope;

    friend bool operator==(const CloudEndpoints&, const CloudEndpoints&) = default;
};

enum class Cloud { Global, UsGov, Dod, China, Custom };
enum class CredentialKind { Secret, Certificate };
enum class SecretSource { Keychain, Environment, Systemd, Session };
enum class CalendarMode { Shared, Individual };
enum class PersonCalendar { Named, Default };
enum class CompletedPolicy { Keep, Mark, Remove };
enum class AssignmentRule { Both, Direct, Project };
enum class ShowAs { Free, Tentative, Busy, Oof, WorkingElsewhere };
enum class DriftPolicy { Show, Keep, Restore };

/// A number of events or a share of our events in scope.
struct DeletionLimit {
    enum class Unit { Events, Percent };
    int value = 0;
    Unit unit = Unit::Events;

    friend bool operator==(const DeletionLimit&, const DeletionLimit&) = default;
};

/// Where one run reads and writes: one tracker, one tenant, one target (design 6). Holds no secret. Every
/// member is a key of cli.md with its default; ProfileSchema validates.
struct Profile {
    QString name;
    bool enabled = true;

    Cloud cloud = Cloud::Global;
    CloudEndpoints custom; ///< used when cloud is Custom
    QString tenantId;
    QString clientId;
    CredentialKind credential = CredentialKind::Secret;
    SecretSource secretSource = SecretSource::Keychain;
    QString secretExpires; ///< YYYY-MM-DD, of the client secret, as somebody said; empty: not known
    QString publicClientId;

    QString trackerUrl; ///< no trailing slash, without /api
    QString trackerUser;
    QString appUrl; ///< empty: trackerUrl

    CalendarMode mode = CalendarMode::Shared;
    QString mailbox; ///< UPN, address or object id
    /// One that this app must not reach, to prove the fence by; "": it is not tried
    QString forbiddenMailbox;
    QString calendarName = QStringLiteral("Project Deliverables");
    PersonCalendar personCalendar = PersonCalendar::Named; ///< of individual mode
    QString timeZone; ///< a Windows name; filled in from this computer where it can be told

    std::optional<int> horizonPastDays;
    std::optional<int> horizonFutureDays;
    bool includeTeam = true;
    bool includeNotes = false;
    bool includePreItems = false;
    CompletedPolicy completedPolicy = CompletedPolicy::Keep;
    bool attendees = false;
    AssignmentRule assignmentRule = AssignmentRule::Both;
    QString subjectTemplate; ///< empty: the built-in one, Composer::defaultSubjectTemplate()
    QString bodyTemplate;    ///< empty: the built-in one
    ShowAs showAs = ShowAs::Free;
    std::optional<int> reminderMinutes;
    QStringList categories{QStringLiteral("Workload Tracker")};

    std::optional<DeletionLimit> maxDelete; ///< empty: the larger of 10 and 20 %
    DriftPolicy driftPolicy = DriftPolicy::Show;
    bool readOnly = false;
    QString colour;
    QStringList freezeWindows;
    QString caFile;
    QString proxy;
    QString store = QStringLiteral("sqlite");

    friend bool operator==(const Profile&, const Profile&) = default;

    [[nodiscard]] CloudEndpoints endpoints() const;
    [[nodiscard]] bool isIndividual() const { return mode == CalendarMode::Individual; }
    /// Of the calendar in each mailbox; empty: its default calendar.
    [[nodiscard]] QString targetCalendar() const {
        return isIndividual() && personCalendar == PersonCalendar::Default ? QStringLiteral("")
                                                                           : calendarName;
    }
    /// The day that it is in the profile's zone.
    [[nodiscard]] QDate dayAt(const QDateTime& utc) const;
    /// The address for links in event bodies.
    [[nodiscard]] QString linkBase() const { return appUrl.isEmpty() ? trackerUrl : appUrl; }
};

} // namespace milepost
