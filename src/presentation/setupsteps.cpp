// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/setupsteps.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;
using enum SetupStep;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::Setup)
};

QString placeOf(SecretSource source) {
    switch (source) {
    case SecretSource::Keychain:
        return Texts::tr("in the keychain of this computer");
    case SecretSource::Environment:
        return Texts::tr("in the environment");
    case SecretSource::Systemd:
        return Texts::tr("in a systemd credential");
    case SecretSource::Session:
        return Texts::tr("in memory, until Milepost is closed");
    }
    return {};
}

} // namespace

QString stepTitle(SetupStep step) {
    switch (step) {
    case Cloud:
        return Texts::tr("Cloud and tenant");
    case App:
        return Texts::tr("App registration");
    case Secret:
        return Texts::tr("Secret or certificate");
    case Permissions:
        return Texts::tr("Permissions and consent");
    case Scope:
        return Texts::tr("Mailbox scope");
    case Tracker:
        return Texts::tr("Tracker");
    case Calendar:
        return Texts::tr("Mailbox and calendar");
    case Event:
        return Texts::tr("What goes into the event");
    case Preview:
        return Texts::tr("First preview");
    }
    return {};
}

QString stepPurpose(SetupStep step) {
    switch (step) {
    case Cloud:
        return Texts::tr("Where your organisation's directory lives. The test needs no secret.");
    case App:
        return Texts::tr("The app in Microsoft Entra that Milepost signs in as.");
    case Secret:
        return Texts::tr(
            "What the app proves itself with. It goes into the keychain and is never shown again.");
    case Permissions:
        return Texts::tr("What the app may do, and whether that is what it needs.");
    case Scope:
        return Texts::tr("Which mailboxes the app may touch. Only a refusal proves that a fence holds.");
    case Tracker:
        return Texts::tr("Where deliverables are read from. Nothing is ever written there.");
    case Calendar:
        return Texts::tr("Where the events go. The name of a calendar must match letter by letter.");
    case Event:
        return Texts::tr("How an event reads in Outlook. The example follows what you type.");
    case Preview:
        return Texts::tr("What a run would do. The plan is made of what is stored; nothing is written.");
    }
    return {};
}

int stepNumber(SetupStep step) { return static_cast<int>(step) + 1; }

QStringList stepKeys(SetupStep step) {
    switch (step) {
    case Cloud:
        return {u"cloud"_s,    u"authority"_s, u"graphRoot"_s, u"tokenScope"_s,
                u"tenantId"_s, u"proxy"_s,     u"caFile"_s};
    case App:
        return {u"clientId"_s};
    case Secret:
        return {u"credential"_s, u"secretSource"_s};
    case Scope:
        return {u"forbiddenMailbox"_s};
    case Tracker:
        return {u"trackerUrl"_s, u"trackerUser"_s, u"appUrl"_s};
    case Calendar:
        return {u"mode"_s, u"mailbox"_s, u"personCalendar"_s, u"calendarName"_s, u"timeZone"_s};
    case Event:
        return {u"subjectTemplate"_s, u"bodyTemplate"_s,    u"include"_s,         u"categories"_s,
                u"showAs"_s,          u"reminderMinutes"_s, u"completedPolicy"_s, u"assignmentRule"_s,
                u"horizonPast"_s,     u"horizonFuture"_s};
    case Permissions:
    case Preview:
        return {};
    }
    return {};
}

QStringList stepReads(SetupStep step) {
    if (step == Permissions || step == Scope)
        return {u"mode"_s, u"mailbox"_s};
    return {};
}

std::optional<ProbeId> stepProbe(SetupStep step) {
    switch (step) {
    case Cloud:
        return ProbeId::Tenant;
    case App:
        return ProbeId::Registration;
    case Secret:
        return ProbeId::Secret;
    case Permissions:
        return ProbeId::Permissions;
    case Scope:
        return ProbeId::MailboxScope;
    case Tracker:
        return ProbeId::Tracker;
    case Calendar:
        return ProbeId::Calendar;
    case Event:
    case Preview:
        return std::nullopt;
    }
    return std::nullopt;
}

