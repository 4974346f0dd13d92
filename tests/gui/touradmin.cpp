// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../setup/person.h"
#include "tourwalk.h"
#include "widgets/consentdialog.h"
#include "widgets/registrationdialog.h"

#include <QLineEdit>

namespace milepost {

using namespace Qt::StringLiterals;

/// What an admin signs in for. No browser opens here, so that a code is shown.
bool TourWalk::registration() {
    auto& presenter = m_journey->console().registration();
    auto* dialog = m_journey->window().findChild<RegistrationDialog*>();
    const QString publicClient = presenter.profile().publicClientId;
    presenter.setPublicClient({});
    dialog->ask();
    if (!pictureOfDialog("obstacleClose", "create-without-client"))
        return false;
    presenter.setPublicClient(publicClient);
    dialog->ask();
    settle();
    pictureOf(dialog, "create-order");
    if (!control("options", {{u"propagationSeconds"_s, 3600}}) || !click("startRegistration") ||
        !wait("code", [&] { return m_journey->shown<QLineEdit>("userCode") != nullptr; }))
        return false;
    settle();
    pictureOf(dialog, "create-code");
    test::Person admin(sandbox());
    if (!admin.enter(QUrl(m_journey->shown<QLineEdit>("signInPage")->text()),
                     m_journey->shown<QLineEdit>("userCode")->text()) ||
        !wait("waiting step", [&] { return presenter.steps().at(2).note.contains(u','); }))
        return false;
    settle();
    pictureOf(dialog, "create-waiting");
    return leftovers(*dialog) && control("options", {{u"propagationSeconds"_s, 0}});
}

/// Cancelled while nothing can be taken away.
bool TourWalk::leftovers(RegistrationDialog& dialog) {
    const QJsonObject match{{u"area"_s, u"graph"_s}, {u"method"_s, u"DELETE"_s}, {u"times"_s, 0}};
    const QJsonObject action{{u"kind"_s, u"status"_s}, {u"status"_s, 403}};
    if (!control("faults", {{u"match"_s, match}, {u"action"_s, action}}) || !click("cancelRegistration") ||
        !wait("left behind", [&] { return m_journey->shown("registrationAgain") != nullptr; }))
        return false;
    settle();
    pictureOf(&dialog, "create-left-behind");
    return click("registrationClose") && control("faults", {{u"clear"_s, true}});
}

bool TourWalk::consent() {
    const auto app = [this](const QJsonArray& granted) {
        return control("application",
                       {{u"clientId"_s, m_journey->session().profile()->clientId}, {u"granted"_s, granted}});
    };
    auto& presenter = m_journey->console().consent();
    auto* dialog = m_journey->window().findChild<ConsentDialog*>();
    dialog->ask();
    settle();
    pictureOf(dialog, "consent-ready");
    if (!app({}) || !click("startConsent") ||
        !wait("consent page", [&] { return !presenter.page().isEmpty(); }))
        return false;
    settle();
    pictureOf(dialog, "consent-waiting");
    if (!click("consentClose") ||
        !wait("cancelled", [&] { return presenter.stage() == ConsentPresenter::Stage::Ready; }) ||
        !app({u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s}) || !click("startConsent") ||
        !wait("proof", [&] { return presenter.stage() == ConsentPresenter::Stage::Done; }))
        return false;
    settle();
    pictureOf(dialog, "consent-proved");
    return click("consentClose");
}

} // namespace milepost
