// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/peoplepresenter.h"
#include "presentation/preferences.h"
#include "widgets/page.h"

#include <memory>

class QMenu;
class QPushButton;

namespace milepost {

namespace Ui {
class PeoplePage;
}
class Banner;
class ColumnMemory;
class MailboxDialog;

/// Whose mailbox stands for which person of the tracker: reviewed, decided, taken in and out as a file. Runs
/// on: main.
class PeoplePage final : public Page {
    Q_OBJECT

public:
    /// Both outlive the page.
    PeoplePage(PeoplePresenter& presenter, Preferences& preferences, QWidget* parent = nullptr);
    ~PeoplePage() override;

    void refresh() override;
    /// Ends a look; where there is none, clears the search.
    void cancel() override;
    void entered() override;

    void askForImport();
    void askForExport();

signals:
    void setupWanted();

private:
    void addHeaderButtons();
    void addBanner();
    void hideNotice();
    void setUpTable(Preferences& preferences);
    void addShortcuts();
    void connectParts();
    void showState();
    void showContent();
    void showSelection();
    void showRefusal(const QStringList& lines);
    void fillRowMenu(QMenu& menu, const PersonRow& row);
    void showRowMenu(const QPoint& at);
    void setMailbox();
    void decide(QLatin1StringView what);
    void act();
    [[nodiscard]] std::set<qint64> selected() const;
    [[nodiscard]] const PersonRow* current() const;

    PeoplePresenter& m_presenter;
    std::unique_ptr<Ui::PeoplePage> m_ui;
    ColumnMemory* m_columns = nullptr;
    MailboxDialog* m_dialog;
    Banner* m_banner;
    QPushButton* m_import;
    QPushButton* m_export;
    QPushButton* m_set;
};

} // namespace milepost
