// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/rungtexts.h"

#include "base/clock.h"
#include "doctor/redaction.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::RungTexts)
};

} // namespace

State stateOf(RungState state) {
    switch (state) {
    case RungState::Ok:
        return State::Ok;
    case RungState::Warning:
        return State::Warning;
    case RungState::Failed:
        return State::Failed;
    case RungState::Unknown:
        return State::Unknown;
    case RungState::NotReached:
    case RungState::Skipped:
        break;
    }
    return State::Skipped;
}

QStringList rungAdvice(const Rung& rung) {
    QStringList advice;
    const QString who =
        rung.error ? whoText(diagnose(*rung.error, Surface::Window).who) : whoText(u"admin"_s);
    for (const QString& remedy : rung.allRemedies(Surface::Window))
        advice << Texts::tr("%1. %2 Who: %3").arg(QString::number(advice.size() + 1), remedy, who);
    return advice;
}

QString rungWhy(const Rung& rung) {
    QStringList words{rung.why, rung.error ? diagnose(*rung.error, Surface::Window).explanation : QString()};
    words.removeAll(QString());
    return words.join(u' ');
}

QString rungDetails(const Rung& rung) {
    if (!rung.atUtc.isValid())
        return {};
    Error seen = rung.error.value_or(Error());
    if (seen.requestId.isEmpty())
        seen.requestId = rung.requestId;
    return detailsLine(seen, rung.atUtc);
}

QString rungSupportText(const Rung& rung, const Profile& profile, const QString& version) {
    QString text = u"Product: Milepost %1\nCheck: %2 (%3)\nTenant: %4\nApplication: %5\n"_s.arg(
        version, rung.id, rungStateName(rung.state), profile.tenantId, profile.clientId);
    if (rung.error) {
        Error told = *rung.error; // in the service's own words may stand what was sent
        told.message = withoutSecrets(told.message);
        told.detail = withoutSecrets(told.detail);
        text += supportText(told, rung.atUtc);
    } else {
        text += u"Time: %1\nRequest id: %2\n"_s.arg(toIsoUtc(rung.atUtc), rung.requestId);
    }
    if (rung.error && rung.error->requestId.isEmpty() && !rung.requestId.isEmpty())
        text += u"Request id of the last answer: %1\n"_s.arg(rung.requestId);
    return text;
}

bool fixWrites(RungFix::Kind kind) {
    return kind == RungFix::Kind::CreateCalendar || kind == RungFix::Kind::RenameCalendar ||
           kind == RungFix::Kind::ShareCalendar;
}

bool fixAsks(RungFix::Kind kind) {
    return fixWrites(kind) || kind == RungFix::Kind::UseCalendar || kind == RungFix::Kind::Resolve;
}

QString fixEffect(const RungFix& fix, const Profile& profile) {
    const QString wanted = profile.targetCalendar();
    switch (fix.kind) {
    case RungFix::Kind::CreateCalendar:
        return Texts::tr("Milepost makes an empty calendar “%1” in %2. Whoever shall see it has to be given "
                         "it afterwards.")
            .arg(wanted, profile.mailbox);
    case RungFix::Kind::UseCalendar:
        return Texts::tr("The profile gets the calendar name “%1”. Nothing is changed in Outlook.")
            .arg(fix.calendar);
    case RungFix::Kind::RenameCalendar:
        return Texts::tr("The calendar “%1” of %2 is called “%3” afterwards, for everybody who sees it.")
            .arg(fix.calendar, profile.mailbox, wanted);
    case RungFix::Kind::Resolve:
        return Texts::tr("Milepost forgets which calendar it used, looks “%1” up by its name and remembers "
                         "that one. Nothing is changed in Outlook; the next preview shows what moves.")
            .arg(wanted);
    case RungFix::Kind::ShareCalendar:
        return Texts::tr("%1 may read the calendar “%2” of %3 and gets Outlook’s invitation.")
            .arg(fix.viewer, wanted, profile.mailbox);
    case RungFix::Kind::NewToken:
        return Texts::tr("Milepost signs in anew and runs the checks again. Nothing is changed.");
    case RungFix::Kind::RequestPack:
        return Texts::tr("Milepost writes a folder with everything that an admin needs to give the app its "
                         "access. No secret is in it.");
    case RungFix::Kind::Sync:
        return Texts::tr("Preview shows what a run would do with this deliverable alone. Nothing is written "
                         "before you apply it.");
    }
    return {};
}

QString fixUnderWay(const RungFix& fix) {
    switch (fix.kind) {
    case RungFix::Kind::CreateCalendar:
        return Texts::tr("Creating the calendar");
    case RungFix::Kind::UseCalendar:
        return Texts::tr("Saving the profile");
    case RungFix::Kind::RenameCalendar:
        return Texts::tr("Renaming the calendar");
    case RungFix::Kind::Resolve:
        return Texts::tr("Looking the calendar up");
    case RungFix::Kind::ShareCalendar:
        return Texts::tr("Sharing the calendar");
    case RungFix::Kind::RequestPack:
        return Texts::tr("Writing the request");
    case RungFix::Kind::NewToken:
    case RungFix::Kind::Sync:
        break;
    }
    return Texts::tr("Checking");
}

} // namespace milepost
