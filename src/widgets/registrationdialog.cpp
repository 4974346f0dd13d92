// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/registrationdialog.h"

#include "widgets/banner.h"
#include "widgets/copyline.h"
#include "widgets/dialogheight.h"
#include "widgets/dialogparts.h"
#include "widgets/errorpanel.h"
#include "widgets/statedelegate.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace milepost {

using namespace Qt::StringLiterals;
using Stage = RegistrationPresenter::Stage;
using Obstacle = RegistrationPresenter::Obstacle;

RegistrationDialog::RegistrationDialog(RegistrationPresenter& presenter, QWidget* parent)
    : QDialog(parent),
      m_presenter(presenter),
      m_pages(new QStackedWidget) {
    setObjectName(u"registrationDialog"_s);
    setWindowTitle(tr("Create the app registration"));
    setMinimumWidth(620);
    for (QWidget* page : {obstaclePage(), orderPage(), workPage(), resultPage()})
        m_pages->addWidget(page);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(24, 20, 24, 20);
    rows->setSpacing(12);
    rows->addWidget(titleLabel(tr("Create the app registration")));
    rows->addWidget(m_pages, 1);
    connect(&m_presenter, &RegistrationPresenter::changed, this, [this] {
        if (isVisible())
            showAll();
    });
}

void RegistrationDialog::ask() {
    m_closesWhenDone = false;
    m_presenter.begin();
    m_name->setText(m_presenter.displayName());
    m_credential->setCurrentIndex(m_presenter.credential() == CredentialKind::Certificate ? 1 : 0);
    addPermissions();
    open();
    showAll();
    m_name->setFocus();
}

/// Nothing is dropped half-made: what is under way is cancelled, and the dialog waits for that.
void RegistrationDialog::reject() {
    if (m_presenter.stage() != Stage::Working)
        return QDialog::reject();
    m_closesWhenDone = true;
    m_presenter.cancel();
}

void RegistrationDialog::showAll() {
    const Stage stage = m_presenter.stage();
    if (m_closesWhenDone && stage == Stage::Order)
        return QDialog::reject();
    switch (stage) {
    case Stage::Order:
        if (m_presenter.obstacle() == Obstacle::None)
            showOrder();
        else
            showObstacle();
        break;
    case Stage::Working:
        showWork();
        break;
    case Stage::Done:
    case Stage::Failed:
        showResult();
        break;
    }
    growToWords(*this);
}

void RegistrationDialog::showObstacle() {
    m_pages->setCurrentIndex(0);
    m_publicClientRow->setVisible(m_presenter.obstacle() == Obstacle::NoPublicClient);
    switch (m_presenter.obstacle()) {
    case Obstacle::None:
        break;
    case Obstacle::NoPublicClient:
        m_obstacle->say(
            Banner::Tone::Info, tr("There is nothing to sign in with."),
            tr("An administrator signs in through a public client of the tenant, and this profile "
               "names none; Milepost brings none of its own."));
        break;
    case Obstacle::NoTenant:
        m_obstacle->say(Banner::Tone::Info, tr("The tenant is not known yet."),
                        tr("Fill in the step Cloud and tenant first."));
        break;
    case Obstacle::SecretsElsewhere:
        m_obstacle->say(Banner::Tone::Info, tr("This profile's secrets are kept outside Milepost."),
                        tr("What is made has to be stored at once. Under Secret or certificate, choose the "
                           "keychain, or ask another admin."));
        break;
    }
}

void RegistrationDialog::showOrder() {
    m_pages->setCurrentIndex(1);
    const Profile& profile = m_presenter.profile();
    m_who->setText(
        tr("An administrator of %1 signs in, with the rights Application.ReadWrite.All and "
           "AppRoleAssignment.ReadWrite.All for this once. The sign-in is kept in memory and forgotten "
           "afterwards. What is made is for this tenant alone.")
            .arg(profile.tenantId));
    m_replaced->setVisible(!profile.clientId.isEmpty());
    m_replaced->setText(tr("It takes the place of app %1 in this profile, and so does its credential. The "
                           "former app stays in Entra.")
                            .arg(profile.clientId));
    m_start->setEnabled(m_presenter.canStart());
    m_startByCode->setEnabled(m_presenter.canStart());
}

void RegistrationDialog::showWork() {
    m_pages->setCurrentIndex(2);
    const auto& prompt = m_presenter.prompt();
    const bool isByCode = prompt && !prompt->userCode.isEmpty();
    if (m_presenter.isCancelling())
        m_prompt->setText(tr("Cancelling. What was made is removed again…"));
    else if (isByCode)
        m_prompt->setText(
            tr("Open this page on any device, enter the code, and sign in as an administrator:"));
    else if (prompt)
        m_prompt->setText(tr("Sign in in the browser window that was opened. If none is there, open this "
                             "address on this computer:"));
    else
        m_prompt->setText(tr("Nothing has to be done now. This may take some minutes."));
    m_code->setText(isByCode && !m_presenter.isCancelling() ? prompt->userCode : QString());
    m_page->setText(prompt && !m_presenter.isCancelling() ? prompt->page.toString(QUrl::FullyEncoded)
                                                          : QString());
    const auto steps = m_presenter.steps();
    while (m_stepRows.size() < steps.size()) {
        auto* name = wordsLabel();
        name->setWordWrap(false);
        auto* state = new StateLabel;
        const int row = static_cast<int>(m_stepRows.size());
        m_steps->addWidget(name, row, 0);
        m_steps->addWidget(state, row, 1);
        m_stepRows.emplace_back(name, state);
    }
    for (size_t i = 0; i < m_stepRows.size(); ++i) {
        const auto [name, state] = m_stepRows[i];
        const bool isShown = i < steps.size();
        name->setVisible(isShown);
        state->setVisible(isShown);
        if (!isShown)
            continue;
        name->setText(steps[i].text);
        const QString word = steps[i].state == State::Unknown   ? tr("Under way")
                             : steps[i].state == State::Skipped ? tr("Not begun")
                                                                : tr("Done");
        state->setText({steps[i].state, word, steps[i].note});
    }
    m_cancel->setEnabled(!m_presenter.isCancelling());
}

void RegistrationDialog::showResult() {
    m_pages->setCurrentIndex(3);
    const auto& error = m_presenter.outcome().error;
    m_done->setVisible(!error);
    m_lines->setVisible(!error);
    m_again->setVisible(error.has_value());
    m_leftovers->hide();
    if (!error) {
        m_error->clear();
        m_done->say(Banner::Tone::Info, tr("The registration was made, and it works."), {});
        m_lines->setText(m_presenter.resultLines().join(u'\n'));
        return;
    }
    if (error->isCancelled()) // somebody knows that
        m_error->clear();
    else
        m_error->setError(*error, m_presenter.now());
    const QStringList left = m_presenter.leftoverLines();
    if (left.isEmpty())
        m_leftovers->say(Banner::Tone::Info, tr("Nothing was left behind."),
                         tr("What was made is gone again."));
    else
        m_leftovers->say(Banner::Tone::Danger, tr("Something was left behind."), left.join(u' '));
}

} // namespace milepost
