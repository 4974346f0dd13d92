// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/calendarevent.h"
#include "domain/eventsight.h"
#include "domain/reading.h"
#include "http/apiclient.h"

#include <stop_token>
#include <vector>

namespace milepost {

/// A calendar of a mailbox (graph-contract 4.1).
struct Calendar {
    QString id;
    QString name;
    bool canEdit = true;
    bool isDefault = false;
    QString owner = {};     ///< its owner's address; "" when it is not told
    bool isForeign = false; ///< of somebody else, who shares it: never ours to write to

    friend bool operator==(const Calendar&, const Calendar&) = default;
};

/// One mailbox's calendar: where an event call goes.
struct CalendarAddress {
    QString mailbox;
    QString calendarId;
};

/// Calendars and events of Microsoft Graph as functions over values. Runs on: pool threads; every call blocks
/// until it has its answer or stop was asked for. Errors carry stage Graph and the facts of graph-contract 8.
class GraphClient {
public:
    /// `graphRoot` without /v1.0. `timeZone`: Windows name, for outlook.timezone; "": UTC.
    GraphClient(ApiClient& api, const QString& graphRoot, const QString& timeZone);

    [[nodiscard]] Result<std::vector<Calendar>> calendars(const QString& mailbox, std::stop_token stop);
    /// The names of the groups by the ids of the calendars in them (graph-contract 4.1).
    [[nodiscard]] Result<std::map<QString, QString>> calendarGroups(const QString& mailbox,
                                                                    std::stop_token stop);
    /// The mailbox's own zone, a Windows name as a rule; needs MailboxSettings.Read (graph-contract 5.3).
    [[nodiscard]] Result<QString> timeZone(const QString& mailbox, std::stop_token stop);
    /// What the mailbox is for: user, shared, room, ...; needs MailboxSettings.Read (graph-contract 9).
    [[nodiscard]] Result<QString> purpose(const QString& mailbox, std::stop_token stop);
    [[nodiscard]] Result<Calendar> calendar(const CalendarAddress& at, std::stop_token stop);
    /// 409 ErrorFolderExists is handed back as Conflict: look it up by name and adopt it
    /// (graph-contract 4.1).
    [[nodiscard]] Result<Calendar> createCalendar(const QString& mailbox, const QString& name,
                                                  std::stop_token stop);
    [[nodiscard]] Result<Calendar> renameCalendar(const CalendarAddress& at, const QString& name,
                                                  std::stop_token stop);

    /// Whom it is shared with (graph-contract 4.2).
    [[nodiscard]] Result<std::vector<CalendarShare>> shares(const CalendarAddress& at, std::stop_token stop);
    /// Lets somebody read it; whoever is shared with already gets that role instead of his own.
    [[nodiscard]] Result<void> share(const CalendarAddress& at, const QString& address, std::stop_token stop);

    /// The events that carry a tag of one of these trackers, whatever their date (law 1): one request for up
    /// to 1,000 per tracker.
    [[nodiscard]] Reading<std::vector<CalendarEvent>>
    taggedEvents(const CalendarAddress& at, const QStringList& sources, std::stop_token stop);
    /// Every event of the calendar, foreign ones included.
    [[nodiscard]] Reading<std::vector<CalendarEvent>> allEvents(const CalendarAddress& at,
                                                                std::stop_token stop);
    /// The events of exactly this key: what a doubtful outcome is resolved by (law 4). Oldest first.
    [[nodiscard]] Result<std::vector<CalendarEvent>> eventsOfKey(const CalendarAddress& at,
                                                                 const EventKey& key, std::stop_token stop);

    /// This one event of the calendar, ours or not; nothing: it is not there.
    [[nodiscard]] Result<std::optional<CalendarEvent>> event(const CalendarAddress& at, const QString& id,
                                                             std::stop_token stop);

    /// What decides whether people see it; nothing: it is not there.
    [[nodiscard]] Result<std::optional<EventSight>> sight(const CalendarAddress& at, const QString& id,
                                                          std::stop_token stop);

