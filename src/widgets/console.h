// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/consentpresenter.h"
#include "presentation/deliverablespresenter.h"
#include "presentation/driftpresenter.h"
#include "presentation/exchangespresenter.h"
#include "presentation/finder.h"
#include "presentation/historypresenter.h"
#include "presentation/jobspresenter.h"
#include "presentation/peoplepresenter.h"
#include "presentation/previewpresenter.h"
#include "presentation/profilemaker.h"
#include "presentation/registrationpresenter.h"
#include "presentation/session.h"
#include "presentation/setupguide.h"
#include "presentation/troubleshootpresenter.h"
#include "presentation/watchpresenter.h"
#include "widgets/historypage.h"
#include "widgets/mainwindow.h"
#include "widgets/theme.h"

#include <memory>

namespace milepost {

class NewProfileDialog;
class ProfilesDialog;
class Notifier;
class OriginDialog;
class SetupPage;

/// The whole of the window over one backend: presenters, pages, and how one leads to another. The only place
/// that knows more than one page. Runs on: main.
class Console final : public QObject {
    Q_OBJECT

public:
    /// `backend` and `theme` outlive the console.
    Console(Backend& backend, Theme& theme);
    ~Console() override;

    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] SetupPresenter& setup() { return m_setup; }
    [[nodiscard]] RegistrationPresenter& registration() { return m_registration; }
    [[nodiscard]] ConsentPresenter& consent() { return m_consent; }
    [[nodiscard]] SetupGuide& guide() { return m_guide; }
    [[nodiscard]] DeliverablesPresenter& deliverables() { return m_deliverables; }
    [[nodiscard]] PreviewPresenter& preview() { return m_preview; }
    [[nodiscard]] JobsPresenter& jobs() { return m_jobs; }
    [[nodiscard]] PeoplePresenter& people() { return m_people; }
    [[nodiscard]] HistoryPresenter& history() { return m_history; }
    [[nodiscard]] DriftPresenter& drift() { return m_drift; }
    [[nodiscard]] TroubleshootPresenter& troubleshoot() { return m_troubleshoot; }
    [[nodiscard]] ExchangesPresenter& exchanges() { return m_exchanges; }
    [[nodiscard]] WatchPresenter& watch() { return m_watch; }
    [[nodiscard]] Notifier& notifier() { return *m_notifier; }
    [[nodiscard]] Finder& finder() { return m_finder; }
    [[nodiscard]] ProfileMaker& profileMaker() { return m_profileMaker; }
    [[nodiscard]] MainWindow& window() { return *m_window; }

protected:
    /// The window is closed only when no run is under way, or once its run has ended.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addSetup(Theme& theme);
    void addAdmin(SetupPage& page); ///< what an admin signs in for
    /// What the buttons of remedies and states lead to.
    void addWays();
    void openStep(std::optional<SetupStep> step);
    void setUpStepByStep(const QString& profile);
    void follow(RemedyAction action);
    void addDeliverables();
    void addPreview();
    void addJobs();
    void addTroubleshoot();
    void addExchangeLog();
    /// The requests that fit, and no others.
    void showExchanges(const ExchangeFilter& filter);
    void pasteError(const QString& text = {});
    void askForBundle();
    /// Why is it, or is it not, in the calendar?
    void explain(qint64 deliverable);
    void askWhatToExplain();
    void addExplainers();
    void addPeople();
    void addHistory();
    /// Preview shows what another plan would do.
    void aimAt(const PlanAim& aim);
    [[nodiscard]] static PlanAim undoOf(RunId run) { return {{PlanPurpose::Kind::Revert, run.value}}; }
    void askBeforeClosing();
    void addProfiles(Theme& theme);
    void askForFile();
    void addFoot(Theme& theme);
    void showDeliverable(qint64 deliverable);
    void addFinder(Theme& theme);
    void addAims(); ///< to what Ctrl+K finds
    void showHistory(HistoryPage::Section section);
    /// In a window of its own: before the first profile there are no pages.
    void showHandbook(const QString& anchor);

    // Presenters first: pages refer to them, and go with the window.
    StoredPreferences m_preferences;
    Session m_session;
    SetupPresenter m_setup{m_session};
    SetupGuide m_guide{m_session, m_setup, m_preferences};
    RegistrationPresenter m_registration{m_session, m_setup};
    ConsentPresenter m_consent{m_session, m_setup};
    DeliverablesPresenter m_deliverables{m_session, m_preferences};
    PreviewPresenter m_preview{m_session};
    JobsPresenter m_jobs;
    PeoplePresenter m_people{m_session};
    HistoryPresenter m_history{m_session};
    DriftPresenter m_drift{m_session};
    TroubleshootPresenter m_troubleshoot{m_session};
    ExchangesPresenter m_exchanges{m_session};
    WatchPresenter m_watch;
    Finder m_finder{m_session};
    bool m_closesWhenDone = false;
    ProfileMaker m_profileMaker;
    std::unique_ptr<MainWindow> m_window;
    NewProfileDialog* m_newProfile = nullptr;
    ProfilesDialog* m_profilesDialog = nullptr;
    OriginDialog* m_origins = nullptr;
    Notifier* m_notifier = nullptr;
};

} // namespace milepost
