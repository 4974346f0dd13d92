// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/requestfolder.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::RequestFolder)
};

} // namespace

QFileDialog* requestFolderDialog(const QString& profile, QWidget* parent) {
    auto* dialog = new QFileDialog(parent, Texts::tr("A new folder for the request"));
    dialog->setObjectName(u"requestFolder"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // one that is not empty is refused
    dialog->setLabelText(QFileDialog::FileName, Texts::tr("Folder name:"));
    dialog->selectFile(u"%1-request"_s.arg(profile));
    return dialog;
}

} // namespace milepost
