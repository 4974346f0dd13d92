// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/peoplemap.h"
#include "graph/graphclient.h"
#include "storage/journal.h"
#include "tracker/trackerclient.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace milepost {

/// The people map of one look at the tracker and the directory.
struct PeopleListing {
    QString reading;                         ///< of the tracker: complete, restricted
    QString why;                             ///< of a restricted reading
    std::optional<TrackerView> view;         ///< through whose eyes it looked
    std::optional<TrackerView> acceptedView; ///< through whose eyes somebody said that it is right
    std::vector<PersonRow> rows;
    std::optional<Error> directoryFailure; ///< nobody could be asked for: every row that needs it is unproven
};

/// Somebody's wish for one person.
struct PersonWish {
    QString person;  ///< number of the person, or the whole name when it is the only one
    QString mailbox; ///< address or object id; k_nobody, k_automatic
    QString name;    ///< what the person must be called; "": anything

    static constexpr QLatin1StringView k_nobody{"none"};    ///< this person gets no mailbox
    static constexpr QLatin1StringView k_automatic{"auto"}; ///< forget what was decided or matched
};

/// What is wrong with a wish. Only what was proven: a look-up that failed is an Error of the whole.
struct WishFault {
    enum class Kind {
        PersonUnknown,
        PersonUnclear, ///< several are called so; detail: their numbers
        OtherName,     ///< detail: how the person is called
        Twice,         ///< an earlier wish is about the same person
        NoAddress,     ///< neither an address nor an object id
        UserUnknown,
        AliasesHidden, ///< unknown as name and mail; aliases could not be asked for
        UserUnclear,   ///< several users answer; detail: who
    };
    size_t wish = 0; ///< its place
    Kind kind = Kind::PersonUnknown;
    QString detail = {};
};

struct WishOutcome {
    std::vector<WishFault> faults; ///< not empty: nothing was stored
    std::vector<PersonRow> rows;   ///< those that changed, as they stand now
    int unchanged = 0;
};

/// Who of the tracker has which mailbox (peoplemap.h), and what was decided about it. Every call blocks and
/// runs on a pool thread. Holds no state but the journal's; writes nothing to the tracker or to Graph.
class PeopleEngine {
public:
    struct Parts {
        const TrackerClient& tracker;
        GraphClient& graph;
        Journal& journal;
        const Clock& clock;
    };
    explicit PeopleEngine(Parts parts) : m_parts(parts) {}

    /// Reads both sides and remembers new matches, unless the tracker's address waits for confirmation.
    /// Fails when the tracker cannot be read.
    [[nodiscard]] Result<PeopleListing> list(std::stop_token stop);

    enum class Known { Pin, Leave }; ///< a match that is as wished: becomes a decision, stays a match
    /// Checks every wish, then stores all or none.
    [[nodiscard]] Result<WishOutcome> decide(const std::vector<PersonWish>& wishes, Known known,
                                             std::stop_token stop);

private:
    /// The tracker's people with what the journal holds of them.
    struct Look {
        PeoplePass pass;
        std::optional<TrackerView> accepted;
        QString source;          ///< under which the journal keeps them
        bool mayRemember = true; ///< nobody has to confirm a changed address first
        std::vector<PersonMapping> mappings;
        [[nodiscard]] const TrackerPeople& people() const { return *pass.data.rows(); }
    };
    [[nodiscard]] Result<Look> look(std::stop_token stop);
    [[nodiscard]] Result<PeopleListing> listed(const Look& look, std::stop_token stop);
    /// How these people stand after they were decided about.
    [[nodiscard]] Result<std::vector<PersonRow>>
    standing(const Look& before, const std::vector<PersonMapping>& decided,
             const std::vector<qint64>& forgotten, const DirectoryAnswers& answers, std::stop_token stop);

    Parts m_parts;
};

} // namespace milepost
