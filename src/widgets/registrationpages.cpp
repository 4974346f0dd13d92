// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of RegistrationDialog that builds its pages.

#include "widgets/banner.h"
#include "widgets/copyline.h"
#include "widgets/dialogparts.h"
#include "widgets/errorpanel.h"
#include "widgets/registrationdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QVBoxLayout* rowsIn(QWidget& page) {
    auto* rows = new QVBoxLayout(&page);
    rows->setContentsMargins({});
    rows->setSpacing(12);
    return rows;
}

QHBoxLayout* buttonRow(std::initializer_list<QPushButton*> buttons) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    for (QPushButton* button : buttons)
        row->addWidget(button);
    return row;
}

} // namespace

QWidget* RegistrationDialog::obstaclePage() {
    auto* page = new QWidget;
    QVBoxLayout* rows = rowsIn(*page);
    m_obstacle = new Banner;
    m_obstacle->setObjectName(u"registrationObstacle"_s);
    rows->addWidget(m_obstacle);
    m_publicClientRow = new QWidget;
    QVBoxLayout* inner = rowsIn(*m_publicClientRow);
    m_publicClient = new QLineEdit;
    m_publicClient->setObjectName(u"publicClientId"_s);
    m_publicClient->setPlaceholderText(tr("GUID of a public client that may sign administrators in"));
    auto* label = new QLabel(tr("If your tenant has one, its application (client) &ID:"));
    label->setBuddy(m_publicClient);
    auto* use = dialogButton(u"usePublicClient"_s, tr("&Use it"));
    auto* line = new QHBoxLayout;
    line->addWidget(m_publicClient, 1);
    line->addWidget(use);
    inner->addWidget(label);
    inner->addLayout(line);
    inner->addWidget(mutedLabel(tr("A public client is an app registration of the kind “Mobile and desktop "
                                   "applications” with http://localhost as its redirect address.")));
    rows->addWidget(m_publicClientRow);
    rows->addStretch(1);
    auto* close = dialogButton(u"obstacleClose"_s, tr("Close"));
    auto* ask = dialogButton(u"askAdminInstead"_s, tr("Ask another ad&min…"));
    rows->addLayout(buttonRow({ask, close}));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(ask, &QPushButton::clicked, this, [this] {
        reject();
        emit requestWanted();
    });
    connect(use, &QPushButton::clicked, this, [this] {
        m_presenter.setPublicClient(m_publicClient->text().trimmed());
        showAll();
    });
    return page;
}

QWidget* RegistrationDialog::orderPage() {
    auto* page = new QWidget;
    QVBoxLayout* rows = rowsIn(*page);
    m_who = mutedLabel();
    m_who->setObjectName(u"registrationWho"_s);
    rows->addWidget(m_who);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    m_name = new QLineEdit;
    m_name->setObjectName(u"registrationName"_s);
    m_credential = new QComboBox;
    m_credential->setObjectName(u"registrationCredential"_s);
    for (const auto& [value, words] : settingChoices(u"credential"_s))
        m_credential->addItem(words, value);
    form->addRow(tr("&Name in Entra"), m_name);
    form->addRow(tr("Prove it &with"), m_credential);
    rows->addLayout(form);
    rows->addWidget(wordsLabel(tr("It is granted these application permissions:")));
    m_permissions = new QWidget;
    rowsIn(*m_permissions)->setSpacing(4);
    rows->addWidget(m_permissions);
    m_replaced = mutedLabel();
    m_replaced->setObjectName(u"registrationReplaced"_s);
    rows->addWidget(m_replaced);
    rows->addStretch(1);
    auto* cancel = dialogButton(u"orderCancel"_s, tr("Cancel"));
    m_startByCode = dialogButton(u"startByCode"_s, tr("Sign in with a &code"));
    m_start = dialogButton(u"startRegistration"_s, tr("&Sign in and create"), true);
    rows->addLayout(buttonRow({cancel, m_startByCode, m_start}));
    connect(m_name, &QLineEdit::textEdited, &m_presenter, &RegistrationPresenter::setDisplayName);
    connect(m_credential, &QComboBox::activated, this, [this](int row) {
        m_presenter.setCredential(row == 1 ? CredentialKind::Certificate : CredentialKind::Secret);
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, [this] { m_presenter.start(AdminSignIn::Way::Browser); });
    connect(m_startByCode, &QPushButton::clicked, this,
            [this] { m_presenter.start(AdminSignIn::Way::Device); });
    return page;
}

void RegistrationDialog::addPermissions() {
    qDeleteAll(m_permissions->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    for (const auto& permission : m_presenter.permissions()) {
        auto* box = new QCheckBox(permission.name);
        box->setObjectName(u"permission_"_s + permission.name);
        box->setChecked(permission.isWanted);
        box->setEnabled(!permission.isNeeded);
        QLabel* why = mutedLabel(permission.isNeeded ? tr("Needed: %1").arg(permission.why)
                                                     : tr("Optional: %1").arg(permission.why));
        why->setContentsMargins(24, 0, 0, 0);
        box->setAccessibleDescription(why->text());
        m_permissions->layout()->addWidget(box);
        m_permissions->layout()->addWidget(why);
        connect(box, &QCheckBox::clicked, this,
                [this, name = permission.name](bool isWanted) { m_presenter.setWanted(name, isWanted); });
    }
}

QWidget* RegistrationDialog::workPage() {
    auto* page = new QWidget;
    QVBoxLayout* rows = rowsIn(*page);
    m_prompt = wordsLabel();
    m_prompt->setObjectName(u"registrationPrompt"_s);
    m_code = new CopyLine(u"userCode"_s, tr("Code"));
    m_page = new CopyLine(u"signInPage"_s, tr("Address of the sign-in"));
    rows->addWidget(m_prompt);
    rows->addWidget(m_code);
    rows->addWidget(m_page);
    m_steps = new QGridLayout;
    m_steps->setHorizontalSpacing(24);
    m_steps->setVerticalSpacing(6);
    m_steps->setColumnStretch(1, 1);
    rows->addLayout(m_steps);
    rows->addStretch(1);
    m_cancel = dialogButton(u"cancelRegistration"_s, tr("&Cancel and remove what was made"));
    rows->addLayout(buttonRow({m_cancel}));
    connect(m_cancel, &QPushButton::clicked, &m_presenter, &RegistrationPresenter::cancel);
    return page;
}

QWidget* RegistrationDialog::resultPage() {
    auto* page = new QWidget;
    QVBoxLayout* rows = rowsIn(*page);
    m_done = new Banner;
    m_done->setObjectName(u"registrationDone"_s);
    m_lines = wordsLabel();
    m_lines->setObjectName(u"registrationLines"_s);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_error = new ErrorPanel;
    m_leftovers = new Banner;
    m_leftovers->setObjectName(u"registrationLeftovers"_s);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_done, m_lines, m_leftovers, m_error})
        rows->addWidget(widget);
    rows->addStretch(1);
    m_again = dialogButton(u"registrationAgain"_s, tr("&Begin again"));
    auto* close = dialogButton(u"registrationClose"_s, tr("Close"), true);
    rows->addLayout(buttonRow({m_again, close}));
    connect(m_again, &QPushButton::clicked, this, &RegistrationDialog::ask);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return page;
}

} // namespace milepost
