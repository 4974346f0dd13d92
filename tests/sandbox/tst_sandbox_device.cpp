// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "signin.h"

#include <QUrl>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// People sign in on another device: device code.
class TestSandboxDevice final : public SignIn {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void aDeviceSignsIn();
    void aDeviceIsToldHowItStands_data();
    void aDeviceIsToldHowItStands();

private:
    QJsonObject startDevice(const QString& scope = u"Application.ReadWrite.All"_s) {
        return m_client
            ->send("POST", "/entra/contoso.example/oauth2/v2.0/devicecode",
                   Client::form({{u"client_id"_s, demo::k_publicClientId.toString()}, {u"scope"_s, scope}}),
                   {{"Content-Type", "application/x-www-form-urlencoded"}})
            .json();
    }
    Reply poll(const QJsonObject& device) {
        return redeem({{u"client_id"_s, demo::k_publicClientId.toString()},
                       {u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s},
                       {u"device_code"_s, device.value(u"device_code"_s).toString()}});
    }
};

void TestSandboxDevice::aDeviceSignsIn() {
    const QJsonObject device = startDevice();
    QCOMPARE(device.value(u"interval"_s).toInt(), 5);
    QCOMPARE(device.value(u"expires_in"_s).toInt(), 900);
    QVERIFY(device.value(u"message"_s).toString().contains(device.value(u"user_code"_s).toString()));
    QCOMPARE(poll(device).json().value(u"error"_s).toString(), u"authorization_pending"_s);
    m_browser->open(QUrl(device.value(u"verification_uri"_s).toString()).path().toUtf8());
    m_browser->type("otc", u"WRONGCODE"_s);
    QVERIFY(m_browser->shows("did not work"));
    m_browser->type("otc", device.value(u"user_code"_s).toString().toLower());
    m_browser->signIn(demo::k_admin);
    QCOMPARE(number(poll(device)), 70016);
    QVERIFY(m_browser->press("accept"));
    QCOMPARE(graphAs(poll(device), "GET", "/applications").status, 200);
    QCOMPARE(number(poll(device)), 70018); // it is used up
}

void TestSandboxDevice::aDeviceIsToldHowItStands_data() {
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("error");
    QTest::newRow("declined") << demo::k_admin.toString() << u"authorization_declined"_s;
    QTest::newRow("not an administrator") << demo::k_member.toString() << u"authorization_declined"_s;
    QTest::newRow("too late") << QString() << u"expired_token"_s;
    QTest::newRow("another code") << u"other"_s << u"bad_verification_code"_s;
}

void TestSandboxDevice::aDeviceIsToldHowItStands() {
    QFETCH(QString, who);
    QFETCH(QString, error);
    QJsonObject device = startDevice();
    m_browser->open("/entra/devicelogin");
    m_browser->type("otc", device.value(u"user_code"_s).toString());
    if (who.contains(u'@')) {
        m_browser->signIn(who);
        QVERIFY(m_browser->press("cancel"));
    }
    if (who == u"other"_s)
        device.insert(u"device_code"_s, u"x"_s);
    if (who.isEmpty())
        QVERIFY(m_sandbox->control(u"options"_s, {{u"dateSkewSeconds"_s, 901}}));
    const Reply reply = poll(device);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.json().value(u"error"_s).toString(), error);
}

QTEST_GUILESS_MAIN(TestSandboxDevice)
#include "tst_sandbox_device.moc"
