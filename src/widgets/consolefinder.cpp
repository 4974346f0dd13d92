// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/console.h"
#include "widgets/finderdialog.h"
#include "widgets/newprofiledialog.h"
#include "widgets/pasteerrordialog.h"
#include "widgets/peoplepage.h"
#include "widgets/profilesdialog.h"

// What Ctrl+K finds beside the deliverables: pages first, then what the window can do.

namespace milepost {

using namespace Qt::StringLiterals;

void Console::addFinder(Theme& theme) {
    for (const PageId id : m_window->pages() + m_window->pagesBelow())
        m_finder.add({pageName(id), pageIcon(id), m_window->keyOf(id).toString(QKeySequence::NativeText),
                      [this, id] { m_window->showPage(id); }});
    m_finder.add({tr("Look at both sides again"), u"refresh"_s, {}, [this] { m_session.refresh(); }});
    m_finder.add({tr("New profile"), u"add"_s, {}, [this] {
                      m_profileMaker.reset();
                      m_newProfile->ask();
                  }});
    m_finder.add({tr("Set up step by step"), u"setup"_s, {}, [this] {
                      if (m_session.profile())
                          setUpStepByStep(m_session.profile()->name);
                  }});
    m_finder.add({tr("Test every step of the set-up"), u"setup"_s, {}, [this] {
                      m_window->showPage(PageId::Setup);
                      m_setup.testAll();
                  }});
    m_finder.add({tr("Manage profiles"), u"settings"_s, {}, [this] { m_profilesDialog->ask(); }});
    auto* paste = new PasteErrorDialog(m_window.get());
    connect(paste, &PasteErrorDialog::actionWanted, this, &Console::follow);
    m_finder.add({tr("Paste an error…"), u"help"_s, {}, [paste] { paste->ask(); }});
    m_finder.add({tr("Diagnostics bundle…"), u"export"_s, {}, [this] { askForBundle(); }});
    m_finder.add({tr("Explain one deliverable…"), u"troubleshoot"_s, {}, [this] { askWhatToExplain(); }});
    auto* people = qobject_cast<PeoplePage*>(m_window->page(PageId::People));
    const auto add = [&](const QString& text, const QString& icon, void (PeoplePage::*ask)()) {
        m_finder.add({text, icon, {}, [this, people, ask] {
                          m_window->showPage(PageId::People);
                          (people->*ask)();
                      }});
    };
    add(tr("Import people"), u"import"_s, &PeoplePage::askForImport);
    add(tr("Export people"), u"export"_s, &PeoplePage::askForExport);
    addAims();
    addExplainers();
    m_finder.add({tr("Import settings"), u"import"_s, {}, [this] { askForFile(); }});
    m_finder.add({tr("Cancel every run"), u"cancel"_s, {}, [this] { m_jobs.cancelAll(); }});
    const auto addTheme = [&](const QString& text, ThemeChoice choice) {
        m_finder.add({text, u"settings"_s, {}, [&theme, choice] { theme.choose(choice); }});
    };
    addTheme(tr("Theme: as the system"), ThemeChoice::System);
    addTheme(tr("Theme: light"), ThemeChoice::Light);
    addTheme(tr("Theme: dark"), ThemeChoice::Dark);
    auto* dialog = new FinderDialog(m_finder, m_window.get());
    connect(m_window.get(), &MainWindow::finderWanted, dialog, &FinderDialog::ask);
    connect(&m_finder, &Finder::deliverableChosen, this, &Console::showDeliverable);
}

void Console::addAims() {
    m_finder.add({tr("Let our events go"), u"open"_s, {}, [this] { aimAt({{PlanPurpose::Kind::Detach}}); }});
    m_finder.add({tr("Remove everything we made"), u"delete"_s, {}, [this] {
                      aimAt({{PlanPurpose::Kind::RemoveAll}});
                  }});
    m_finder.add({tr("Go on with the run that was cut off"), u"jobs"_s, {}, [this] {
                      const RunRecord* run = m_history.cutOff();
                      if (run != nullptr)
                          aimAt({{}, run->id});
                      else
                          showHistory(HistoryPage::Section::Runs);
                  }});
    m_finder.add({tr("Undo a run"), u"undo"_s, {}, [this] { showHistory(HistoryPage::Section::Runs); }});
    m_finder.add({tr("Watch: look again and again"), u"refresh"_s, {}, [this] {
                      m_window->showPage(PageId::Settings);
                  }});
    m_finder.add({tr("Export the history"), u"export"_s, {}, [this] {
                      showHistory(HistoryPage::Section::Runs);
                      qobject_cast<HistoryPage*>(m_window->page(PageId::History))->askForExport();
                  }});
    m_finder.add({tr("Edits in Outlook: keep, restore or ignore"), u"edited"_s, {}, [this] {
                      showHistory(HistoryPage::Section::Edits);
                  }});
}

void Console::showHistory(HistoryPage::Section section) {
    if (auto* page = qobject_cast<HistoryPage*>(m_window->page(PageId::History)))
        page->showSection(section);
    m_window->showPage(PageId::History);
}

} // namespace milepost
