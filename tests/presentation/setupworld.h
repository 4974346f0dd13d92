// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakebackend.h"
#include "presentation/setuppresenter.h"
#include "surveytools.h"

#include <QTest>

namespace milepost {

/// The set-up of profile "a", beside it "b", over an engine that answers when the test says so.
class SetupWorld {
public:
    SetupWorld() {
        load({readyProfile(QStringLiteral("a")), readyProfile(QStringLiteral("b"))});
        session.choose(QStringLiteral("a"));
    }

    void load(const std::vector<Profile>& profiles) {
        std::vector<ProfileEntry> entries;
        for (const Profile& profile : profiles)
            entries.push_back({profile.name, profile});
        bool isRead = false;
        const auto watching =
            QObject::connect(&session, &Session::profilesChanged, &session, [&] { isRead = true; });
        session.reloadProfiles();
        while (backend.profilesGate.answer(entries)) {
        }
        if (!QTest::qWaitFor([&] { return isRead; }))
            qFatal("the profiles were not read");
        QObject::disconnect(watching);
    }

    /// The probe of a step, which is under way, has its answer. False when it is not under way.
    [[nodiscard]] bool finish(SetupStep step, std::optional<Error> error = {},
                              const QStringList& nearMisses = {}) {
        ProbeReport report;
        report.id = *stepProbe(step);
        report.passed = !error;
        report.error = std::move(error);
        report.evidence = QStringLiteral("seen");
        report.nearMisses = nearMisses;
        report.atUtc = backend.time.now;
        return QTest::qWaitFor([&] { return setup.testing() == step; }) && backend.probeGate.answer(report) &&
               QTest::qWaitFor([&] { return setup.testing() != step; });
    }

    FakeBackend backend;
    Session session{backend};
    SetupPresenter setup{session};
};

} // namespace milepost
