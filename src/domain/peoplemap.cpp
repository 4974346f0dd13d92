// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/peoplemap.h"

#include "base/text.h"

#include <algorithm>
#include <set>

#include <QHash>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using enum PersonRow::State;
using Reason = PersonRow::Reason;
using Source = PersonRow::Source;

/// The addresses of one person's accounts, each once.
struct Addresses {
    QStringList mails;
    QStringList userNames;
    bool hasAccount = false;
};

void addOnce(QStringList& list, const QString& address) {
    const QString text = address.trimmed();
    const auto same = [&](const QString& other) { return addressKey(other) == addressKey(text); };
    if (looksLikeAddress(text) && std::ranges::none_of(list, same))
        list << text;
}

QHash<qint64, Addresses> addressesByPerson(const std::vector<Account>& accounts) {
    QHash<qint64, Addresses> found;
    for (const Account& account : accounts) {
        if (!account.person)
            continue;
        Addresses& addresses = found[*account.person];
        addresses.hasAccount = true;
        addOnce(addresses.mails, account.email);
        addOnce(addresses.userNames, account.username);
    }
    return found;
}

QHash<qint64, const PersonMapping*> mappingsByPerson(const std::vector<PersonMapping>& mappings) {
    QHash<qint64, const PersonMapping*> found;
    for (const PersonMapping& mapping : mappings)
        found.insert(mapping.person, &mapping);
    return found;
}

/// What several look-ups of one person say together.
struct Hits {
    std::map<QString, TenantUser> users; ///< by object id: the same user twice is one
    bool failed = false;
    bool aliasesHidden = false;
    QString why;
};

Hits look(const QStringList& addresses, const DirectoryAnswers& answers) {
    Hits hits;
    for (const QString& address : addresses) {
        const auto answer = answers.find(addressKey(address));
        if (answer == answers.end() || answer->second.failure) {
            hits.failed = true;
            hits.why = answer == answers.end() ? address : answer->second.failure->summary();
            continue;
        }
        hits.aliasesHidden = hits.aliasesHidden || answer->second.aliasesHidden;
        for (const TenantUser& user : answer->second.users)
            hits.users.emplace(user.id, user);
    }
    return hits;
}

class Mapper {
public:
    Mapper(const TrackerPeople& tracker, const std::vector<PersonMapping>& mappings,
           const DirectoryAnswers& answers)
        : m_addresses(addressesByPerson(tracker.accounts)),
          m_accountsHidden(tracker.accountsHidden),
          m_mappings(mappingsByPerson(mappings)),
          m_answers(answers) {}

    [[nodiscard]] PersonRow row(const Person& person) const {
        PersonRow row;
        row.person = person.id;
        row.name = collapsed(person.name);
        const PersonMapping* mapping = m_mappings.value(person.id, nullptr);
        if (mapping != nullptr && mapping->manual)
            byHand(row, *mapping);
        else
            byAccounts(row, m_addresses.value(person.id), mapping);
        return row;
    }

private:
    static void unmapped(PersonRow& row, Reason reason, const QString& detail = {}) {
        row.state = Unmapped;
        row.reason = reason;
        row.detail = detail;
    }

    static void take(PersonRow& row, const TenantUser& user, Source source) {
        row.mailbox = user.id;
        row.address = user.address();
        row.source = source;
        row.state = Matched;
        const auto not_ = [&row](PersonRow::State state, Reason reason) {
            row.state = state;
            row.reason = reason;
        };
        if (user.enabled == false)
            not_(Disabled, Reason::SignInOff);
        else if (user.mailbox == TenantUser::Mailbox::Absent)
            not_(NoMailbox, Reason::MailboxMissing);
        else if (user.mailbox == TenantUser::Mailbox::Barred)
            not_(NoMailbox, Reason::MailboxBarred);
        else if (user.mailbox == TenantUser::Mailbox::Unknown)
            not_(Unmapped, Reason::NotAsked);
    }

    /// The user that is known by object id alone.
    void byId(PersonRow& row, const PersonMapping& mapping, Source source) const {
        row.source = source;
        row.mailbox = mapping.mailbox;
        row.address = mapping.address;
        const auto answer = m_answers.find(addressKey(mapping.mailbox));
        if (answer == m_answers.end() || answer->second.failure)
            return unmapped(row, Reason::NotAsked,
                            answer == m_answers.end() ? QString() : answer->second.failure->summary());
        if (answer->second.users.empty())
            return unmapped(row, Reason::UserGone, mapping.address);
        take(row, answer->second.users.front(), source);
    }

    void byHand(PersonRow& row, const PersonMapping& mapping) const {
        if (mapping.mailbox.isEmpty()) {
            row.source = Source::Manual;
            return unmapped(row, Reason::TakenOut);
        }
        byId(row, mapping, Source::Manual);
    }

