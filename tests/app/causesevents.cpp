// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "causetable.h"

namespace milepost::test {

namespace {

Diagnosis changedElsewhere(LadderWorld& world) {
    EventContent content;
    const auto made = create(world, content);
    if (!made)
        qFatal("%s", qPrintable(made.error().summary()));
    const OwnEvent own = OwnEvent::adopted(*made); // it came back without its tag
    world.edit(
        {{u"op"_s, u"update"_s}, {u"event"_s, made->id}, {u"set"_s, QJsonObject{{u"subject"_s, u"x"_s}}}});
    content.subject = u"Another"_s;
    return diagnosed(
        world.root().graph().update(world.at(), own, content, {Field::Subject}, tagOf(world), {}));
}

Error refusal(LadderWorld& world, const QString& zone = {}, int days = 1) {
    graphSays(world, 400, u"ErrorPropertyValidationFailure"_s, u"At least one property failed validation."_s,
              u"/events$"_s, u"POST"_s);
    EventContent content;
    content.timeZone = zone;
    content.days = days;
    return errorOf(create(world, content));
}

} // namespace

std::vector<ConfusionRow> eventConfusions() {
    const char* const k_both = "event-invalid timezone-invalid";
    return {
        {"ErrorPropertyValidationFailure, dates and zone are right",
         [](LadderWorld& world) { return refusal(world); }, k_both, "event-invalid"},
        {"ErrorPropertyValidationFailure, the zone is of another system",
         [](LadderWorld& world) { return refusal(world, u"Europe/Zurich"_s); }, k_both, "timezone-invalid"},
        {"ErrorPropertyValidationFailure, it ends when it begins",
         [](LadderWorld& world) { return refusal(world, u"Europe/Zurich"_s, 0); }, k_both, "event-invalid"},
    };
}

std::vector<CauseRow> eventCauses() {
    return {
        {"a rule of events is broken", "event-invalid",
         [](LadderWorld& world) { return diagnose(refusal(world)); }},
        {"a zone of another system", "timezone-invalid",
         [](LadderWorld& world) { return diagnose(refusal(world, u"Europe/Zurich"_s)); }},
        {"a zone that is none", "timezone-invalid",
         [](LadderWorld& world) {
             EventContent content;
             content.timeZone = u"Nowhere Standard Time"_s;
             return diagnosed(create(world, content));
         }},
        {"an id that is none", "request-malformed",
         [](LadderWorld& world) {
             graphSays(world, 400, u"ErrorInvalidIdMalformed"_s, u"Id is malformed."_s, u"/calendars/"_s);
             return diagnosed(world.root().graph().calendar({world.profile.mailbox, u"x"_s}, {}));
         }},
        {"a calendar of that name stands", "already-exists",
         [](LadderWorld& world) {
             return diagnosed(world.root().graph().createCalendar(world.profile.mailbox, k_calendar, {}));
         }},
        {"somebody changed the event first", "edit-conflict", changedElsewhere},
        {"an event that is too large", "payload-too-large",
         [](LadderWorld& world) {
             graphSays(world, 413, u"ErrorMessageSizeExceeded"_s, {}, u"/events$"_s, u"POST"_s);
             return diagnosed(create(world, {}));
         }},
        {"no calendar of the name", "calendar-missing",
         [](LadderWorld& world) {
             return diagnosed(CalendarResolver(world.root().graph(), world.root().journal())
                                  .resolve(world.profile.mailbox, u"Elsewhere"_s, {}));
         }},
    };
}

} // namespace milepost::test
