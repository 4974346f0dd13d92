// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/console.h"

#include "widgets/deliverablespage.h"
#include "widgets/errorpanel.h"
#include "widgets/firststart.h"
#include "widgets/helppage.h"
#include "widgets/historypage.h"
#include "widgets/icons.h"
#include "widgets/jobspage.h"
#include "widgets/jobstrip.h"
#include "widgets/newprofiledialog.h"
#include "widgets/notifier.h"
#include "widgets/origindialog.h"
#include "widgets/peoplepage.h"
#include "widgets/previewpage.h"
#include "widgets/profilebar.h"
#include "widgets/profilesdialog.h"
#include "widgets/resumebar.h"
#include "widgets/rotationdialog.h"
#include "widgets/settingspage.h"
#include "widgets/setuppage.h"
#include "widgets/unlockbar.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

Console::Console(Backend& backend, Theme& theme)
    : m_session(backend),
      m_jobs(m_session),
      m_watch(m_session, m_jobs, m_preferences),
      m_profileMaker(m_session),
      m_window(std::make_unique<MainWindow>(m_session, theme)) {
    addProfiles(theme);
    addSetup(theme);
    addDeliverables(); // in the order of the rail
    addPreview();
    addJobs();
    addTroubleshoot();
    addPeople();
    addHistory();
    addFoot(theme);
    addExchangeLog(); // others lead to it
    addFinder(theme); // it lists the pages
    addWays();        // last: it looks for every error panel
    m_window->setTopBar(new UnlockBar(backend));
    m_window->installEventFilter(this);
}

Console::~Console() { m_window->removeEventFilter(this); }

void Console::addSetup(Theme& theme) {
    auto* page = new SetupPage(m_setup, m_guide, theme);
    m_window->addPage(page);
    addAdmin(*page);
    connect(page, &SetupPage::newProfileWanted, m_newProfile, &NewProfileDialog::ask);
    connect(page, &SetupPage::rotationWanted, this, [this](SecretPurpose purpose) {
        auto* dialog = new RotationDialog(m_session, purpose, m_window.get());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::finished, &m_setup, &SetupPresenter::lookAtSecrets);
        dialog->open();
    });
    const auto preview = [this] {
        m_session.refresh();
        m_window->showPage(PageId::Preview);
    };
    connect(page, &SetupPage::previewWanted, this, preview);
    connect(&m_guide, &SetupGuide::finished, this, preview);
}

/// Where it stood the last time.
void Console::setUpStepByStep(const QString& profile) {
    m_window->showPage(PageId::Setup);
    m_guide.begin(profile);
}

void Console::addWays() {
    m_origins = new OriginDialog(m_session, m_window.get());
    connect(&m_window->profileBar(), &ProfileBar::stepWanted, this,
            [this](SetupStep step) { openStep(step); });
    connect(&m_session, &Session::acceptFailed, this,
            [this] { m_window->showPage(PageId::Preview); }); // says so
    for (const PageId id : m_window->pages() + m_window->pagesBelow())
        for (ErrorPanel* panel : m_window->page(id)->findChildren<ErrorPanel*>()) {
            panel->setPlace({id, std::nullopt});
            connect(panel, &ErrorPanel::actionWanted, this, &Console::follow);
        }
}

void Console::openStep(std::optional<SetupStep> step) {
    m_window->showPage(PageId::Setup);
    if (auto* page = qobject_cast<SetupPage*>(m_window->page(PageId::Setup)); page != nullptr && step)
        page->showStep(*step);
}

void Console::follow(RemedyAction action) {
    if (action == RemedyAction::ConfirmAddress)
        m_origins->ask();
    if (action == RemedyAction::Retarget)
        m_session.retarget();
    const auto place = placeOf(action);
    if (!place)
        return;
    if (place->page == PageId::Setup)
        openStep(place->step);
    else
        m_window->showPage(place->page);
}

