// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/composer.h"

#include "base/text.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_subjectUnits = 255;  // graph-contract 5.1
constexpr qsizetype k_notesUnits = 20'000; // notes are unbounded in the tracker; no mailbox profits from more

QString percentText(const Deliverable& deliverable) {
    return deliverable.percentage ? QString::number(*deliverable.percentage) + u'%' : QString();
}

/// "Deliverable:" of the guide: the description, or the percentage called a milestone.
QString deliverableText(const Deliverable& deliverable) {
    const QString description = collapsed(deliverable.description);
    if (!description.isEmpty())
        return description;
    const QString percent = percentText(deliverable);
    return percent.isEmpty() ? u"Milestone"_s : percent + u" Milestone"_s;
}

QString lineEndsOnly(QString text) {
    text.replace(u"\r\n"_s, u"\n"_s);
    text.replace(u'\r', u'\n');
    text.remove(QChar::Null);
    return text.trimmed();
}

} // namespace

QString toString(Ineligible reason) {
    switch (reason) {
    case Ineligible::NoDate:
        return u"no date"_s;
    case Ineligible::OutsideHorizon:
        return u"outside the horizon"_s;
    case Ineligible::Completed:
        return u"completed"_s;
    case Ineligible::InactiveProject:
        return u"inactive project"_s;
    }
    return {};
}

QString Composer::defaultSubjectTemplate() { return u"{project}: {title}"_s; }

QString Composer::defaultBodyTemplate() {
    return u"Project: {project}\nClient: {client}\nDeliverable: {deliverable}\nTeam: {team}\n\n{notes}\n\n"
           "View in Workload Tracker: {link}"_s;
}

Composer::Composer(const Profile& profile, const TrackerData& data, QDate today)
    : m_profile(profile),
      m_source(sourceOf(profile.trackerUrl)),
      m_linkBase(profile.linkBase()),
      m_subject(profile.subjectTemplate.isEmpty() ? defaultSubjectTemplate() : profile.subjectTemplate),
      m_body(profile.bodyTemplate.isEmpty() ? defaultBodyTemplate() : profile.bodyTemplate),
      m_team(data, profile.assignmentRule) {
    while (m_linkBase.endsWith(u'/'))
        m_linkBase.chop(1);
    if (profile.horizonPastDays)
        m_first = today.addDays(-*profile.horizonPastDays);
    if (profile.horizonFutureDays)
        m_last = today.addDays(*profile.horizonFutureDays);
    for (const Project& project : data.projects)
        m_projects.insert(project.id, &project);
}

const Project* Composer::project(const Deliverable& deliverable) const {
    return m_projects.value(deliverable.project, nullptr);
}

QString Composer::title(const Deliverable& deliverable) {
    const QString description = collapsed(deliverable.description);
    if (!description.isEmpty())
        return description;
    const QString percent = percentText(deliverable);
    return percent.isEmpty() ? u"Milestone"_s : percent;
}

std::optional<Ineligible> Composer::whyNot(const Deliverable& deliverable, const Project* project) const {
    if (project == nullptr)
        return Ineligible::InactiveProject;
    if (!deliverable.date)
        return Ineligible::NoDate;
    if (deliverable.completed && m_profile.completedPolicy == CompletedPolicy::Remove)
        return Ineligible::Completed;
    if ((m_first && *deliverable.date < *m_first) || (m_last && *deliverable.date > *m_last))
        return Ineligible::OutsideHorizon;
    return std::nullopt;
}

TextTemplate::Values Composer::values(const Deliverable& deliverable, const Project& project) const {
    const QString client = collapsed(project.client);
    TextTemplate::Values values{{u"project"_s, collapsed(project.name)},
                                {u"client"_s, client.isEmpty() ? u"Internal"_s : client},
                                {u"title"_s, title(deliverable)},
                                {u"percentage"_s, percentText(deliverable)},
                                {u"number"_s, collapsed(project.number)},
                                {u"deliverable"_s, deliverableText(deliverable)},
                                {u"link"_s, m_linkBase + u"/projects/"_s + QString::number(project.id)}};
    values.insert(u"team"_s, m_profile.includeTeam ? teamText(m_team.team(deliverable)) : QString());
    values.insert(u"notes"_s,
                  m_profile.includeNotes ? elided(lineEndsOnly(deliverable.notes), k_notesUnits) : QString());
    return values;
}

Composed Composer::compose(const Deliverable& deliverable) const {
    const Project* known = project(deliverable);
    if (const auto reason = whyNot(deliverable, known))
        return *reason;
    const TextTemplate::Values filled = values(deliverable, *known);
    QString subject = collapsed(m_subject.fill(filled));
    if (deliverable.completed && m_profile.completedPolicy == CompletedPolicy::Mark)
        subject.prepend(u"\u2713 "_s);
    DesiredEvent event{{m_source, deliverable.id, {}}, {}};
    event.content.subject = elided(subject, k_subjectUnits);
    event.content.body = m_body.fillLines(filled);
    event.content.date = *deliverable.date;
    event.content.showAs = m_profile.showAs;
    event.content.reminderMinutes = m_profile.reminderMinutes;
    event.content.categories = m_profile.categories;
    event.content.timeZone = m_profile.timeZone;
    return event;
}

} // namespace milepost
