// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/compositionroot.h"
#include "auth/sessionsecretstore.h"
#include "doctor/ladders.h"
#include "sandboxprofile.h"
#include "sync/eventtracer.h"
#include "sync/writeproof.h"

#include <QTemporaryDir>
#include <QTest>

namespace milepost::test {

using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

inline const QString k_calendar = QStringLiteral("Project Deliverables");
inline const QString k_viewer = demo::k_secondMailbox.toString();

/// A tenant, a tracker and a profile in which every ladder is climbed to its end.
class LadderWorld {
public:
    explicit LadderWorld(bool isEncrypted = false) : sandbox(few(isEncrypted)) {
        if (!sandbox.start())
            qFatal("the sandbox does not start");
        profile = profileFor(sandbox);
        profile.caFile = sandbox.caFile();
        edit({{u"op"_s, u"createCalendar"_s}, {u"calendar"_s, k_calendar}});
    }

    /// The deliverable is in the calendar, and the viewer has accepted it.
    void write() {
        sync();
        edit({{u"op"_s, u"shareCalendar"_s},
              {u"calendar"_s, k_calendar},
              {u"with"_s, k_viewer},
              {u"role"_s, u"read"_s}});
        edit({{u"op"_s, u"createCalendar"_s},
              {u"mailbox"_s, k_viewer},
              {u"calendar"_s, k_calendar},
              {u"owner"_s, profile.mailbox}});
        wish.trace = {deliverable(), {}, k_viewer};
    }

    QJsonObject control(const QString& name, const QJsonObject& arguments) {
        const auto done = sandbox.control(name, arguments);
        if (!done)
            qFatal("%s: %s", qPrintable(name), qPrintable(done.error().detail));
        return *done;
    }
    void edit(const QJsonObject& arguments) { control(u"edit"_s, arguments); }
    void options(const QString& name, const QJsonValue& value) { control(u"options"_s, {{name, value}}); }
    void fault(const QJsonObject& match, const QJsonObject& action) {
        QJsonObject always = match;
        always.insert(u"times"_s, 0);
        sandbox.addFault(always, action);
    }
    void refuse(const QString& method, const QString& path) {
        fault({{u"area"_s, u"graph"_s}, {u"method"_s, method}, {u"pathRegex"_s, path}},
              {{u"kind"_s, u"status"_s}, {u"status"_s, 403}, {u"code"_s, u"ErrorAccessDenied"_s}});
    }
    /// One row of the tracker's table of deliverables.
    void patch(const QJsonObject& set, const QString& table = u"deliverables"_s, qint64 id = 0) {
        control(u"tracker"_s, {{u"table"_s, table},
                               {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, id == 0 ? deliverable() : id},
                                                                   {u"set"_s, set}}}}});
    }

    /// The clients of the profile as it is now; the next call after close() makes others.
    CompositionRoot& root() {
        if (!m_root) {
            enterSecrets(m_secrets, profile);
            if (secretsEntered)
                secretsEntered(m_secrets, profile);
            auto opened = CompositionRoot::open(
                profile, Paths::below(m_folder.path()),
                {m_clock, m_secrets, m_sink, {}, RetryPolicy(2, std::chrono::milliseconds(5))});
            if (!opened)
                qFatal("%s", qPrintable(opened.error().detail));
            m_root = std::move(*opened);
        }
        return *m_root;
    }
    void close() { m_root.reset(); }

    SyncReport sync() {
        RunControl control;
        return root().engine().sync(
            {}, false, {}, [](const Plan&) { return true; }, control, nullptr);
    }
    /// The first that belongs into the calendar.
    qint64 deliverable() {
        if (m_deliverable == 0) {
            const auto listing = root().engine().deliverables({}, {});
            if (!listing)
                qFatal("%s", qPrintable(listing.error().detail));
            for (const DeliverableRow& row : listing->rows)
                if (!row.reason && m_deliverable == 0)
                    m_deliverable = row.deliverable.id;
        }
        return m_deliverable;
    }
    /// Its event, as the sandbox has it.
    QString event() {
        const auto events = root().graph().taggedEvents(at(), {sourceOf(profile.trackerUrl)}, {});
        for (const CalendarEvent& each : events.rows() ? *events.rows() : std::vector<CalendarEvent>())
            if (each.tag->key.deliverable == deliverable())
                return each.id;
        qFatal("the event does not stand");
    }
    CalendarAddress at() {
        const auto calendar =
            CalendarResolver(root().graph(), root().journal()).resolve(profile.mailbox, k_calendar, {});
        return {profile.mailbox, calendar ? calendar->id : QString()};
    }

    LadderReport climb(LadderId id, std::stop_token stop = {}, const LadderWatch& tell = {}) {
        LadderParts parts{root().probeClients(), &root().journal(),
                          [this](const TraceWish& asked, std::stop_token inner) {
                              return EventTracer({root().engine(), root().graph(), root().journal()})
                                  .trace(asked, std::move(inner));
                          },
                          [this](const CalendarAddress& place, std::stop_token inner) {
                              return proveWriting(root().graph(), place, profile, m_clock, std::move(inner));
                          }};
        parts.clients.forbiddenMailbox = forbidden;
        return runLadder(id, profile, wish, parts, std::move(stop), tell);
    }

    sandbox::Sandbox sandbox;
    Profile profile;
    LadderWish wish;
    QString forbidden;
    std::function<void(SecretStore&, const Profile&)>
        secretsEntered; ///< others than the right ones; may be null

private:
    class Nobody final : public ExchangeSink {
        void exchanged(const Exchange&) override {}
        void waiting(const PaceWait&) override {}
    };
    static sandbox::Options few(bool isEncrypted) {
        sandbox::Options options;
        options.deliverables = 6;
        options.projects = 2;
        options.people = 3;
        options.traps = false;
        options.tls = isEncrypted;
        return options;
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    SessionSecretStore m_secrets;
    Nobody m_sink;
    std::unique_ptr<CompositionRoot> m_root;
    qint64 m_deliverable = 0;
};

} // namespace milepost::test
