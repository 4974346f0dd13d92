// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/rungsmodel.h"
#include "presentation/rungtexts.h"
#include "presentation/session.h"

#include <QJsonObject>
#include <QTimer>

namespace milepost {

/// The page Troubleshoot without its widgets: one ladder at a time, on the profile as it is stored; what can
/// be done about a rung, after which it is climbed again. Runs on: main; never blocks.
class TroubleshootPresenter final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives the presenter.
    explicit TroubleshootPresenter(Session& session, QObject* parent = nullptr);
    ~TroubleshootPresenter() override;

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] RungsModel& model() { return m_model; }

    /// Begins it, in the place of one that is under way. Nothing happens without a profile.
    void start(LadderId id, const LadderWish& wish = {});
    /// The same once more.
    void again();
    void stop();
    /// A ladder is climbed.
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// A ladder is climbed, or a fix is carried out.
    [[nodiscard]] bool isBusy() const { return m_isRunning || m_underWay; }
    [[nodiscard]] const std::optional<LadderId>& ladder() const { return m_ladder; }
    [[nodiscard]] const LadderWish& wish() const { return m_wish; }
    /// Of the one that ended; nothing before.
    [[nodiscard]] const std::optional<LadderReport>& report() const { return m_report; }
    /// Why none could be climbed, or a fix or a report failed.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    /// One sentence about where it stands, with the time that it takes (translated).
    [[nodiscard]] QString headline() const;
    /// When the report was made and how long that took (translated); "" while there is none.
    [[nodiscard]] QString runText() const;
    [[nodiscard]] State state() const;

    /// Who may be asked about: of a shared calendar its mailbox, of many the people who are assigned to the
    /// deliverable. The first is the usual one. From the last look at both sides.
    [[nodiscard]] QStringList viewers(qint64 deliverable) const;
    /// "Riverside Elementary: 30 % design"; "" where the last look has no such deliverable.
    [[nodiscard]] QString titleOf(qint64 deliverable) const;

    /// Of a rung: those that the profile allows.
    [[nodiscard]] std::vector<RungFix> fixesOf(const Rung& rung) const;
    [[nodiscard]] QString effectOf(const RungFix& fix) const;
    /// Carries it out, and climbs again; or leads to where it is done. Of a request pack it does nothing:
    /// that needs a folder.
    void fix(const RungFix& fix);
    /// Into a new or empty folder.
    void writeRequestPack(const QString& folder);
    /// A run ended: where a preview of this page led to it, the ladder is climbed again.
    void runEnded();

    [[nodiscard]] QString supportText(const Rung& rung) const;
    /// As the name ends: .html, .md, .json.
    void save(const QString& path);
    /// Holds a report that was saved as JSON against this one, and against those that follow.
    void compareWith(const QString& path);
    void forgetComparison();
    /// With what is compared: "calendar.json, 2026-11-20 09:12" (translated); "": with nothing.
    [[nodiscard]] QString comparedWith() const;
    /// What changed since (translated); "" while there is nothing to compare.
    [[nodiscard]] QString changesText() const;

signals:
    void changed();
    void ticked(); ///< the headline's time
    void saved(const QString& sentence);
    void previewWanted(qint64 deliverable);

private:
    struct Earlier {
        QString name;
        QJsonObject report;
    };

    void begin();
    void take(const Result<LadderReport>& report);
    void takeFix(const Result<void>& done);
    void takeProfile();
    void useCalendar(const QString& name);
    void fail(const Error& error);
    void carryOut(const RungFix& fix);
    [[nodiscard]] QString timed(const QString& what) const;

    Session& m_session;
    RungsModel m_model;
    std::optional<LadderId> m_ladder;
    LadderWish m_wish;
    std::optional<LadderReport> m_report;
    std::optional<Error> m_failure;
    std::optional<RungFix> m_underWay;
    std::optional<Earlier> m_earlier;
    std::stop_source m_stop;
    QString m_profile;
    QDateTime m_sinceUtc;
    QTimer m_second;
    bool m_isRunning = false;
    bool m_wasCancelled = false;
    bool m_awaitsProfile = false; ///< climbs once the saved profile is read
    bool m_awaitsRun = false;     ///< climbs once a run has ended
    int m_generation = 0;
};

} // namespace milepost
