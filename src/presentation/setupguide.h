// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/preferences.h"
#include "presentation/setuppresenter.h"

namespace milepost {

/// Leads through the set-up of a new profile, step after step: each is tested, stored when it is well, and
/// then left behind. Where it stands is remembered, so that it goes on after a restart; every step can be
/// reached without it. Runs on: main; never blocks.
class SetupGuide final : public QObject {
    Q_OBJECT

public:
    /// All of them outlive the guide.
    SetupGuide(Session& session, SetupPresenter& setup, Preferences& preferences, QObject* parent = nullptr);

    /// This profile is led through, once it is the session's; from where it stood, or from the first step.
    void begin(const QString& profile);
    void end();
    [[nodiscard]] bool isOn() const { return m_step.has_value(); }
    /// Where it stands.
    [[nodiscard]] std::optional<SetupStep> step() const { return m_step; }
    [[nodiscard]] bool isLast() const { return m_step == k_setupSteps.back(); }
    /// Tests the step; when nothing failed, stores what was typed and goes on to the next one.
    void goOn();
    /// Leaves it as it is.
    void skip();
    void back();
    /// Another step is looked at: the guide goes on from there.
    void stand(SetupStep step);
    [[nodiscard]] bool isWaiting() const { return m_wait != Wait::Nothing; }

signals:
    void changed();
    void stepWanted(milepost::SetupStep step);
    /// Every step is behind it.
    void finished();

private:
    enum class Wait { Nothing, Test, Store, StoreFirst };

    void load();
    void takeUp();
    void test();
    void look();
    void afterTest();
    void leave();
    void move(int by);

    Session& m_session;
    SetupPresenter& m_setup;
    Preferences& m_preferences;
    QString m_profile;
    std::optional<SetupStep> m_step;
    Wait m_wait = Wait::Nothing;
};

} // namespace milepost
