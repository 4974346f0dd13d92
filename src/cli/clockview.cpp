// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/clockview.h"

#include "doctor/diagnosis.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

/// What Microsoft's own services forgive.
constexpr std::chrono::seconds k_forgiven = std::chrono::minutes(5);

QString sentence(const ServiceClock& clock) {
    return u"the clock of %1 is %2 seconds %3 this computer's"_s.arg(
        clock.service, QString::number(std::abs(clock.ahead.count())),
        clock.ahead.count() > 0 ? u"ahead of"_s : u"behind"_s);
}

} // namespace

void warnAboutClocks(Session& session, const Workspace& workspace, QJsonObject& document) {
    QJsonArray warnings;
    for (const ServiceClock& clock : workspace.serviceClocks()) {
        if (std::chrono::abs(clock.ahead) < k_forgiven)
            continue;
        const Diagnosis known = diagnose(
            makeError(Error::Kind::Config, Error::Stage::Transport, sentence(clock), u"clock-skew"_s));
        warnings.append(QJsonObject{{u"cause"_s, known.cause},
                                    {u"title"_s, known.title},
                                    {u"remedy"_s, known.remedies.value(0)},
                                    {u"detail"_s, sentence(clock)},
                                    {u"service"_s, clock.service},
                                    {u"skewSeconds"_s, static_cast<qint64>(clock.ahead.count())}});
        session.remark(u"Warning: %1. %2 (%3)"_s.arg(sentence(clock), known.remedies.value(0), known.cause));
    }
    if (!warnings.isEmpty())
        document.insert(u"warnings"_s, warnings);
}

} // namespace milepost::cli
