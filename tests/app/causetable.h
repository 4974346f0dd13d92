// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/diagnosis.h"
#include "ladderworld.h"

#include <functional>
#include <vector>

namespace milepost::test {

/// One way in which something really goes wrong, and what it is called then.
struct CauseRow {
    const char* name;
    const char* cause; ///< a slug; two rows may end at the same one
    /// Brings the world into the state and does what the program does; the failure that it met.
    std::function<Diagnosis(LadderWorld&)> meet;
    const char* others = ""; ///< what it may be beside that, with a space between
};

/// A failure that is told apart by what is known beside it: the same one without, and with it.
struct ConfusionRow {
    const char* name;
    std::function<Error(LadderWorld&)> meet;
    const char* bare;  ///< candidates where nothing is known beside it, with a space between
    const char* known; ///< and where this program met it
};

[[nodiscard]] std::vector<CauseRow> entraCauses();
[[nodiscard]] std::vector<CauseRow> graphCauses();
[[nodiscard]] std::vector<CauseRow> eventCauses();
[[nodiscard]] std::vector<CauseRow> trackerCauses();
[[nodiscard]] std::vector<CauseRow> wayCauses();
[[nodiscard]] std::vector<CauseRow> ownCauses();
[[nodiscard]] std::vector<ConfusionRow> graphConfusions();
[[nodiscard]] std::vector<ConfusionRow> signInConfusions();
[[nodiscard]] std::vector<ConfusionRow> eventConfusions();
[[nodiscard]] std::vector<ConfusionRow> trackerConfusions();

/// A success is a mistake of the table: some causes would be named for it too.
[[nodiscard]] inline Error nothingFailed() {
    QTest::qFail("nothing failed", __FILE__, __LINE__);
    return makeError(Error::Kind::Bug, Error::Stage::None, u"nothing failed"_s);
}
/// What failed.
template <class T> [[nodiscard]] Error errorOf(const Result<T>& result) {
    return result ? nothingFailed() : result.error();
}
template <class T> [[nodiscard]] Error errorOf(const Reading<T>& reading) {
    return reading.error() ? *reading.error() : nothingFailed();
}
template <class T> [[nodiscard]] Diagnosis diagnosed(const Result<T>& result) {
    return diagnose(errorOf(result));
}

// What the program does, by its own clients.
[[nodiscard]] inline auto token(LadderWorld& world) { return world.root().probeClients().entra.bearer({}); }
[[nodiscard]] inline auto calendars(LadderWorld& world, const QString& mailbox = {}) {
    return world.root().graph().calendars(mailbox.isEmpty() ? world.profile.mailbox : mailbox, {});
}
[[nodiscard]] inline auto seenByTracker(LadderWorld& world) {
    return world.root().probeClients().tracker.view({});
}
[[nodiscard]] inline auto tagged(LadderWorld& world, const QString& calendarId) {
    return world.root().graph().taggedEvents({world.profile.mailbox, calendarId},
                                             {sourceOf(world.profile.trackerUrl)}, {});
}
[[nodiscard]] inline Tag tagOf(const LadderWorld& world) {
    return {{sourceOf(world.profile.trackerUrl), 1, {}}, QString(16, u'a'), QString(8, u'b')};
}
[[nodiscard]] inline Result<CalendarEvent> create(LadderWorld& world, EventContent content) {
    content.subject = u"A milestone"_s;
    content.date = QDate(2027, 3, 1);
    if (content.timeZone.isEmpty())
        content.timeZone = world.profile.timeZone;
    return world.root().graph().create(world.at(), content, tagOf(world),
                                       u"5d1f0f4e-6a3c-5a53-9c59-2c4c1a1d2e3f"_s, {});
}

// What goes wrong.
inline void aadsts(LadderWorld& world, int number) {
    world.fault({{u"area"_s, u"entra"_s}, {u"path"_s, u"/token"_s}},
                {{u"kind"_s, u"aadsts"_s}, {u"code"_s, number}});
}
inline void graphSays(LadderWorld& world, int status, const QString& code, const QString& message = {},
                      const QString& path = {}, const QString& method = {}) {
    QJsonObject match{{u"area"_s, u"graph"_s}};
    if (!path.isEmpty())
        match.insert(u"pathRegex"_s, path);
    if (!method.isEmpty())
        match.insert(u"method"_s, method);
    world.fault(match, {{u"kind"_s, u"status"_s},
                        {u"status"_s, status},
                        {u"code"_s, code},
                        {u"message"_s, message},
                        {u"retryAfter"_s, 0}});
}
inline void trackerSays(LadderWorld& world, int status, const QJsonValue& body, const QString& path = {}) {
    QJsonObject match{{u"area"_s, u"tracker"_s}};
    if (!path.isEmpty())
        match.insert(u"path"_s, path);
    world.fault(match, {{u"kind"_s, u"status"_s}, {u"status"_s, status}, {u"body"_s, body}});
}
inline void setRoles(LadderWorld& world, const QJsonArray& roles, const QJsonArray& rbac = {}) {
    world.control(u"options"_s, {{u"roles"_s, roles}, {u"rbacMailboxes"_s, rbac}});
}
inline const QString k_other = demo::k_secondMailbox.toString();
inline const QString k_third = demo::k_blockedMailbox.toString();

} // namespace milepost::test
