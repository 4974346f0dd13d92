// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Console that leads to what an admin signs in for, and to what is wrong.

#include "widgets/bundledialog.h"
#include "widgets/consentdialog.h"
#include "widgets/console.h"
#include "widgets/deliverablespage.h"
#include "widgets/exchangespage.h"
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
    connect(page, &TroubleshootPage::pasteWanted, this, [this] { pasteError(); });
    connect(page, &TroubleshootPage::bundleWanted, this, &Console::askForBundle);
    connect(page, &TroubleshootPage::exchangesWanted, this, [this] { showExchanges({}); });
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

void Console::pasteError(const QString& text) {
    if (auto* paste = m_window->findChild<PasteErrorDialog*>()) // one for the whole window
        paste->ask(text);
}

void Console::askForBundle() {
    auto* dialog = m_window->findChild<BundleDialog*>();
    if (dialog == nullptr) {
        dialog = new BundleDialog(m_session, m_window.get());
        connect(dialog, &BundleDialog::actionWanted, this, &Console::follow);
    }
    dialog->ask();
}

void Console::addExchangeLog() {
    auto* page = new ExchangesPage(m_exchanges, m_preferences);
    m_window->addPageBelow(PageId::Troubleshoot, page);
    connect(page, &ExchangesPage::backWanted, this, [this] { m_window->showPage(PageId::Troubleshoot); });
    connect(page, &ExchangesPage::explainWanted, this, &Console::pasteError);
    if (auto* history = qobject_cast<HistoryPage*>(m_window->page(PageId::History)))
        connect(history, &HistoryPage::exchangesWanted, this, [this](RunId run) {
            ExchangeFilter filter;
            filter.run = run.value;
            showExchanges(filter);
        });
    if (auto* list = qobject_cast<DeliverablesPage*>(m_window->page(PageId::Deliverables)))
        connect(list, &DeliverablesPage::exchangesWanted, this, [this](qint64 deliverable) {
            ExchangeFilter filter;
            filter.deliverable = deliverable;
            showExchanges(filter);
        });
}

void Console::showExchanges(const ExchangeFilter& filter) {
    m_window->showPage(PageId::ExchangeLog);
    if (auto* page = qobject_cast<ExchangesPage*>(m_window->page(PageId::ExchangeLog)))
        page->showOnly(filter);
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
