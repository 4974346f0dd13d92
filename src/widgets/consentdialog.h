// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/consentpresenter.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace milepost {

class Banner;
class CopyLine;
class ErrorPanel;

/// "Grant admin consent…": opens the page in the browser, waits with a clock, and shows the proof or what
/// went wrong. Closing it ends the wait. Use ask(). Runs on: main.
class ConsentDialog final : public QDialog {
    Q_OBJECT

public:
    /// `presenter` outlives the dialog.
    explicit ConsentDialog(ConsentPresenter& presenter, QWidget* parent = nullptr);

    void ask();

signals:
    /// Somebody wants the page for a registration without a local address in the browser.
    void pageWanted(const QUrl& page);

protected:
    void done(int result) override;

private:
    void addParts();
    void addButtons();
    void showAll();
    void showWork();
    void showResult();

    ConsentPresenter& m_presenter;
    QLabel* m_purpose;
    QLabel* m_progress;
    CopyLine* m_page;
    QWidget* m_plain; ///< the other address, with its words
    CopyLine* m_plainPage;
    QPushButton* m_openPlain;
    Banner* m_done;
    QLabel* m_lines;
    ErrorPanel* m_error;
    QPushButton* m_again;
    QPushButton* m_start;
    QPushButton* m_close;
};

} // namespace milepost