void Console::addDeliverables() {
    auto* page = new DeliverablesPage(m_deliverables);
    m_window->addPage(page);
    const auto preview = [this](const std::set<qint64>& deliverables) {
        m_preview.previewOf(deliverables);
        m_window->showPage(PageId::Preview);
    };
    connect(page, &DeliverablesPage::previewWanted, this, preview);
    connect(page, &DeliverablesPage::resyncWanted, this,
            [this, preview](const std::set<qint64>& deliverables) {
                m_session.refresh();
                preview(deliverables);
            });
    connect(page, &DeliverablesPage::setupWanted, this, [this] { m_window->showPage(PageId::Setup); });
    connect(page, &DeliverablesPage::linkWanted, this, &QDesktopServices::openUrl);
}

void Console::addPreview() {
    auto* page = new PreviewPage(m_preview, m_preferences);
    m_window->addPage(page);
    connect(page, &PreviewPage::setupWanted, this, [this] { m_window->showPage(PageId::Setup); });
    connect(page, &PreviewPage::peopleWanted, this, [this] { m_window->showPage(PageId::People); });
    connect(page, &PreviewPage::deliverableWanted, this, &Console::showDeliverable);
    connect(&m_preview, &PreviewPresenter::applyWanted, this,
            [this](const RunRequest& request, const QString& title) {
                m_jobs.enqueue(request, title);
                m_window->showPage(PageId::Jobs);
            });
}

void Console::addJobs() {
    auto* page = new JobsPage(m_jobs);
    auto* strip = new JobStrip(m_jobs);
    m_window->addPage(page);
    m_window->setJobStrip(strip);
    connect(strip, &JobStrip::detailsWanted, this, [this, page](int id) {
        page->showJob(id);
        m_window->showPage(PageId::Jobs);
    });
    connect(page, &JobsPage::previewWanted, this, [this] { m_window->showPage(PageId::Preview); });
    connect(page, &JobsPage::undoWanted, this, [this](RunId run) { aimAt(undoOf(run)); });
    // What a run did shows in the next look at both sides.
    connect(&m_jobs, &JobsPresenter::jobFinished, this, [this] {
        if (m_closesWhenDone && m_jobs.active() == nullptr)
            m_window->close();
        else
            m_session.refresh();
        m_history.look();
    });
}

void Console::addHistory() {
    auto* page = new HistoryPage(m_history, m_drift, m_preferences);
    auto* bar = new ResumeBar(m_history);
    m_window->addPage(page);
    m_window->setNotice(bar);
    const auto resume = [this](RunId run) { aimAt({{}, run}); };
    connect(page, &HistoryPage::resumeWanted, this, resume);
    connect(bar, &ResumeBar::resumeWanted, this, resume);
    connect(page, &HistoryPage::undoWanted, this, [this](RunId run) { aimAt(undoOf(run)); });
    connect(page, &HistoryPage::previewWanted, this, [this] { m_window->showPage(PageId::Preview); });
}

void Console::aimAt(const PlanAim& aim) {
    m_preview.aimAt(aim);
    m_window->showPage(PageId::Preview);
}

void Console::addPeople() {
    auto* page = new PeoplePage(m_people, m_preferences);
    m_window->addPage(page);
    connect(page, &PeoplePage::setupWanted, this, [this] { m_window->showPage(PageId::Setup); });
}