    void byAccounts(PersonRow& row, const Addresses& addresses, const PersonMapping* before) const {
        bool aliasesHidden = false;
        for (const auto& [list, source] : {std::pair(&addresses.mails, Source::Account),
                                           std::pair(&addresses.userNames, Source::UserName)}) {
            const Hits hits = look(*list, m_answers);
            row.address = list->join(u", "_s);
            if (hits.failed)
                return unproven(row, hits, before);
            if (!hits.users.empty())
                return byHits(row, hits, source, before);
            aliasesHidden = aliasesHidden || hits.aliasesHidden;
        }
        if (before != nullptr)
            return byId(row, *before, Source::Remembered);
        const QStringList all = addresses.mails + addresses.userNames;
        row.address = all.join(u", "_s);
        unmapped(row,
                 m_accountsHidden        ? Reason::AccountsHidden
                 : !addresses.hasAccount ? Reason::NoAccount
                 : all.isEmpty()         ? Reason::NoAddress
                 : aliasesHidden         ? Reason::AliasesHidden
                                         : Reason::NobodyFound,
                 row.address);
    }

    /// A look-up failed: an address that was not asked for could lead to somebody else.
    static void unproven(PersonRow& row, const Hits& hits, const PersonMapping* before) {
        if (before != nullptr) {
            row.mailbox = before->mailbox;
            row.address = before->address;
            row.source = Source::Remembered;
        }
        unmapped(row, Reason::NotAsked, hits.why);
    }

    static void byHits(PersonRow& row, const Hits& hits, Source source, const PersonMapping* before) {
        QStringList names;
        for (const auto& [id, user] : hits.users)
            names << user.address();
        names.sort();
        if (hits.users.size() > 1) {
            row.state = Ambiguous;
            row.reason = Reason::SeveralUsers;
            row.detail = names.join(u", "_s);
            return;
        }
        const TenantUser& user = hits.users.begin()->second;
        if (before != nullptr && before->mailbox != user.id) {
            row.state = Ambiguous;
            row.reason = Reason::Moved;
            row.address = user.address();
            row.detail = before->address;
            return;
        }
        take(row, user, source);
    }

    QHash<qint64, Addresses> m_addresses;
    bool m_accountsHidden;
    QHash<qint64, const PersonMapping*> m_mappings;
    const DirectoryAnswers& m_answers;
};

/// One mailbox for several people is a decision, not a match: a shared sign-in address would put everybody's
/// events into it.
void holdSharedOnes(std::vector<PersonRow>& rows) {
    QHash<QString, QStringList> people;
    for (const PersonRow& row : rows)
        if (!row.mailbox.isEmpty())
            people[row.mailbox] << row.name;
    for (PersonRow& row : rows) {
        if (row.mailbox.isEmpty() || row.source == Source::Manual || people[row.mailbox].size() < 2)
            continue;
        row.state = Ambiguous;
        row.reason = Reason::SeveralPeople;
        row.detail = people[row.mailbox].join(u", "_s);
        row.mailbox.clear();
    }
}

} // namespace

QString addressKey(const QString& address) { return address.trimmed().toLower(); }

bool looksLikeAddress(const QString& text) {
    const auto isBad = [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; };
    const qsizetype at = text.indexOf(u'@');
    return at > 0 && at == text.lastIndexOf(u'@') && at + 1 < text.size() &&
           std::ranges::none_of(text, isBad);
}

DirectoryQuestion questionsFor(const TrackerPeople& tracker, const std::vector<PersonMapping>& mappings) {
    const auto addresses = addressesByPerson(tracker.accounts);
    const auto decided = mappingsByPerson(mappings);
    DirectoryQuestion question;
    std::set<QString> ids;
    for (const Person& person : tracker.people) {
        if (!person.active)
            continue;
        const PersonMapping* mapping = decided.value(person.id, nullptr);
        if (mapping != nullptr && !mapping->mailbox.isEmpty() &&
            ids.insert(addressKey(mapping->mailbox)).second)
            question.ids << mapping->mailbox;
        if (mapping != nullptr && mapping->manual)
            continue;
        const Addresses& own = addresses.value(person.id);
        for (const QString& address : own.mails + own.userNames)
            if (ids.insert(addressKey(address)).second)
                question.addresses << address;
    }
    return question;
}

std::vector<PersonRow> mapPeople(const TrackerPeople& tracker, const std::vector<PersonMapping>& mappings,
                                 const DirectoryAnswers& answers) {
    const Mapper mapper(tracker, mappings, answers);
    std::vector<PersonRow> rows;
    for (const Person& person : tracker.people)
        if (person.active)
            rows.push_back(mapper.row(person));
    holdSharedOnes(rows);
    return rows;
}

std::vector<PersonMapping> newMatches(const std::vector<PersonRow>& rows,
                                      const std::vector<PersonMapping>& mappings, const QDateTime& nowUtc) {
    const auto known = mappingsByPerson(mappings);
    std::vector<PersonMapping> found;
    for (const PersonRow& row : rows) {
        if (row.state != Matched || row.source == Source::Manual)
            continue;
        const PersonMapping* before = known.value(row.person, nullptr);
        if (before == nullptr || before->mailbox != row.mailbox || before->address != row.address)
            found.push_back({row.person, row.mailbox, row.address, false, nowUtc});
    }
    return found;
}

} // namespace milepost
