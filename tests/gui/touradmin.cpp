// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../setup/person.h"
#include "tourwalk.h"
#include "widgets/consentdialog.h"
#include "widgets/registrationdialog.h"
#include "widgets/setuppage.h"

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

/// What the directory tells about the app's permissions, and a fence that is proved, and one that is open.
bool TourWalk::access() {
    SetupPresenter& setup = m_journey->console().setup();
    const auto tested = [&](SetupStep step) {
        qobject_cast<SetupPage*>(m_journey->window().page(PageId::Setup))->showStep(step);
        return click("testStep") && wait("test of a step", [&] { return !setup.isBusy(); });
    };
    const QJsonArray more{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s, u"Application.Read.All"_s,
                          u"Group.Read.All"_s};
    const QString clientId = m_journey->session().profile()->clientId;
    if (!control("application", {{u"clientId"_s, clientId}, {u"granted"_s, more}, {u"declared"_s, more}}) ||
        !tested(SetupStep::Permissions))
        return false;
    picture("setup-4-permissions-read");
    const auto forbid = [&](const QString& mailbox) {
        auto* field = find<QLineEdit>(PageId::Setup, "forbiddenMailbox");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, mailbox);
    };
    qobject_cast<SetupPage*>(m_journey->window().page(PageId::Setup))->showStep(SetupStep::Scope);
    forbid(u"person07@contoso.example"_s);
    if (!tested(SetupStep::Scope))
        return false;
    picture("setup-5-scope-open");
    forbid(u"vault@contoso.example"_s);
    if (!tested(SetupStep::Scope))
        return false;
    picture("setup-5-scope-proved");
    const QJsonArray needed{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
    // It is the profile's own: nothing is left to discard.
    return control("application",
                   {{u"clientId"_s, clientId}, {u"granted"_s, needed}, {u"declared"_s, needed}});
}

/// The request for another admin, as it stands when it is written.
bool TourWalk::request() {
    SetupPresenter& setup = m_journey->console().setup();
    qobject_cast<SetupPage*>(m_journey->window().page(PageId::Setup))->showStep(SetupStep::App);
    setup.writeRequestPack(m_files.filePath(u"request"_s));
    if (!wait("request", [&] { return !setup.requestFolder().isEmpty(); }))
        return false;
    settle();
    picture("setup-2-request-written");
    return true;
}

} // namespace milepost
