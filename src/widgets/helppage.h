// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/handbook.h"
#include "widgets/page.h"

#include <QUrl>

class QListWidget;
class QPushButton;
class QTextBrowser;

namespace milepost {

/// The handbook, which is the README the program was built with: chapters at the left, one of them at the
/// right. Runs on: main.
class HelpPage final : public Page {
    Q_OBJECT

public:
    explicit HelpPage(QWidget* parent = nullptr);

    void entered() override;
    /// With a button for the diagnostics bundle.
    void offerBundle();
    /// The chapter that holds this anchor; unknown ones change nothing.
    void showChapter(const QString& anchor);

signals:
    void bundleWanted();
    void linkWanted(const QUrl& url); ///< to be opened outside

protected:
    void changeEvent(QEvent* event) override;

private:
    void showSection();
    void follow(const QUrl& url);

    std::vector<HandbookSection> m_sections;
    QPushButton* m_bundle;
    QListWidget* m_list;
    QTextBrowser* m_text;
};

} // namespace milepost
