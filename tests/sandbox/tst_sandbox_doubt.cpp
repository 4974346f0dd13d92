// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// Writes whose end their sender does not see: was it carried out?
class TestSandboxDoubt final : public QObject {
    Q_OBJECT

private slots:
    void init() { begin({}); }
    void cleanup() {
        m_client.reset();
        m_sandbox.reset();
    }

    void droppedBeforeMeansNotCarriedOut_data();
    void droppedBeforeMeansNotCarriedOut();
    void droppedAfterMeansCarriedOut_data();
    void droppedAfterMeansCarriedOut();
    void savedThen503HasSaved();
    void aHeldRequestWaitsBeforeOrAfter();

private:
    void begin(const Sandbox::Options& options) {
        m_client.reset();
        m_sandbox = std::make_unique<Sandbox>(options);
        QVERIFY(m_sandbox->start());
        if (!options.tls)
            m_client = std::make_unique<Client>(*m_sandbox);
    }
    /// A POST to Graph over TLS, by hand; 0 when the connection ended.
    int postOverTls(const QByteArray& target, const QByteArray& token, const QByteArray& body) {
        httplib::SSLClient client("127.0.0.1", m_sandbox->port());
        client.set_ca_cert_path(m_sandbox->caFile().toStdString());
        client.enable_server_certificate_verification(true);
        const httplib::Headers headers{{"Authorization", "Bearer " + token.toStdString()}};
        const auto result =
            client.Post(target.toStdString(), headers, body.toStdString(), "application/json");
        return result ? result->status : 0;
    }
    QByteArray tokenOverTls() {
        httplib::SSLClient client("127.0.0.1", m_sandbox->port());
        client.set_ca_cert_path(m_sandbox->caFile().toStdString());
        const auto result =
            client.Post("/entra/contoso.example/oauth2/v2.0/token", Client::goodForm().toStdString(),
                        "application/x-www-form-urlencoded");
        return result ? QJsonDocument::fromJson(QByteArray::fromStdString(result->body))
                            .object()
                            .value(u"access_token"_s)
                            .toString()
                            .toUtf8()
                      : QByteArray();
    }
    [[nodiscard]] bool exists(const QString& calendar) {
        const auto state = m_sandbox->control(u"state"_s, {{u"mailbox"_s, demo::k_mailbox.toString()}});
        return QJsonDocument(*state).toJson().contains(calendar.toUtf8());
    }
    int create(bool tls) {
        const QByteArray body = R"({"name":"Doubtful"})";
        if (tls)
            return postOverTls("/graph/v1.0" + m_calendars, tokenOverTls(), body);
        return m_client->graph("POST", m_calendars, {{u"name"_s, u"Doubtful"_s}}).status;
    }
    void dropTable() {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }

    const QByteArray m_calendars = "/users/projects@contoso.example/calendars";
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxDoubt::droppedBeforeMeansNotCarriedOut_data() { dropTable(); }

void TestSandboxDoubt::droppedBeforeMeansNotCarriedOut() {
    QFETCH(bool, tls);
    Sandbox::Options options;
    options.tls = tls;
    begin(options);
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}}, {{u"kind"_s, u"dropBefore"_s}});
    QCOMPARE(create(tls), 0);
    QVERIFY(!exists(u"Doubtful"_s));
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"POST"_s), 1);
    QVERIFY(m_sandbox->log().last().toObject().value(u"dropped"_s).toBool());
    QCOMPARE(create(tls), 201);
}

void TestSandboxDoubt::droppedAfterMeansCarriedOut_data() { dropTable(); }

void TestSandboxDoubt::droppedAfterMeansCarriedOut() {
    QFETCH(bool, tls);
    Sandbox::Options options;
    options.tls = tls;
    begin(options);
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}}, {{u"kind"_s, u"dropAfter"_s}});
    QCOMPARE(create(tls), 0);
    QVERIFY(exists(u"Doubtful"_s));
    QCOMPARE(create(tls), 409);
}

void TestSandboxDoubt::savedThen503HasSaved() {
    m_sandbox->addFault({{u"method"_s, u"POST"_s}, {u"area"_s, u"graph"_s}},
                        {{u"kind"_s, u"savedThen503"_s}});
    const Reply reply = m_client->graph("POST", m_calendars, {{u"name"_s, u"Doubtful"_s}});
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.code(), u"ConcurrentItemSave"_s);
    QVERIFY(exists(u"Doubtful"_s));
}

void TestSandboxDoubt::aHeldRequestWaitsBeforeOrAfter() {
    (void)m_client->graphToken();
    for (const bool after : {false, true}) {
        const QString name = after ? u"Late"_s : u"Early"_s;
        m_sandbox->addFault({{u"method"_s, u"POST"_s}, {u"area"_s, u"graph"_s}},
                            {{u"kind"_s, u"hold"_s}, {u"when"_s, after ? u"after"_s : u"before"_s}});
        int status = 0;
        std::jthread sender([&] {
            Client own(*m_sandbox);
            status = own.graph("POST", m_calendars, {{u"name"_s, name}}).status;
        });
        QVERIFY(m_sandbox->waitHeld(std::chrono::seconds(20)));
        QCOMPARE(exists(name), after);
        m_sandbox->release();
        sender.join();
        QCOMPARE(status, 201);
    }
}

QTEST_GUILESS_MAIN(TestSandboxDoubt)
#include "tst_sandbox_doubt.moc"
