// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "sandbox/options.h"

#include <chrono>
#include <memory>

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace milepost::sandbox {

/// A simulated tenant and tracker on 127.0.0.1, for tests, demos and training. State is in memory.
///
/// One listener serves: Entra at authority(), Graph at graphRoot(), the tracker at trackerUrl(), a second
/// tracker with overlapping ids at stagingUrl(), and the control interface at controlUrl(). Accounts: see
/// options.h. Every function may be called from any thread; answers are made in the sandbox's own threads.
///
/// CONTROL, in process by control(name, arguments), over HTTP at /_sandbox/<name> (POST a JSON object; GET
/// with a query does too where nothing is sent). Answers are JSON objects; a refusal is 400 {"error": why}.
///   log {after} {"log":[{seq,time,area,child,method,path,query,status,dropped,mailbox,headers,body,
///                          clientRequestId,requestId,authorized,cookie,fault}]}; bodies of Graph writes only
///   counters {requests,children,byArea:{graph:{GET:n}},childrenByArea,statuses,writes,mailsSent,
///                          mailboxes:{address:{inFlight,inFlightMaximum,writes,mailsSent}}}; a batch is one
///                          request, its children are counted apart
///   reset-log              forgets log and counters
///   state {mailbox} {"mailboxes":{address:{"calendars":[{id,name,isDefault,canEdit,"events":[{id,restId,
///                          subject,bodyType,body,start,end,isAllDay,extended:{propertyId:value},...}]}]}}}
///   edit {mailbox,op,...}  what a person does in Outlook. op create {calendar, subject, date | set: Graph
///   body},
///                          update {event|subject, set, removeExtended:[ids]}, delete {event|subject},
///                          move {event|subject, to}, copy {event|subject}; createCalendar
///                          {calendar,canEdit}, renameCalendar {calendar,to}, deleteCalendar, renewCalendarId
///                          {calendar}, shareCalendar {calendar, with ("": everybody), role},
///                          protectCalendar {calendar, canEdit}. Calendars by exact name or id, events by
///                          id or exact subject
///   tracker {...}          maintenance, ready, cookieMode: bool; account:
///   {username,role,email,password,person,
///                          isActive,isDeleted}; table: projects|deliverables|links|assignments|people with
///                          insert:[rows], patch:[{id,set,unset}], delete:[ids]; staging: true for the other
///                          one
///   options {...}          members of Options that make sense while running
///   mailbox {mailbox,...}  blocked, accountEnabled, hasMailbox: bool; timeZone, mail ("": null),
///                          principalName; proxyAddresses: ["SMTP:...","smtp:..."]; {"id": object id}
///                          state: usable|absent|undiscovered|moving|full, purpose: user|shared|room,
///                          readyInSeconds, isAdministrator, create: name (adds the user first)
///   access {clientId, ...} what Exchange lets an application (the demo one by default) do: restrict: [..]
///   and
///                          deny: [..] add access policies with these mailboxes, role + mailboxes: [..] adds
///                          a role for them alone, clear: true first drops all of it
///   application {clientId, ...} an app registration (the demo one by default): declared, granted:
///                          [permissions], grantedNow: adds to them with this moment's date,
///                          redirectUris: [..], audience, accountEnabled, secretEndsInDays,
///                          withoutCredentials: true, ownsItself: true, certificate: DER in base64,
///                          principal: false (drops it); answers what it is now
///   applications           {"applications":[{objectId,clientId,displayName,principalId,declared,granted,
///                          passwords,keys}]}: what is there, known everywhere or not
///   bulk {...}             deliverables: n (replaces all, up to 1,000,000, and drops the links);
///                          events: {mailbox,calendar,count,subject,propertyId,value}, "%n" is the number
///   revoke {graph,tracker} all access tokens stop working (both true by default)
///   faults                 adds one fault or {"faults":[...]}; "clear": true (or DELETE) first drops all
///   others;
///                          {"ids":[...],"faults":[{id,kind,seen,fired}]}
///   held {wait,count}      waits up to `wait` ms until `count` requests are held;
///   {"held":[{fault,phase,...}]} release {fault}        lets held requests go on, all of them without
///   `fault`
///
/// FAULTS: {"match": {...}, "action": {"kind": ..., ...}}.
/// match, all optional: area (entra|graph|tracker|staging), method, path (part of the raw path), pathRegex,
/// query (part of the decoded query), mailbox (as in the path), child (true: only children of batches, false:
/// none), nth (first matching request that is met, 1), times (how many are met, 1; 0: all from then on),
/// probability, seed. A batch child's path is /graph/v1.0/...; the envelope's own path ends in /$batch. kind:
/// status {status, code, message, body, headers, retryAfter: number|text} · delay · dropBefore (closed
/// without a byte, not carried out) · dropAfter (carried out, then closed without a byte) · truncate (half
/// the body, then closed) · html200 · empty200 · badJson · shortPage {rows, cutNext} · savedThen503 (carried
/// out, then 503 ConcurrentItemSave) · hold {when: before|after} · redirect {location, status} · aadsts
/// {code: number} · echo {status, as: html|json} (prints the request's Authorization and body). Any kind may
/// carry delayMs. A child of a batch has no connection to drop: it gets 504 instead. Dropping and truncating
/// work over TLS too.
class Sandbox final {
public:
    using Options = sandbox::Options;

    explicit Sandbox(const Options& options = {});
    ~Sandbox(); ///< stops
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    /// Listens. Errors: port taken, CA file not writable. Call it once.
    [[nodiscard]] Result<void> start();
    /// Ends holds and delays, closes every connection, joins the threads.
    void stop();

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString baseUrl() const;    ///< http(s)://127.0.0.1:port
    [[nodiscard]] QString authority() const;  ///< base + /entra
    [[nodiscard]] QString graphRoot() const;  ///< base + /graph, without /v1.0
    [[nodiscard]] QString trackerUrl() const; ///< base + /tracker, without /api
    [[nodiscard]] QString stagingUrl() const; ///< base + /staging
    [[nodiscard]] QString controlUrl() const; ///< base + /_sandbox
    [[nodiscard]] QString caFile() const;     ///< empty without TLS

    [[nodiscard]] Result<QJsonObject> control(const QString& name, const QJsonObject& arguments = {});

    // Shorthands for tests.
    /// Adds a fault; its id. A malformed one is a bug of the caller and ends the program.
    QString addFault(const QJsonObject& match, const QJsonObject& action);
    void clearFaults();
    [[nodiscard]] bool waitHeld(std::chrono::milliseconds timeout, int count = 1);
    void release();
    void resetLog();
    [[nodiscard]] QJsonArray log();
    [[nodiscard]] QJsonObject counters();
    /// Requests of one area ("graph") and method, top level or children of batches.
    [[nodiscard]] int requests(const QString& area, const QString& method);
    [[nodiscard]] int children(const QString& method);
    [[nodiscard]] int mailsSent();
    /// The events of a calendar as state shows them; the calendar by its exact name.
    [[nodiscard]] QJsonArray events(const QString& mailbox, const QString& calendar);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace milepost::sandbox
