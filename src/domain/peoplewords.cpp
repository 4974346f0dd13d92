// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the rows of the people map are put into words.
#include "domain/peoplemap.h"

namespace milepost {

using namespace Qt::StringLiterals;

QString toString(PersonRow::State state) {
    switch (state) {
    case PersonRow::State::Matched:
        return u"matched"_s;
    case PersonRow::State::Ambiguous:
        return u"ambiguous"_s;
    case PersonRow::State::NoMailbox:
        return u"no mailbox"_s;
    case PersonRow::State::Disabled:
        return u"disabled"_s;
    case PersonRow::State::Unmapped:
        return u"unmapped"_s;
    }
    return {};
}

QString toString(PersonRow::Source source) {
    switch (source) {
    case PersonRow::Source::None:
        return {};
    case PersonRow::Source::Manual:
        return u"set by hand"_s;
    case PersonRow::Source::Account:
        return u"address of the login account"_s;
    case PersonRow::Source::UserName:
        return u"user name of the login account"_s;
    case PersonRow::Source::Remembered:
        return u"matched earlier"_s;
    }
    return {};
}

QString reasonText(const PersonRow& row) {
    switch (row.reason) {
    case PersonRow::Reason::None:
        return toString(row.source);
    case PersonRow::Reason::TakenOut:
        return u"taken out by hand"_s;
    case PersonRow::Reason::AccountsHidden:
        return u"the tracker does not show its login accounts to this user"_s;
    case PersonRow::Reason::NoAccount:
        return u"no login account of the tracker belongs to this person"_s;
    case PersonRow::Reason::NoAddress:
        return u"the login account has no address"_s;
    case PersonRow::Reason::NobodyFound:
        return u"nobody in the tenant was found as %1"_s.arg(row.detail);
    case PersonRow::Reason::AliasesHidden:
        return u"nobody in the tenant was found as %1; aliases need User.Read.All"_s.arg(row.detail);
    case PersonRow::Reason::SeveralUsers:
        return u"several users answer: %1"_s.arg(row.detail);
    case PersonRow::Reason::SeveralPeople:
        return u"the same mailbox for several people: %1"_s.arg(row.detail);
    case PersonRow::Reason::Moved:
        return u"the address leads to another user than before (%1)"_s.arg(row.detail);
    case PersonRow::Reason::UserGone:
        return u"the user is no longer in the tenant"_s;
    case PersonRow::Reason::MailboxMissing:
        return u"the user has no mailbox in Exchange Online"_s;
    case PersonRow::Reason::MailboxBarred:
        return u"the app may not reach this mailbox"_s;
    case PersonRow::Reason::SignInOff:
        return u"the account is switched off in Entra"_s;
    case PersonRow::Reason::NotAsked:
        return row.detail.isEmpty() ? u"the directory gave no answer"_s
                                    : u"the directory gave no answer: %1"_s.arg(row.detail);
    }
    return {};
}

} // namespace milepost
