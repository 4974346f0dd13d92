// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/aimtexts.h"

#include <QCoreApplication>

namespace milepost {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::AimTexts)
};

AimTexts resumeTexts(const QString& run) {
    return {Texts::tr("What is left of run %1").arg(run),
            Texts::tr("The run was cut off. What it wrote already stands, and nothing is written twice. What "
                      "moved since is planned as it is now."),
            Texts::tr("what is left of the run"),
            Texts::tr("Nothing is left of run %1").arg(run),
            Texts::tr("Everything that it was to write stands, or is not wanted any more. Closing the run "
                      "notes that in its history."),
            Texts::tr("&Close the run")};
}

AimTexts undoTexts(const QString& run) {
    return {Texts::tr("Undo of run %1").arg(run),
            Texts::tr("Back to what stood before the run. What people or later runs changed since is left "
                      "alone and listed as blocked. A later sync writes again what the tracker still asks "
                      "for."),
            Texts::tr("the calendar and the history"),
            Texts::tr("Nothing to take back"),
            Texts::tr("Nothing that run %1 wrote stands as it left it, or all of it was taken back already.")
                .arg(run),
            {}};
}

AimTexts detachTexts() {
    return {Texts::tr("Let our events go"),
            Texts::tr("Our mark comes off, and the events stay as they are, as if somebody had made them by "
                      "hand. A later sync creates nothing beside them, and offers to take them over again."),
            Texts::tr("the calendar"),
            Texts::tr("Nothing to let go"),
            Texts::tr("No event in the calendar carries our mark."),
            {}};
}

AimTexts removeTexts() {
    return {Texts::tr("Remove everything we made"),
            Texts::tr("Every event of ours is deleted, edited ones too. Events of other people are not "
                      "touched. A later sync writes again what the tracker asks for."),
            Texts::tr("the calendar"),
            Texts::tr("Nothing to remove"),
            Texts::tr("No event in the calendar carries our mark."),
            {}};
}

} // namespace

AimTexts aimTexts(const PlanAim& aim) {
    if (aim.resumes)
        return resumeTexts(QString::number(aim.resumes->value));
    switch (aim.purpose.kind) {
    case PlanPurpose::Kind::Revert:
        return undoTexts(QString::number(aim.purpose.run));
    case PlanPurpose::Kind::Detach:
        return detachTexts();
    case PlanPurpose::Kind::RemoveAll:
        return removeTexts();
    case PlanPurpose::Kind::Sync:
        break;
    }
    return {};
}

QString runTitle(const std::optional<PlanAim>& aim, int changes) {
    if (aim && aim->resumes)
        return Texts::tr("Go on with run %1: %n change(s)", nullptr, changes).arg(aim->resumes->value);
    switch (aim ? aim->purpose.kind : PlanPurpose::Kind::Sync) {
    case PlanPurpose::Kind::Revert:
        return Texts::tr("Undo run %1: %n change(s)", nullptr, changes).arg(aim->purpose.run);
    case PlanPurpose::Kind::Detach:
        return Texts::tr("Let go of %n event(s)", nullptr, changes);
    case PlanPurpose::Kind::RemoveAll:
        return Texts::tr("Remove %n event(s)", nullptr, changes);
    case PlanPurpose::Kind::Sync:
        break;
    }
    return Texts::tr("Apply %n change(s)", nullptr, changes);
}

} // namespace milepost