    /// One POST. Doubtful and duplicate answers are for the caller to resolve.
    [[nodiscard]] Result<CalendarEvent> create(const CalendarAddress& at, const EventContent& content,
                                               const Tag& tag, const QString& transactionId,
                                               std::stop_token stop,
                                               Sensitivity sensitivity = Sensitivity::Normal);
    /// Only the fields given; If-Match with what was read. An empty tag takes ours off.
    [[nodiscard]] Result<CalendarEvent> update(const CalendarAddress& at, const OwnEvent& event,
                                               const EventContent& content, const std::vector<Field>& fields,
                                               const Tag& tag, std::stop_token stop);
    [[nodiscard]] Result<void> remove(const CalendarAddress& at, const OwnEvent& event, std::stop_token stop);

    /// Reads, at most 20 in a request (graph-contract 7) and as many requests at once as a lane bears, one
    /// answer each in the order of `urls`; those are relative to the version and encoded. Children that
    /// failed in passing are repeated alone, after the longest pause that one of them asked for. An error:
    /// nothing more could be asked.
    [[nodiscard]] Result<std::vector<Result<QJsonObject>>> readTogether(const std::vector<QByteArray>& urls,
                                                                        std::stop_token stop);
    /// Adds to a failure of before what other mailboxes answered since (ApiClient::learnSince).
    void learnSince(Error& error) const { m_api.learnSince(error); }
    /// How many requests the mailbox bears at once (ApiClient::pace).
    [[nodiscard]] int width(const QString& mailbox) const { return m_api.pace(mailbox).width; }
    /// How long that many requests to the mailbox take (ApiClient::course).
    [[nodiscard]] std::chrono::duration<double> course(const QString& mailbox, int requests) const {
        return m_api.course(mailbox, requests);
    }

private:
    [[nodiscard]] HttpRequest request(const QByteArray& method, const QString& path,
                                      const QString& query = {}) const;
    [[nodiscard]] Result<QJsonObject> send(ApiClient::Call call, const QJsonObject& body,
                                           std::stop_token stop);
    /// One envelope: fills the answers of these children.
    [[nodiscard]] Result<void> sendTogether(const ApiClient::Call& call, const std::vector<QByteArray>& urls,
                                            const std::vector<size_t>& children,
                                            std::vector<Result<QJsonObject>>& answers, std::stop_token stop);
    /// The children of one envelope, until each has its answer.
    [[nodiscard]] Result<void> readChildren(const std::vector<QByteArray>& urls, std::vector<size_t> children,
                                            std::vector<Result<QJsonObject>>& answers, std::stop_token stop);
    [[nodiscard]] Result<QJsonObject> childAnswer(const QByteArray& url, const QJsonObject& child) const;
    /// One member of the mailbox's settings.
    [[nodiscard]] Result<QString> setting(const QString& mailbox, const QString& name, std::stop_token stop);
    [[nodiscard]] Result<QJsonObject> get(HttpRequest request, const QString& mailbox, std::stop_token stop);
    /// Follows every page; the rows of all of them.
    [[nodiscard]] Result<std::vector<QJsonArray>> pages(HttpRequest first, const QString& mailbox,
                                                        std::stop_token stop);
    [[nodiscard]] Result<std::vector<CalendarEvent>> events(const CalendarAddress& at, const QString& filter,
                                                            std::stop_token stop);

    ApiClient& m_api;
    QString m_root;
    QByteArray m_prefer;
};

/// A value inside an OData literal: quotes doubled.
[[nodiscard]] QString odataText(const QString& text);
/// "users/{mailbox}" with the mailbox escaped for a path (graph-contract 9).
[[nodiscard]] QString mailboxPath(const QString& mailbox);
[[nodiscard]] QString calendarPath(const CalendarAddress& at);
/// An id as one segment of a path: ids may hold '/', '+' and '='.
[[nodiscard]] QString pathPart(const QString& id);

} // namespace milepost
