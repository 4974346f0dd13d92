// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/entra.h"
#include "sandbox/pages.h"
#include "sandbox/signin.h"
#include "sandbox/world.h"

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr int k_deviceSeconds = 900;

QString newUserCode() {
    // Without the letters and digits that people take for one another.
    static constexpr char k_signs[] = "BCDFGHJKLMNPQRSTVWXYZ";
    QString code;
    for (const char sign : newGuid().remove(8, 1).left(9))
        code.append(QChar::fromLatin1(k_signs[static_cast<unsigned char>(sign) % (sizeof k_signs - 1)]));
    return code;
}

DeviceCode* waitingWith(World& world, const QString& userCode) {
    for (DeviceCode& device : world.signIns.devices) {
        if (device.userCode.compare(userCode.trimmed(), Qt::CaseInsensitive) == 0 &&
            device.state == DeviceCode::State::Waiting && device.end > world.nowSeconds())
            return &device;
    }
    return nullptr;
}

Answer askForCode(World& world, const Call& call) {
    const QString code = readForm(call.body).values.value(u"otc"_s);
    if (call.method != "POST")
        return codePage({});
    if (!waitingWith(world, code))
        return codePage(u"That code did not work. Check the code and try again."_s);
    return redirectTo(QString::fromUtf8(call.origin + call.rawPath), {{u"otc"_s, code.trimmed().toUpper()}});
}

} // namespace

Answer handleDeviceCode(World& world, const Call& call) {
    if (call.method != "POST")
        return entraError(call, 900561, QString::fromLatin1(call.method));
    if (auto refused = checkTenant(call, call.segments.first()))
        return *refused;
    const Form form = readForm(call.body);
    for (const QString& name : {u"client_id"_s, u"scope"_s}) {
        if (form.values.value(name).isEmpty())
            return entraError(call, 900144, name);
    }
    const Application* app = clientOf(world, form.values.value(u"client_id"_s));
    if (!app)
        return entraError(call, 700016, form.values.value(u"client_id"_s));
    if (!app->isPublicClient)
        return entraError(call, 7000218);
    const Scopes scopes = readScopes(call, form.values.value(u"scope"_s));
    if (!scopes.unknown.isEmpty())
        return entraError(call, 70011, scopes.unknown);
    const QString deviceCode = u"BAQABAAEA"_s + QString::fromLatin1(newGuid() + newGuid());
    const QString userCode = newUserCode();
    world.signIns.devices.insert(deviceCode, {{app->appId, {}, scopes.names, scopes.offline},
                                              userCode,
                                              world.nowSeconds() + k_deviceSeconds,
                                              DeviceCode::State::Waiting});
    const QString page = QString::fromUtf8(call.origin) + u"/entra/devicelogin"_s;
    return jsonAnswer(
        200, QJsonObject{{u"device_code"_s, deviceCode},
                         {u"user_code"_s, userCode},
                         {u"verification_uri"_s, page},
                         {u"expires_in"_s, k_deviceSeconds},
                         {u"interval"_s, world.options.deviceIntervalSeconds},
                         {u"message"_s, u"To sign in, use a web browser to open the page "_s + page +
                                            u" and enter the code "_s + userCode + u" to authenticate."_s}});
}

Answer handleDeviceLogin(World& world, const Call& call) {
    const auto code = call.parameter(u"otc");
    if (!code)
        return askForCode(world, call);
    DeviceCode* device = waitingWith(world, *code);
    if (!device)
        return codePage(u"That code has been used or has expired."_s);
    const Visit person = visit(world, call, {});
    if (person.page)
        return *person.page;
    const bool mayConsent = person.user->isAdministrator || !needsAdministrator(device->permit.scopes);
    if (!person.accepted && !mayConsent)
        return approvalPage(entraText(call, 90094, device->permit.clientId), person.session);
    if (!person.accepted)
        return questionPage(u"Are you trying to sign in to the application?"_s, device->permit.scopes,
                            person.session);
    const bool isGranted = *person.accepted && mayConsent;
    device->state = isGranted ? DeviceCode::State::Granted : DeviceCode::State::Declined;
    device->permit.userId = person.user->id;
    return messagePage(200, isGranted ? u"You have signed in"_s : u"You have cancelled the sign-in"_s,
                       u"You may close this window."_s);
}

Answer redeemDeviceCode(World& world, const Call& call, const Form& form) {
    const auto found = world.signIns.devices.find(form.values.value(u"device_code"_s));
    if (found == world.signIns.devices.end() ||
        found->permit.clientId.compare(form.values.value(u"client_id"_s), Qt::CaseInsensitive) != 0)
        return entraError(call, 70018);
    if (found->state == DeviceCode::State::Declined)
        return entraError(call, 70017);
    if (found->end <= world.nowSeconds())
        return entraError(call, 70019);
    if (found->state == DeviceCode::State::Waiting)
        return entraError(call, 70016);
    const Permit permit = found->permit;
    world.signIns.devices.erase(found);
    return delegatedToken(world, permit);
}

} // namespace milepost::sandbox
