// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/setupguide.h"
#include "presentation/setupmodel.h"
#include "widgets/page.h"

#include <memory>

class QPushButton;
class QStackedWidget;

namespace milepost {
namespace Ui {
class SetupPage;
}

class EmptyState;
class SetupFields;
class Theme;
class TwoLineDelegate;

/// The set-up: steps with their state on the left, the fields of one step on the right, with its test, its
/// evidence and what to do about a failure. Runs on: main.
class SetupPage final : public Page {
    Q_OBJECT

public:
    /// All of them outlive the page.
    SetupPage(SetupPresenter& setup, SetupGuide& guide, Theme& theme, QWidget* parent = nullptr);
    ~SetupPage() override;

    void refresh() override; ///< looks at the secrets and tests the step
    void cancel() override;
    void showStep(SetupStep step);
    /// Where what another admin needs shall be written (ux 1).
    void askForRequestFolder();
    [[nodiscard]] SetupStep step() const;

signals:
    void newProfileWanted();
    void rotationWanted(SecretPurpose purpose);
    /// Milepost shall make the app registration.
    void registrationWanted();
    /// An admin shall grant what the registration declares.
    void consentWanted();
    void previewWanted(); ///< a plan is to be made, and looked at

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void dress();
    void connectAll();
    void askForEnv();
    void showAll();
    void showCurrent();
    void showFinding();
    void showRemedies();
    void showOrigin();
    void showWriteProof();
    void showProposals();
    void showExample();
    void showSaving();
    void connectGuide();
    void connectCertificate();
    void connectRotation();
    void showRotation();
    void askForCertificateFile();
    void askForPassword(const QString& path);
    void showGuide();
    void focusStep();
    static void enable(QPushButton& button, bool isEnabled);
    void connectAccess();
    void showAccess();
    void showRequest();

    SetupPresenter& m_setup;
    SetupGuide& m_guide;
    SetupModel m_model;
    std::unique_ptr<Ui::SetupPage> m_ui;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QPushButton* m_import;
    QPushButton* m_testAll;
    SetupFields* m_fields = nullptr;
    TwoLineDelegate* m_steps = nullptr;
};

} // namespace milepost