bool Console::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Close && m_jobs.active() != nullptr) {
        event->ignore();
        if (!m_closesWhenDone)
            askBeforeClosing();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void Console::askBeforeClosing() {
    auto* question = new QMessageBox(m_window.get());
    question->setObjectName(u"closeWhileRunning"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIconPixmap(
        iconPixmap(u"state-warning"_s, Theme::colour(Role::Warning), 24, m_window->devicePixelRatioF()));
    question->setWindowTitle(tr("A run is under way"));
    question->setText(tr("Cancel the run and close Milepost?"));
    question->setInformativeText(tr("What was done so far stays done. The next preview shows the rest."));
    QPushButton* stay = question->addButton(tr("&Keep running"), QMessageBox::RejectRole);
    QPushButton* leave = question->addButton(tr("&Cancel run and close"), QMessageBox::DestructiveRole);
    leave->setObjectName(u"cancelAndClose"_s);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(leave, &QPushButton::clicked, this, [this] {
        m_closesWhenDone = true;
        m_jobs.cancelAll();
    });
    question->open();
}

void Console::addProfiles(Theme& theme) {
    m_newProfile = new NewProfileDialog(m_profileMaker, m_window.get());
    auto* first = new FirstStart(m_profileMaker, theme);
    m_window->setFirstStart(first);
    const auto newProfile = [this] {
        m_profileMaker.reset();
        m_newProfile->ask();
    };
    connect(first, &FirstStart::connectWanted, m_newProfile, newProfile);
    connect(first, &FirstStart::handbookWanted, this, &Console::showHandbook);
    connect(m_window.get(), &MainWindow::handbookWanted, this, [this] { showHandbook({}); });
    connect(first, &FirstStart::importWanted, m_newProfile, [this] { askForFile(); });
    connect(&m_window->profileBar(), &ProfileBar::newProfileWanted, m_newProfile, newProfile);
    connect(&m_profileMaker, &ProfileMaker::proposalRead, m_newProfile, &NewProfileDialog::ask);
    m_profilesDialog = new ProfilesDialog(m_session, m_profileMaker, m_window.get());
    connect(&m_window->profileBar(), &ProfileBar::profilesWanted, m_profilesDialog, &ProfilesDialog::ask);
    connect(m_profilesDialog, &ProfilesDialog::newProfileWanted, m_newProfile, newProfile);
    connect(m_profilesDialog, &ProfilesDialog::importWanted, this, [this] { askForFile(); });
    connect(&m_profileMaker, &ProfileMaker::made, m_window.get(),
            [this](const QString& name, bool isSandbox) {
                if (isSandbox)
                    m_window->showPage(PageId::Deliverables);
                else
                    setUpStepByStep(name);
            });
}

void Console::addFoot(Theme& theme) {
    auto* settings = new SettingsPage(m_session, theme, m_preferences, m_watch);
    m_window->addPage(settings);
    connect(settings, &SettingsPage::letGoWanted, this, [this](PlanPurpose::Kind kind) { aimAt({{kind}}); });
    connect(settings, &SettingsPage::pageWanted, m_window.get(), &MainWindow::showPage);
    m_notifier = new Notifier(*m_window);
    connect(&m_watch, &WatchPresenter::told, m_notifier, &Notifier::tell);
    auto* help = new HelpPage;
    help->offerBundle();
    m_window->addPage(help);
    connect(help, &HelpPage::bundleWanted, this, &Console::askForBundle);
    connect(help, &HelpPage::linkWanted, this, &QDesktopServices::openUrl);
}

void Console::showHandbook(const QString& anchor) {
    auto* dialog = new QDialog(m_window.get());
    dialog->setObjectName(u"handbook"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Handbook"));
    dialog->resize(m_window->size() * 0.85);
    auto* help = new HelpPage;
    help->showChapter(anchor);
    auto* rows = new QVBoxLayout(dialog);
    rows->setContentsMargins({});
    rows->addWidget(help);
    connect(help, &HelpPage::linkWanted, this, &QDesktopServices::openUrl);
    dialog->open();
    help->entered();
}

void Console::showDeliverable(qint64 deliverable) {
    m_window->showPage(PageId::Deliverables);
    if (auto* page = qobject_cast<DeliverablesPage*>(m_window->page(PageId::Deliverables)))
        page->reveal(deliverable);
}

void Console::askForFile() {
    auto* dialog = new QFileDialog(m_window.get(), tr("Import settings"));
    dialog->setObjectName(u"importFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Settings (.env *.env *.yml *.yaml *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, &m_profileMaker, &ProfileMaker::import);
    dialog->open();
}

} // namespace milepost
