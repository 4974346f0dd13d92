// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Console that leads to what an admin signs in for.

#include "widgets/consentdialog.h"
#include "widgets/console.h"
#include "widgets/registrationdialog.h"
#include "widgets/setuppage.h"

#include <QDesktopServices>

namespace milepost {

void Console::addAdmin(SetupPage& page) {
    auto* registration = new RegistrationDialog(m_registration, m_window.get());
    auto* consent = new ConsentDialog(m_consent, m_window.get());
    connect(&page, &SetupPage::registrationWanted, registration, &RegistrationDialog::ask);
    connect(registration, &RegistrationDialog::requestWanted, &page, &SetupPage::askForRequestFolder);
    connect(&page, &SetupPage::consentWanted, consent, &ConsentDialog::ask);
    connect(consent, &ConsentDialog::pageWanted, this, &QDesktopServices::openUrl);
}

} // namespace milepost
