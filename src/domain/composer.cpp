// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/composer.h"

#include "base/text.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_subjectUnits = 255;  // graph-contract 5.1
constexpr qsizetype k_notesUnits = 20'000; // notes are unbounded in the tracker; no mailbox profits from more

/// The placeholders of subject and body; Composer::values has them in this order.
enum Name : qsizetype { ProjectName, Client, Title, Percentage, Number, DeliverableText, Link, Team, Notes };
const QStringList& names() {
    static const QStringList list{u"project"_s,     u"client"_s, u"title"_s, u"percentage"_s, u"number"_s,
                                  u"deliverable"_s, u"link"_s,   u"team"_s,  u"notes"_s};
    return list;
}

QString percentText(const Deliverable& deliverable) {
    return deliverable.percentage ? QString::number(*deliverable.percentage) + u'%' : QString();
}

/// Description, else NN%, else "Milestone".
QString titleText(const QString& description, const QString& percent) {
    if (!description.isEmpty())
        return description;
    return percent.isEmpty() ? u"Milestone"_s : percent;
}

/// "Deliverable:" of the guide: the description, or the percentage called a milestone.
QString deliverableText(const QString& description, const QString& percent) {
    if (!description.isEmpty())
        return description;
    return percent.isEmpty() ? u"Milestone"_s : percent + u" Milestone"_s;
}

QString lineEndsOnly(QString text) {
    text.replace(u"\r\n"_s, u"\n"_s);
    text.replace(u'\r', u'\n');
    // Control characters do not survive a mailbox; left in, they would read as an edit.
    text.removeIf([](QChar c) { return c != u'\n' && c != u'\t' && c.category() == QChar::Other_Control; });
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
      m_subject(profile.subjectTemplate.isEmpty() ? defaultSubjectTemplate() : profile.subjectTemplate,
                names()),
      m_body(profile.bodyTemplate.isEmpty() ? defaultBodyTemplate() : profile.bodyTemplate, names()),
      m_team(data, profile.assignmentRule),
      m_usesTeam(profile.includeTeam && (m_body.uses(Team) || m_subject.uses(Team))),
      m_usesNotes(profile.includeNotes && (m_body.uses(Notes) || m_subject.uses(Notes))) {
    while (m_linkBase.endsWith(u'/'))
        m_linkBase.chop(1);
    if (profile.horizonPastDays)
        m_first = today.addDays(-*profile.horizonPastDays);
    if (profile.horizonFutureDays)
        m_last = today.addDays(*profile.horizonFutureDays);
    for (const Project& project : data.projects) {
        const QString client = collapsed(project.client);
        m_projects.insert(project.id, {&project, collapsed(project.name),
                                       client.isEmpty() ? u"Internal"_s : client, collapsed(project.number),
                                       m_linkBase + u"/projects/"_s + QString::number(project.id)});
    }
}

const Project* Composer::project(const Deliverable& deliverable) const {
    const auto found = m_projects.constFind(deliverable.project);
    return found == m_projects.constEnd() ? nullptr : found->project;
}

QString Composer::title(const Deliverable& deliverable) {
    return titleText(collapsed(deliverable.description), percentText(deliverable));
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

Composer::Values Composer::values(const Deliverable& deliverable, const ProjectTexts& project) const {
    Values values;
    const QString description = collapsed(deliverable.description);
    values[Percentage] = percentText(deliverable);
    values[ProjectName] = project.name;
    values[Client] = project.client;
    values[Number] = project.number;
    values[Link] = project.link;
    values[Title] = titleText(description, values[Percentage]);
    values[DeliverableText] = deliverableText(description, values[Percentage]);
    if (m_usesTeam)
        values[Team] = teamText(m_team.team(deliverable));
    if (m_usesNotes)
        values[Notes] = elided(lineEndsOnly(deliverable.notes), k_notesUnits);
    return values;
}

Composed Composer::compose(const Deliverable& deliverable) const {
    const auto known = m_projects.constFind(deliverable.project);
    if (const auto reason = whyNot(deliverable, known == m_projects.constEnd() ? nullptr : known->project))
        return *reason;
    const Values filled = values(deliverable, *known);
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
