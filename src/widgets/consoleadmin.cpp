// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Console that leads to what an admin signs in for, and to what is wrong.

#include "widgets/consentdialog.h"
#include "widgets/console.h"
#include "widgets/deliverablespage.h"
#include "widgets/historypage.h"
#include "widgets/pasteerrordialog.h"
#include "widgets/previewpage.h"
#include "widgets/registrationdialog.h"
#include "widgets/setuppage.h"
#include "widgets/troubleshootpage.h"

#include <QDesktopServices>

namespace milepost {

void Console::addAdmin(SetupPage& page) {
    auto* registration = new RegistrationDialog(m_registration, m_window.get());
    auto* consent = new ConsentDialog(m_consent, m_window.get());
    connect(&page, &SetupPage::registrationWanted, registration, &RegistrationDialog::ask);
    connect(registration, &RegistrationDialog::requestWanted, &page, &SetupPage::askForRequestFolder);
    connect(&page, &SetupPage::consentWanted, consent, &ConsentDialog::ask);
    connect(consent, &ConsentDialog::pageWanted, this, &QDesktopServices::openUrl);
}

void Console::addTroubleshoot() {
    auto* page = new TroubleshootPage(m_troubleshoot);
    m_window->addPage(page);
    connect(page, &TroubleshootPage::pasteWanted, this, [this] { // one for the whole window
        if (auto* paste = m_window->findChild<PasteErrorDialog*>())
            paste->ask();
    });
    connect(&m_troubleshoot, &TroubleshootPresenter::previewWanted, this, [this](qint64 deliverable) {
        m_session.refresh();
        m_preview.previewOf({deliverable});
        m_window->showPage(PageId::Preview);
    });
    connect(page, &TroubleshootPage::actionWanted, this, &Console::follow);
    connect(&m_jobs, &JobsPresenter::jobFinished, &m_troubleshoot, &TroubleshootPresenter::runEnded);
}

/// From every page that shows deliverables.
void Console::addExplainers() {
    connect(qobject_cast<DeliverablesPage*>(m_window->page(PageId::Deliverables)),
            &DeliverablesPage::explainWanted, this, &Console::explain);
    connect(qobject_cast<PreviewPage*>(m_window->page(PageId::Preview)), &PreviewPage::explainWanted, this,
            &Console::explain);
    connect(qobject_cast<HistoryPage*>(m_window->page(PageId::History)), &HistoryPage::explainWanted, this,
            &Console::explain);
    connect(&m_finder, &Finder::explainWanted, this, &Console::explain);
}

void Console::explain(qint64 deliverable) {
    m_window->showPage(PageId::Troubleshoot);
    if (auto* page = qobject_cast<TroubleshootPage*>(m_window->page(PageId::Troubleshoot)))
        page->explain(deliverable);
}

void Console::askWhatToExplain() {
    m_window->showPage(PageId::Troubleshoot);
    if (auto* page = qobject_cast<TroubleshootPage*>(m_window->page(PageId::Troubleshoot)))
        page->askWhatToExplain();
}

} // namespace milepost
