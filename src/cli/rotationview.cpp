// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/rotationview.h"

#include "cli/paper.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

QString progressSaid(const RotationProgress& progress) {
    switch (progress.step) {
    case RotationProgress::Step::Looking:
        return u"Looking at what there is"_s;
    case RotationProgress::Step::Making:
        return u"Adding a new one"_s;
    case RotationProgress::Step::Proving:
        return progress.isWaiting ? u"Waiting until the new one is known everywhere"_s
                                  : u"Trying the new one"_s;
    case RotationProgress::Step::Switching:
        return u"Switching over"_s;
    }
    return {};
}

QString removalSaid(const RotationOutcome& outcome, bool isEntra) {
    if (!isEntra)
        return u"The old one stays beside it until the next run has succeeded."_s;
    return outcome.formerGoesAway
               ? u"The old one stays until the next run has succeeded; then it is removed, in Entra too."_s
               : u"The old one stays here until the next run has succeeded. Remove it in Entra after that: "
                 "App registrations > your app > Certificates & secrets."_s;
}

QString leftoverSaid(const RotatedSecret& left) {
    const QString name = left.keyId.isEmpty() ? left.name : left.keyId;
    return name.isEmpty() ? u"An older one could not be removed in Entra: look for it under Certificates & "
                            "secrets."_s
                          : u"This one could not be removed in Entra, do it there: %1"_s.arg(printable(name));
}

QJsonObject rotationJson(const RotationOutcome& outcome, bool isEntra) {
    QJsonArray leftovers;
    for (const RotatedSecret& left : outcome.leftovers)
        leftovers.append(QJsonObject{{u"keyId"_s, left.keyId}, {u"name"_s, left.name}});
    return {{u"finished"_s, outcome.wasCutOff},
            {u"removal"_s, !isEntra                 ? u"none"_s
                           : outcome.formerGoesAway ? u"automatic"_s
                                                    : u"by-hand"_s},
            {u"leftovers"_s, leftovers}};
}

} // namespace milepost::cli
