// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "machine.h"

#include <map>
#include <set>

namespace milepost {

/// A tenant in which each person has a calendar of their own, and a computer that writes there.
class Individuals {
protected:
    using Adjust = std::function<void(Profile&)>;

    void begin();
    void end(); ///< holds that nothing of anybody else was touched
    /// The same computer and journal with another profile.
    void open(const Adjust& adjust);
    void individual() {
        open([](Profile& profile) { profile.mode = CalendarMode::Individual; });
    }
    void tracker(const QJsonObject& what);
    void decide(qint64 person, const QString& mailbox);
    /// By mailbox, key: where our events stand, as the sandbox has them.
    [[nodiscard]] std::map<QString, QMultiMap<QString, QString>> ours();
    /// What a person with no knowledge of the planner would expect there.
    [[nodiscard]] std::map<QString, std::set<qint64>> expected();
    /// Each mailbox holds exactly what its people are assigned to, once, in one calendar.
    void holdsForEverybody();
    [[nodiscard]] int writes() const;
    [[nodiscard]] std::map<QString, PersonRow> byMailbox();

    static constexpr int k_deliverables = 16;

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Machine> m_machine;
    QByteArray m_foreign;
};

} // namespace milepost