std::vector<SecretPurpose> stepSecrets(SetupStep step, const Profile& profile) {
    if (step == Tracker)
        return {SecretPurpose::TrackerPassword};
    if (step == Cloud && profile.proxy.contains(u'@')) // its user stands in the address
        return {SecretPurpose::ProxyPassword};
    if (step != Secret)
        return {};
    std::vector<SecretPurpose> secrets{profile.credential == CredentialKind::Certificate
                                           ? SecretPurpose::EntraCertificate
                                           : SecretPurpose::EntraSecret};
    if (profile.store != "sqlite"_L1)
        secrets.push_back(SecretPurpose::StorePassword);
    return secrets;
}

std::vector<SetupStep> stepNeeds(SetupStep step) {
    switch (step) {
    case App:
        return {Cloud};
    case Secret:
        return {Cloud, App};
    case Permissions:
    case Scope:
    case Calendar:
        return {Cloud, App, Secret};
    case Preview:
        return {Cloud, App, Secret, Tracker, Calendar, Event};
    case Cloud:
    case Tracker:
    case Event:
        return {};
    }
    return {};
}

std::vector<SetupStep> stepsTouchedBy(const QString& key) {
    if (key == "secretExpires"_L1)
        return {Secret};
    std::vector<SetupStep> touched;
    if (key == "proxy"_L1 || key == "caFile"_L1) // every way out
        touched = {Cloud, App, Secret, Permissions, Scope, Calendar, Tracker};
    else if (key == "secretSource"_L1)
        touched = {App, Secret, Permissions, Scope, Calendar, Tracker};
    else if (key == "credential"_L1 ||
             stepKeys(App).contains(key)) // the registration is seen through a token
        touched = {App, Secret, Permissions, Scope, Calendar};
    else if (stepKeys(Cloud).contains(key))
        touched = {Cloud, App, Secret, Permissions, Scope, Calendar};
    else
        for (const SetupStep step : k_setupSteps)
            if (stepKeys(step).contains(key) || stepReads(step).contains(key))
                touched.push_back(step);
    if (!touched.empty() && key != "forbiddenMailbox"_L1)
        touched.push_back(Preview);
    return touched;
}

std::vector<SetupStep> stepsTouchedBy(SecretPurpose purpose) {
    if (purpose == SecretPurpose::TrackerPassword)
        return {Tracker, Preview};
    if (purpose == SecretPurpose::ProxyPassword) // every way out
        return {Cloud, App, Secret, Permissions, Scope, Tracker, Calendar, Preview};
    if (purpose == SecretPurpose::StorePassword)
        return {Preview}; // a test opens no journal, a plan does
    return {App, Secret, Permissions, Scope, Calendar, Preview};
}

SecretNote secretNote(const Result<SecretState>& state, SecretSource source) {
    if (!state)
        return {State::Failed, diagnose(state.error()).title};
    switch (*state) {
    case SecretState::Stored:
        return {State::Ok,
                Texts::tr("Kept %1. It is never shown; type a new one to replace it.").arg(placeOf(source))};
    case SecretState::Absent:
        return {
            State::Warning,
            takesTypedSecrets(source)
                ? Texts::tr("Not entered yet for this address.")
                : Texts::tr("There is none %1. Put it there and start Milepost again.").arg(placeOf(source))};
    case SecretState::Locked:
        return {State::Failed, Texts::tr("The keychain is locked. Unlock it, then press F5.")};
    case SecretState::Unconfirmed:
        return {State::Warning, Texts::tr("It is sent nowhere before you confirm the address below.")};
    case SecretState::WaitingForUnlock:
        return {State::Unknown, Texts::tr("The keychain's own window is open. Answer it to go on.")};
    case SecretState::Denied:
        return {State::Failed,
                Texts::tr("The keychain refused access. Allow Milepost in the keychain's settings, "
                          "then press F5.")};
    case SecretState::NoService:
        return {State::Failed,
                Texts::tr("There is no keychain in this session. Start one, or keep secrets for this "
                          "session only (see Secret or certificate).")};
    }
    return {};
}

bool takesTypedSecrets(SecretSource source) {
    return source == SecretSource::Keychain || source == SecretSource::Session;
}

} // namespace milepost
