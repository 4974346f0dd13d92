// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the set-up's page that asks for a certificate.
#include "ui_setuppage.h"
#include "widgets/setuppage.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

void SetupPage::connectCertificate() {
    connect(m_ui->makeCertificate, &QPushButton::clicked, this, [this] {
        auto* dialog = new QFileDialog(this, tr("Where the public part is written, to be uploaded"));
        dialog->setObjectName(u"cerFile"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(u"cer"_s);
        dialog->setNameFilters({tr("Certificates (*.cer)")});
        dialog->selectFile(u"%1.cer"_s.arg(m_setup.draft().saved().name));
        connect(dialog, &QFileDialog::fileSelected, &m_setup, &SetupPresenter::makeCertificate);
        dialog->open();
    });
    connect(m_ui->readCertificate, &QPushButton::clicked, this, &SetupPage::askForCertificateFile);
    connect(&m_setup, &SetupPresenter::certificatePasswordWanted, this, &SetupPage::askForPassword);
}

void SetupPage::askForCertificateFile() {
    auto* dialog = new QFileDialog(this, tr("Import a certificate with its private key"));
    dialog->setObjectName(u"certificateFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pfx *.p12 *.pem *.key)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { m_setup.readCertificate(path, {}); });
    dialog->open();
}

void SetupPage::askForPassword(const QString& path) {
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(u"certificatePassword"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Password of the private key"));
    dialog->setLabelText(
        tr("The private key in this file is protected. Its password is used once and not kept:"));
    dialog->setTextEchoMode(QLineEdit::Password);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, path](const QString& password) { m_setup.readCertificate(path, password); });
    dialog->open();
}

} // namespace milepost
