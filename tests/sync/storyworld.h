// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "machine.h"
#include "story.h"

#include <QSet>

namespace milepost {

namespace test {
class PostgresServer;
}

/// Where a story happens.
struct StorySetting {
    unsigned choice = 0;                          ///< of the profile's policies
    bool isIndividual = false;                    ///< a calendar for each person
    const test::PostgresServer* server = nullptr; ///< holds the journal of both computers; none: a file each
};

/// A fresh sandbox with two computers that sync it, and everything that may happen to them.
class StoryWorld {
public:
    explicit StoryWorld(const StorySetting& setting);

    void tracker(unsigned seed);
    void team(unsigned seed);
    void people(unsigned seed);
    void mailbox(unsigned seed);
    void admin(unsigned seed);
    void fault(unsigned seed);
    void killed(unsigned seed);
    void together();
    void clock(unsigned seed) { m_daysAhead = int(seed % 3) * 400 - 400; }
    /// Nothing fails any more, and everybody has a mailbox again.
    void calm();

    [[nodiscard]] sandbox::Sandbox& sandbox() { return m_sandbox; }
    /// The first computer, as it is now.
    [[nodiscard]] std::unique_ptr<Machine> machine(bool createCalendar = false);
    /// A computer that comes new to all of it, with a journal of its own.
    [[nodiscard]] std::unique_ptr<Machine> stranger();
    /// Somebody decided what only a journal knows.
    [[nodiscard]] bool wasDecided() const { return m_wasDecided; }
    /// No other journal was written to: the first computer's knows every event.
    [[nodiscard]] bool knowsAll() const { return m_knowsAll; }
    /// An event with our tag that somebody made by copying.
    [[nodiscard]] bool isByPeople(const QJsonObject& event) const;
    /// An event of ours that somebody deleted, by its id.
    [[nodiscard]] bool wasTakenAway(const QString& id) const { return m_takenAway.contains(id); }

private:
    [[nodiscard]] Machine::Options options(bool isFirst) const;
    [[nodiscard]] QSet<QString> taggedIds();

    StorySetting m_setting;
    sandbox::Sandbox m_sandbox;
    std::array<QTemporaryDir, 2> m_dirs;
    std::optional<StorePlace> m_store;
    QString m_storeName;
    int m_daysAhead = 0;
    bool m_knowsAll = true;
    bool m_wasDecided = false;
    QSet<QString> m_byPeople;
    QSet<QString> m_takenAway;
};

} // namespace milepost
