// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/peopleengine.h"

namespace milepost {

/// Wishes on their way to decisions: who is meant, and which user of the tenant.
class PersonWishes {
public:
    PersonWishes(const std::vector<PersonWish>& wishes, const TrackerPeople& tracker);

    /// Users that must be looked up.
    [[nodiscard]] const DirectoryQuestion& question() const { return m_question; }
    /// An error: a user could not be asked for.
    [[nodiscard]] Result<void> resolve(const DirectoryAnswers& answers);
    /// In the order of the wishes.
    [[nodiscard]] const std::vector<WishFault>& faults() const { return m_faults; }

    struct Changes {
        std::vector<PersonMapping> decided;
        std::vector<qint64> forgotten;
        int unchanged = 0;
    };
    /// After resolve(), without faults. Whose mailbox in `standing` is as wished stays undecided.
    [[nodiscard]] Changes changes(const std::vector<PersonMapping>& mappings,
                                  const std::vector<PersonRow>& standing, const QDateTime& nowUtc) const;

private:
    struct Target {
        size_t wish = 0;
        qint64 person = 0;
        bool isAutomatic = false;
        QString asked;   ///< address or object id; "" for nobody
        QString mailbox; ///< object id, once it is known
        QString address;
    };
    void add(size_t wish, const PersonWish& what, const TrackerPeople& tracker);
    /// The one active person that is meant; null after a fault was noted.
    [[nodiscard]] const Person* personOf(size_t wish, const PersonWish& what, const TrackerPeople& tracker);

    std::vector<Target> m_targets;
    std::vector<WishFault> m_faults;
    DirectoryQuestion m_question;
};

} // namespace milepost
