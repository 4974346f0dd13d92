// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/peopletexts.h"

#include <QCoreApplication>

namespace milepost {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::PeopleTexts)
};

QString sourceText(PersonRow::Source source) {
    switch (source) {
    case PersonRow::Source::None:
        return {};
    case PersonRow::Source::Manual:
        return Texts::tr("Set by hand");
    case PersonRow::Source::Account:
        return Texts::tr("Address of the login account");
    case PersonRow::Source::UserName:
        return Texts::tr("User name of the login account");
    case PersonRow::Source::Remembered:
        return Texts::tr("Matched earlier");
    }
    return {};
}

} // namespace

State personState(const PersonRow& row) {
    switch (row.reason) {
    case PersonRow::Reason::None:
        return State::Ok;
    case PersonRow::Reason::TakenOut:
        return State::Skipped;
    case PersonRow::Reason::AccountsHidden:
    case PersonRow::Reason::AliasesHidden:
    case PersonRow::Reason::NotAsked:
        return State::Unknown;
    default:
        return State::Warning;
    }
}

QString personWord(const PersonRow& row) {
    if (row.reason == PersonRow::Reason::TakenOut)
        return Texts::tr("Taken out");
    switch (row.state) {
    case PersonRow::State::Matched:
        return Texts::tr("Matched");
    case PersonRow::State::Ambiguous:
        return Texts::tr("Ambiguous");
    case PersonRow::State::NoMailbox:
        return Texts::tr("No mailbox");
    case PersonRow::State::Disabled:
        return Texts::tr("Disabled");
    case PersonRow::State::Unmapped:
        return Texts::tr("Unmapped");
    }
    return {};
}

QString personWhy(const PersonRow& row) {
    using Because = PersonRow::Reason;
    switch (row.reason) {
    case Because::None:
        return sourceText(row.source);
    case Because::TakenOut:
        return Texts::tr("Decided by hand: no mailbox");
    case Because::AccountsHidden:
        return Texts::tr("The tracker does not show its login accounts to this user");
    case Because::NoAccount:
        return Texts::tr("No login account in the tracker");
    case Because::NoAddress:
        return Texts::tr("The login account has no address");
    case Because::NobodyFound:
        return Texts::tr("Nobody in the tenant was found as %1").arg(row.detail);
    case Because::AliasesHidden:
        return Texts::tr("Nobody was found as %1; aliases need User.Read.All").arg(row.detail);
    case Because::SeveralUsers:
        return Texts::tr("Several users answer: %1").arg(row.detail);
    case Because::SeveralPeople:
        return Texts::tr("The same mailbox for several people: %1").arg(row.detail);
    case Because::Moved:
        return Texts::tr("The address leads to another user than before (%1)").arg(row.detail);
    case Because::UserGone:
        return Texts::tr("The user is no longer in the tenant");
    case Because::MailboxMissing:
        return Texts::tr("No mailbox in Exchange Online");
    case Because::MailboxBarred:
        return Texts::tr("The app may not reach this mailbox");
    case Because::SignInOff:
        return Texts::tr("The account is switched off in Entra");
    case Because::NotAsked:
        return Texts::tr("The directory gave no answer");
    }
    return {};
}

bool isOpen(const PersonRow& row) {
    return row.state != PersonRow::State::Matched && row.reason != PersonRow::Reason::TakenOut;
}

QString faultText(const WishFault& fault, const PersonWish& wish) {
    switch (fault.kind) {
    case WishFault::Kind::PersonUnknown:
        return Texts::tr("The tracker has no active person %1.").arg(wish.person);
    case WishFault::Kind::PersonUnclear:
        return Texts::tr("Several people are called %1: numbers %2.").arg(wish.person, fault.detail);
    case WishFault::Kind::OtherName:
        return Texts::tr("Person %1 is called %2 in the tracker, not %3.")
            .arg(wish.person, fault.detail, wish.name);
    case WishFault::Kind::Twice:
        return Texts::tr("Person %1 comes twice.").arg(wish.person);
    case WishFault::Kind::NoAddress:
        return Texts::tr("“%1” is neither an address nor an object ID.").arg(wish.mailbox);
    case WishFault::Kind::UserUnknown:
        return Texts::tr("Nobody in the tenant was found as %1.").arg(wish.mailbox);
    case WishFault::Kind::AliasesHidden:
        return Texts::tr("Nobody was found as %1. Aliases need User.Read.All.").arg(wish.mailbox);
    case WishFault::Kind::UserUnclear:
        return Texts::tr("Several users answer to %1: %2.").arg(wish.mailbox, fault.detail);
    }
    return {};
}

} // namespace milepost
