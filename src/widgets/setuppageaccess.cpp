// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the set-up's page about what the app may do: other admins are asked, mailboxes fenced in, and
// the first plan is looked at.
#include "ui_setuppage.h"
#include "widgets/flowlayout.h"
#include "widgets/requestfolder.h"
#include "widgets/setuppage.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_commandLines = 9; // of the box; the rest is scrolled

} // namespace

void SetupPage::connectAccess() {
    auto* ways = new FlowLayout(m_ui->appWays, FlowLayout::Fill::None);
    ways->setContentsMargins({});
    auto* create = new QPushButton(tr("C&reate it for me…"));
    create->setObjectName(u"createRegistration"_s);
    ways->addWidget(create);
    connect(create, &QPushButton::clicked, this, &SetupPage::registrationWanted);
    auto* ask = new QPushButton(tr("Ask another ad&min…"));
    ask->setObjectName(u"askAdmin"_s);
    ask->setToolTip(tr("Writes a folder with everything that an admin needs to give the app its access. No "
                       "secret is in it."));
    ways->addWidget(ask);
    connect(ask, &QPushButton::clicked, this, &SetupPage::askForRequestFolder);
    connect(&m_setup, &SetupPresenter::requestChanged, this, &SetupPage::showRequest);

    m_ui->scopeCommands->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->scopeCommands->setFixedHeight(m_ui->scopeCommands->fontMetrics().lineSpacing() * k_commandLines);
    connect(m_ui->scopeWay, &QComboBox::currentIndexChanged, this, &SetupPage::showAccess);
    connect(m_ui->copyScope, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_ui->scopeCommands->toPlainText()); });
    connect(m_ui->openPreview, &QPushButton::clicked, this, &SetupPage::previewWanted);
}

void SetupPage::askForRequestFolder() {
    QFileDialog* dialog = requestFolderDialog(m_setup.draft().saved().name, this);
    connect(dialog, &QFileDialog::fileSelected, &m_setup, &SetupPresenter::writeRequestPack);
    dialog->open();
}

/// Of the steps about access, those things that follow what is typed.
void SetupPage::showAccess() {
    const QString commands = m_setup.scopeCommands(m_ui->scopeWay->currentIndex() == 1);
    if (step() == SetupStep::Scope && m_ui->scopeCommands->toPlainText() != commands)
        m_ui->scopeCommands->setPlainText(commands);
    m_ui->openPreview->setEnabled(m_setup.hasProfile() && !m_setup.draft().isDirty());
    showRequest();
}

void SetupPage::showRequest() {
    auto* ask = m_ui->appWays->findChild<QPushButton*>(u"askAdmin"_s);
    ask->setEnabled(m_setup.hasProfile() && !m_setup.isWritingRequest());
    if (step() == SetupStep::App && !m_setup.requestFolder().isEmpty())
        m_ui->requestBanner->say(
            Banner::Tone::Info, tr("The request is written."),
            tr("%1: send this folder to the admin, who begins with README.md or request.html. It holds no "
               "secret.")
                .arg(m_setup.requestFolder()));
    else
        m_ui->requestBanner->hide();
    showRemedies();
}

} // namespace milepost
