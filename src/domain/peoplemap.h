// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "domain/trackerdata.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace milepost {

/// A user of the tenant as the directory shows it (graph-contract 9).
struct TenantUser {
    enum class Mailbox { Unknown, Usable, Absent, Barred }; ///< Barred: this app is kept from it

    QString id; ///< object id: the only key (design 3, law 1)
    QString name;
    QString principalName;
    QString mail;                ///< may be empty
    std::optional<bool> enabled; ///< nothing: this app may not see it
    Mailbox mailbox = Mailbox::Unknown;

    /// What people know the mailbox by.
    [[nodiscard]] QString address() const { return mail.isEmpty() ? principalName : mail; }
    friend bool operator==(const TenantUser&, const TenantUser&) = default;
};

/// What the directory said about one address or object id. No users and no failure: it knows none.
struct DirectoryAnswer {
    std::vector<TenantUser> users;
    std::optional<Error>
        failure;                ///< this one could not be asked for: that says nothing about anybody (law 2)
    bool aliasesHidden = false; ///< only names and mails were looked at: this app may not see aliases
};

/// By addressKey() of what was asked for.
using DirectoryAnswers = std::map<QString, DirectoryAnswer>;

/// The tracker's side of the map.
struct TrackerPeople {
    std::vector<Person> people;
    std::vector<Account> accounts;
    bool accountsHidden = false; ///< this user of the tracker may not see them (tracker-contract 1.9)
};

/// What was decided for a person, by hand or by an earlier match. Remembered per tracker.
struct PersonMapping {
    qint64 person = 0;
    QString mailbox; ///< object id; "": somebody decided that this person gets none
    QString address; ///< for display alone
    bool manual = false;
    QDateTime decidedUtc;

    friend bool operator==(const PersonMapping&, const PersonMapping&) = default;
};

/// One person and the mailbox that stands for them.
struct PersonRow {
    enum class State { Matched, Ambiguous, NoMailbox, Disabled, Unmapped };
    enum class Source { None, Manual, Account, UserName, Remembered };
    enum class Reason {
        None,           ///< matched: the source says it all
        TakenOut,       ///< decided by hand: no mailbox
        AccountsHidden, ///< the tracker does not show the login accounts: nothing is proven
        NoAccount,      ///< no login account belongs to the person
        NoAddress,      ///< the accounts name no address
        NobodyFound,    ///< the tenant has no user of this address
        AliasesHidden,  ///< nobody has it as name or mail, and aliases could not be asked for
        SeveralUsers,   ///< one address or several lead to several users
        SeveralPeople,  ///< the same mailbox would stand for several people
        Moved,          ///< the address leads to another user than before
        UserGone,       ///< the mapped user is no longer in the tenant
        MailboxMissing, ///< no usable Exchange Online mailbox
        MailboxBarred,  ///< a policy or a missing right keeps the app from it
        SignInOff,      ///< the account is switched off in Entra
        NotAsked,       ///< the directory gave no answer: nothing is proven
    };

    qint64 person = 0;
    QString name;
    QString mailbox; ///< object id; "" unless exactly one user came out
    QString address; ///< of that user, or what was looked for
    State state = State::Unmapped;
    Reason reason = Reason::None;
    Source source = Source::None;
    QString detail; ///< addresses or names that the reason speaks of

    /// What people know the mailbox by; "" when none stands for the person.
    [[nodiscard]] QString mailboxAddress() const { return mailbox.isEmpty() ? QString() : address; }
    friend bool operator==(const PersonRow&, const PersonRow&) = default;
};

/// Addresses are compared without case and outer blanks.
[[nodiscard]] QString addressKey(const QString& address);
/// Something that can be looked up as an address: one @ with something on both sides, no blanks.
[[nodiscard]] bool looksLikeAddress(const QString& text);

/// What the directory has to be asked before people can be mapped: addresses as they are written, and object
/// ids, each once, in a stable order.
struct DirectoryQuestion {
    QStringList addresses;
    QStringList ids;
    std::set<QString> used = {}; ///< addressKey() of ids whose mailboxes somebody used lately: not probed
};
[[nodiscard]] DirectoryQuestion questionsFor(const TrackerPeople& tracker,
                                             const std::vector<PersonMapping>& mappings);

/// One row for each active person, in the order of the people. The first source that says something decides:
/// what was set by hand, the addresses of the person's login accounts, their user names where those are
/// addresses, and last what an earlier match found. Whatever leads to more than one user, or one user for
/// several people, is ambiguous unless it was set by hand: never guessed. A failed look-up leaves its own
/// person unproven and nobody else.
[[nodiscard]] std::vector<PersonRow> mapPeople(const TrackerPeople& tracker,
                                               const std::vector<PersonMapping>& mappings,
                                               const DirectoryAnswers& answers);

/// Matches that the journal does not know yet, or under another address: what is to be remembered of a row.
[[nodiscard]] std::vector<PersonMapping> newMatches(const std::vector<PersonRow>& rows,
                                                    const std::vector<PersonMapping>& mappings,
                                                    const QDateTime& nowUtc);

[[nodiscard]] QString toString(PersonRow::State state);
[[nodiscard]] QString toString(PersonRow::Source source);
/// Why the row stands as it does, for people and logs: "nobody in the tenant was found as
/// bob@contoso.example".
[[nodiscard]] QString reasonText(const PersonRow& row);

} // namespace milepost
