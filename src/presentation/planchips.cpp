// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/planchips.h"

#include <algorithm>

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::PlanChips)
};

bool moves(const Action& action) {
    return action.verb == Verb::Update &&
           std::ranges::find(action.changes, Field::Date, &FieldChange::field) != action.changes.end();
}

/// The deliverables of these actions, in one pass over the tracker's rows.
QHash<qint64, const Deliverable*> deliverablesOf(const std::vector<PlanChip>& chips, const Survey& survey) {
    QHash<qint64, const Deliverable*> found;
    for (const PlanChip& chip : chips)
        found.insert(chip.action->key.deliverable, nullptr);
    for (const Deliverable& row : survey.data().deliverables)
        if (const auto wanted = found.find(row.id); wanted != found.end())
            *wanted = &row;
    return found;
}

void name(PlanChip& chip, const Deliverable* row, const Survey& survey) {
    const Project* project = row == nullptr ? nullptr : survey.composer().project(*row);
    if (project != nullptr) {
        chip.title = Composer::title(*row);
        chip.project = project->name;
    } else {
        // "Project: deliverable", as the built-in subject has it.
        const QString& subject = chip.action->subject;
        const qsizetype colon = subject.lastIndexOf(u": "_s);
        chip.title = colon < 0 ? subject : subject.mid(colon + 2);
        chip.project = colon < 0 ? QString() : subject.left(colon);
    }
    if (chip.isLeft)
        //: A date without its year: weekday, day, month. See QDate::toString().
        chip.project =
            Texts::tr("moves to %1").arg(QLocale().toString(chip.action->date, Texts::tr("ddd d MMM")));
}

} // namespace

std::map<QDate, std::vector<PlanChip>> chipsBetween(const PlanModel& model, QDate first, QDate last) {
    std::map<QDate, std::vector<PlanChip>> days;
    if (model.plan() == nullptr)
        return days;
    std::vector<PlanChip> chips;
    const auto holds = [&](const QDate& date) { return date >= first && date <= last; };
    for (const Action* action : model.shownBetween(first, last)) {
        if (holds(action->date))
            chips.push_back({action, model.groupOf(*action), {}, {}, false});
        if (moves(*action) && holds(action->before.date))
            chips.push_back({action, model.groupOf(*action), {}, {}, true});
    }
    const auto rows = deliverablesOf(chips, *model.survey());
    for (PlanChip& chip : chips) {
        name(chip, rows.value(chip.action->key.deliverable), *model.survey());
        days[chip.isLeft ? chip.action->before.date : chip.action->date].push_back(std::move(chip));
    }
    return days;
}

QString spokenText(const PlanChip& chip, const PlanModel& model) {
    const QString text = Texts::tr("%1: %2, %3").arg(groupWord(chip.group, 1), chip.title, chip.project);
    if (!model.isPending(*chip.action) && !model.isOffered(*chip.action))
        return text;
    return model.isTicked(*chip.action) ? Texts::tr("%1, ticked").arg(text)
                                        : Texts::tr("%1, not ticked").arg(text);
}

} // namespace milepost
