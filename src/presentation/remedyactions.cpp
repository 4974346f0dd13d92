// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/remedyactions.h"

#include <QCoreApplication>

namespace milepost {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::RemedyActions)
};

} // namespace

std::optional<RemedyPlace> placeOf(RemedyAction action) {
    switch (action) {
    case RemedyAction::Setup:
        return RemedyPlace{PageId::Setup, std::nullopt};
    case RemedyAction::SetupCloud:
        return RemedyPlace{PageId::Setup, SetupStep::Cloud};
    case RemedyAction::SetupApp:
        return RemedyPlace{PageId::Setup, SetupStep::App};
    case RemedyAction::SetupSecret:
        return RemedyPlace{PageId::Setup, SetupStep::Secret};
    case RemedyAction::SetupPermissions:
        return RemedyPlace{PageId::Setup, SetupStep::Permissions};
    case RemedyAction::SetupScope:
        return RemedyPlace{PageId::Setup, SetupStep::Scope};
    case RemedyAction::SetupTracker:
        return RemedyPlace{PageId::Setup, SetupStep::Tracker};
    case RemedyAction::SetupCalendar:
        return RemedyPlace{PageId::Setup, SetupStep::Calendar};
    case RemedyAction::SetupEvent:
        return RemedyPlace{PageId::Setup, SetupStep::Event};
    case RemedyAction::Preview:
        return RemedyPlace{PageId::Preview, std::nullopt};
    case RemedyAction::Jobs:
        return RemedyPlace{PageId::Jobs, std::nullopt};
    case RemedyAction::None:
    case RemedyAction::ConfirmAddress:
    case RemedyAction::Retarget:
        break;
    }
    return std::nullopt;
}

QString actionText(RemedyAction action) {
    if (action == RemedyAction::ConfirmAddress)
        return Texts::tr("Compare the addresses…");
    if (action == RemedyAction::Retarget)
        return Texts::tr("Change the store's target");
    const auto place = placeOf(action);
    if (!place)
        return {};
    if (place->step)
        return Texts::tr("Open Setup: %1").arg(stepTitle(*place->step));
    return Texts::tr("Open %1").arg(pageName(place->page));
}

std::optional<SetupStep> stepFor(const Error& error) {
    for (const RemedyAction action : diagnose(error, Surface::Window).actions)
        if (const auto place = placeOf(action); place && place->step)
            return place->step;
    return std::nullopt;
}

} // namespace milepost
