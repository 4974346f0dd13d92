// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hand.h"
#include "journeywindow.h"
#include "widgets/navigationrail.h"

namespace milepost {

/// What journeys have in common: every one is gone twice, by mouse and by keyboard, each time in a window and
/// a sandbox of its own; one that fails leaves a picture.
class JourneyTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup();

protected:
    static constexpr int k_patience = 20'000; // milliseconds
    static constexpr int k_runPatience = 60'000;

    /// First start, the sandbox, and its first look at both sides. False when it did not come.
    [[nodiscard]] bool lookAtTheSandbox();
    /// By the rail, or by its key.
    [[nodiscard]] bool goTo(PageId page);
    /// The set-up page at one of its steps.
    [[nodiscard]] bool openStep(SetupStep step);
    /// A button by its name, once it can be used.
    [[nodiscard]] bool press(const char* name);
    [[nodiscard]] bool type(const char* field, const QString& text);
    /// F5, or its button.
    [[nodiscard]] bool lookAgain();
    [[nodiscard]] bool apply() { return press("applyPlan") && press("applyConfirm"); }

    [[nodiscard]] State found(SetupStep step) { return m_journey->console().setup().finding(step).state; }
    [[nodiscard]] const Job* lastJob() const;
    [[nodiscard]] bool runEnds();
    [[nodiscard]] bool looked();
    [[nodiscard]] int pending() const { return m_journey->session().survey()->plan()->pending(); }
    /// Events in the sandbox's calendar.
    [[nodiscard]] qsizetype standing() const;
    [[nodiscard]] sandbox::Sandbox& sandbox() const { return m_journey->sandbox(); }
    [[nodiscard]] const Hand& hand() const { return *m_hand; }

    std::unique_ptr<JourneyWindow> m_journey;

private:
    std::unique_ptr<Hand> m_hand;
};

} // namespace milepost
