// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/troubleshootpresenter.h"
#include "setupworld.h"

namespace milepost {

using namespace Qt::StringLiterals;

inline Rung rung(const QString& id, RungState state) {
    Rung made = state == RungState::Failed ? rungFailed(makeError(Error::Kind::NotFound, Error::Stage::Graph,
                                                                  u"none"_s, u"calendar-missing"_s))
                                           : rungOf(state, u"seen"_s);
    made.id = id;
    made.title = u"Title of "_s + id;
    return made;
}

inline LadderReport report(std::vector<Rung> rungs) {
    LadderReport made;
    made.id = LadderId::CalendarNotFound;
    made.rungs = std::move(rungs);
    return made;
}

/// The ladder about the calendar failed at this rung.
inline void failAt(SetupWorld& world, TroubleshootPresenter& presenter, const Rung& failed) {
    presenter.start(LadderId::CalendarNotFound);
    QVERIFY(world.backend.climbGate.answer(report({failed})));
    QTRY_VERIFY(!presenter.isRunning());
}

} // namespace milepost
