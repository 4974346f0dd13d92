// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodyredaction.h"
#include "http/urlshape.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Addresses by their kind, and bodies without secrets.
class TstUrlShape : public QObject {
    Q_OBJECT

private slots:
    void namesWhatDiffers_data();
    void namesWhatDiffers();
    void bodiesLoseTheirSecrets_data();
    void bodiesLoseTheirSecrets();
    void aLongBodyIsCutAfterItIsRedacted();
};

void TstUrlShape::namesWhatDiffers_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QString>("mailbox");
    const auto row = [](const char* url, const char* shape, const char* mailbox = "") {
        QTest::newRow(url) << QByteArray(url) << QString::fromLatin1(shape) << QString::fromLatin1(mailbox);
    };
    const char* event =
        "https://g/v1.0/users/a%40b.example/calendars/AAMkAG%3D%3D/events/AAMkAGViNDU3?$select=id,subject";
    row(event, "/v1.0/users/{mailbox}/calendars/{calendar}/events/{event}?$select=id,subject", "a@b.example");
    row("https://g/v1.0/users/2f5d8a3e-0000-4111-8222-333344445555/calendar/"
        "events?$filter=x%20eq%20'a@b'&$top=5",
        "/v1.0/users/{mailbox}/calendar/events?$filter={}&$top=5", "2f5d8a3e-0000-4111-8222-333344445555");
    row("https://g/v1.0/users/a@b.example/calendarView", "/v1.0/users/{mailbox}/calendarView", "a@b.example");
    row("https://g/v1.0/users?$filter=mail%20eq%20'a@b'", "/v1.0/users?$filter={}");
    row("https://g/v1.0/$batch", "/v1.0/$batch");
    row("https://g/v1.0/applications(appId='66666666-7777-8888-9999-000000000000')/addPassword",
        "/v1.0/applications(appId='{id}')/addPassword");
    row("https://l/11111111-2222-3333-4444-555555555555/oauth2/v2.0/token", "/{id}/oauth2/v2.0/token");
    row("https://l/contoso.example/oauth2/v2.0/token", "/contoso.example/oauth2/v2.0/token");
    row("https://t/api/deliverables/1234/", "/api/deliverables/{deliverable}/");
    row("https://t/api/deliverables/bulk/?page=2", "/api/deliverables/bulk/?page={}");
    row("https://t/api/projects/?search=Secret%20Tower", "/api/projects/?search={}");
    row("https://g/v1.0/me?access_token=eyJ", "/v1.0/me?access_token={}");
    row("https://g", "");
}

void TstUrlShape::namesWhatDiffers() {
    QFETCH(QByteArray, url);
    QFETCH(QString, shape);
    QFETCH(QString, mailbox);
    const UrlShape found = shapeOf(QUrl::fromEncoded(url));
    QCOMPARE(found.text, shape);
    QCOMPARE(found.mailbox, mailbox);
}

void TstUrlShape::bodiesLoseTheirSecrets_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("kept");
    const auto row = [](const char* body, const char* kept) {
        QTest::newRow(body) << QByteArray(body) << QByteArray(kept);
    };
    row(R"({"error":{"code":"ErrorAccessDenied"}})", R"({"error":{"code":"ErrorAccessDenied"}})");
    row(R"({"access_token":"x","expires_in":1})", R"({"access_token":"***","expires_in":1})");
    row(R"({"a":[{"passwordCredentials":[{"secretText":"x"}]}]})",
        R"({"a":[{"passwordCredentials":"***"}]})");
    row(R"({"Authorization":"x"})", R"({"Authorization":"***"})");
    row("client_id=a&client_secret=x%2B&code=y&scope=z", "client_id=a&client_secret=***&code=***&scope=z");
    row("<p>Bearer abcdefgh.ijk</p>", "<p>Bearer ***</p>");
    row("sent eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJ4In0.c2ln to", "sent *** to");
    row("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic ***");
    row("", "");
}

void TstUrlShape::bodiesLoseTheirSecrets() {
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, kept);
    QCOMPARE(redactedBody(body), kept);
}

void TstUrlShape::aLongBodyIsCutAfterItIsRedacted() {
    const QByteArray body = R"({"a":")" + QByteArray(90, 'a') + R"(","z_token":"canary"})";
    const QByteArray kept = redactedBody(body, 104);
    QVERIFY2(!kept.contains("canary"), kept.constData());
    QVERIFY2(kept.endsWith(" bytes)"), kept.constData());
    QVERIFY(kept.size() < 130);
}

QTEST_APPLESS_MAIN(TstUrlShape)
#include "tst_urlshape.moc"
