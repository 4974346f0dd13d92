// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/planoutcome.h"

#include "cli/clockview.h"
#include "cli/planview.h"
#include "cli/session.h"
#include "storage/planfile.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

Outcome planOutcome(Session& session, const std::string& outFile,
                    const std::function<Result<Plan>(SyncEngine&)>& make) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    session.progress().progressed({RunProgress::Phase::Reading, 0, 0, 0});
    auto plan = make((*workspace)->engine());
    if (!plan) {
        Outcome failed = Outcome::failed(plan.error());
        warnAboutClocks(session, **workspace, failed.document);
        return failed;
    }
    const QString out = QString::fromStdString(outFile);
    QJsonObject document;
    if (session.json() || !out.isEmpty())
        document = toJson(*plan);
    warnAboutClocks(session, **workspace, document);
    if (!out.isEmpty())
        if (const auto written = writePlanFile(out, document); !written)
            return Outcome::failed(written.error());
    const PlanSummary& summary = plan->summary;
    const int writes = summary.create + summary.update + summary.remove;
    const bool isPending = writes > 0 || plan->pending() > 0;
    Outcome outcome = Outcome::done(document, [plan = std::move(*plan), out](const Paper& paper) {
        QString text = toText(plan, paper);
        if (!out.isEmpty())
            text += u"Written to %1; carry it out with: milepostctl apply %1\n"_s.arg(out);
        return text;
    });
    outcome.code = isPending ? ExitCode::Pending : ExitCode::Done;
    return outcome;
}

} // namespace milepost::cli
