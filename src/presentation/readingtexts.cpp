// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/readingtexts.h"

#include "doctor/diagnosis.h"
#include "tracker/restriction.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::ReadingTexts)
};

constexpr std::chrono::seconds k_elapsedShown{3}; // ux 2.4

ReadingLine underWay(std::chrono::seconds elapsed) {
    QString evidence = Texts::tr("the tracker and the calendar");
    if (elapsed >= k_elapsedShown)
        evidence += u" · "_s + Texts::tr("%n s", nullptr, static_cast<int>(elapsed.count()));
    return {State::Unknown, Texts::tr("Reading"), evidence + u" · "_s + Texts::tr("Esc stops")};
}

ReadingLine finished(const Survey& survey) {
    const QString read = Texts::tr("read %1").arg(shortTime(survey.madeUtc()));
    if (const auto& failure = survey.calendarFailure())
        return {State::Warning, Texts::tr("Incomplete"),
                Texts::tr("the calendar could not be read: %1").arg(diagnose(*failure).title) + u" · "_s +
                    read};
    if (const QString why = restrictionText(survey); !why.isEmpty())
        return {State::Warning, Texts::tr("Restricted"), why + u" · "_s + read};
    return {State::Ok, Texts::tr("Complete"), read};
}

} // namespace

QString viewText(const std::optional<TrackerView>& now, const std::optional<TrackerView>& accepted) {
    QStringList reasons;
    if (now && !tracker::seesEverything(now->role))
        reasons << Texts::tr("the account %1 has the role %2; admin or manager sees every row")
                       .arg(now->user, now->role);
    if (now && accepted && now->source != accepted->source)
        reasons
            << Texts::tr("the tracker has another address: %1, before %2").arg(now->source, accepted->source);
    if (now && accepted && now->user != accepted->user)
        reasons << Texts::tr("another account looks: %1, before %2").arg(now->user, accepted->user);
    if (now && accepted && now->role != accepted->role)
        reasons << Texts::tr("the account has another role: %1, before %2").arg(now->role, accepted->role);
    return reasons.join(u"; "_s);
}

QString restrictionText(const Survey& survey) {
    if (survey.restriction().isEmpty())
        return {};
    QStringList reasons;
    if (const QString view = viewText(survey.view(), survey.acceptedView()); !view.isEmpty())
        reasons << view;
    if (survey.data().projects.empty())
        reasons << Texts::tr("the tracker lists no project at all");
    return reasons.isEmpty() ? survey.restriction() : reasons.join(u"; "_s);
}

bool canBeAccepted(const Survey& survey) {
    const auto& view = survey.view();
    return !survey.restriction().isEmpty() && !survey.data().projects.empty() &&
           (!view || tracker::seesEverything(view->role));
}

QString ageText(std::chrono::seconds age) {
    using namespace std::chrono;
    const auto whole = [](auto value) { return static_cast<int>(value.count()); };
    if (age >= days(2))
        return Texts::tr("%n day(s)", nullptr, whole(duration_cast<days>(age)));
    if (age >= hours(2))
        return Texts::tr("%n hour(s)", nullptr, whole(duration_cast<hours>(age)));
    if (age < minutes(1))
        return Texts::tr("less than a minute");
    return Texts::tr("%n minute(s)", nullptr, whole(duration_cast<minutes>(age)));
}

ReadingLine readingLine(const Look& look) {
    const QDateTime now = look.now();
    if (look.isWaiting())
        return underWay(std::chrono::seconds(look.sinceUtc().secsTo(now)));
    const auto& survey = look.survey();
    if (const auto& failure = look.failure()) {
        const QString title = diagnose(*failure).title;
        if (!survey)
            return {State::Failed, Texts::tr("Could not read everything"), title};
        return {State::Failed, Texts::tr("Could not read everything"),
                Texts::tr("shown as read %1, %2 ago: %3")
                    .arg(shortTime(survey->madeUtc()),
                         ageText(std::chrono::seconds(survey->madeUtc().secsTo(now))), title)};
    }
    return survey ? finished(*survey) : ReadingLine{State::Skipped, Texts::tr("Not read yet"), {}};
}

} // namespace milepost
