// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/appcertificate.h"
#include "graph/appdirectory.h"
#include "graph/grapherrors.h"
#include "http/nettransport.h"
#include "sandbox/sandbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

const QString k_calendars = u"ef54d2bf-783f-4e0f-bca1-3210c0444d99"_s;
const QString k_users = u"97235f07-e226-4f63-ace3-39588e11d3a1"_s;

/// A bearer that is fetched once for each test.
class FixedBearer final : public BearerSource {
public:
    Result<Redacted<QByteArray>> bearer(std::stop_token) override { return Redacted(token); }
    void reject(const Redacted<QByteArray>&) override {}
    QByteArray token;
};

/// Answers every request alike.
class OneAnswer final : public Transport {
public:
    explicit OneAnswer(QByteArray body) : m_body(std::move(body)) {}
    QFuture<Result<HttpResponse>> send(HttpRequest, std::stop_token) override {
        HttpResponse response;
        response.status = 200;
        response.body = m_body;
        QPromise<Result<HttpResponse>> promise;
        promise.start();
        promise.addResult(Result<HttpResponse>(response));
        promise.finish();
        return promise.future();
    }

private:
    QByteArray m_body;
};

} // namespace

/// Registrations, principals and grants against the sandbox's directory.
class TestAppDirectory : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void ownRegistrationIsRead();
    void refusedIsNotEmpty();
    void nonsenseIsNotEmpty_data();
    void nonsenseIsNotEmpty();
    void aRegistrationIsMadeAndTakenAway();
    void aSecretIsAddedAndRemoved();
    void certificatesOfOthersStay();
    void aGrantMayBeRepeated();
    void aWriteWithoutAnAnswerIsDoubtful();

private:
    void useRoles(const QStringList& roles);
    [[nodiscard]] QByteArray appToken();

    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<NetTransport> m_transport;
    std::unique_ptr<LaneGate> m_gate;
    FixedBearer m_bearer;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<AppDirectory> m_directory;
};

void TestAppDirectory::init() {
    sandbox::Options options;
    options.traps = false;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_transport = std::move(*NetTransport::create({m_sandbox->caFile(), {}, {}}));
    m_gate = std::make_unique<LaneGate>(m_clock);
    ApiClient::Options api;
    api.stage = Error::Stage::Graph;
    api.origin = originOf(QUrl(m_sandbox->graphRoot()));
    api.readError = readGraphError;
    api.retry = RetryPolicy(1);
    m_api = std::make_unique<ApiClient>(ApiClient::Parts{*m_transport, &m_bearer, m_clock, *m_gate, nullptr},
                                        api);
    m_directory = std::make_unique<AppDirectory>(*m_api, m_sandbox->graphRoot());
    useRoles({u"Application.ReadWrite.All"_s, u"AppRoleAssignment.ReadWrite.All"_s});
}

void TestAppDirectory::cleanup() {
    m_directory.reset();
    m_api.reset();
    m_transport.reset();
    m_sandbox.reset();
}

QByteArray TestAppDirectory::appToken() {
    ApiClient::Options entra;
    entra.stage = Error::Stage::Token;
    entra.origin = originOf(QUrl(m_sandbox->authority()));
    ApiClient client({*m_transport, nullptr, m_clock, *m_gate, nullptr}, entra);
    ApiClient::Call call;
    call.request.method = "POST";
    call.request.url =
        QUrl(m_sandbox->authority() + u'/' + demo::k_tenant.toString() + u"/oauth2/v2.0/token"_s);
    call.request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    call.request.body = "client_id=" + demo::k_clientId.toString().toLatin1() +
                        "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&grant_type=client_credentials"
                        "&client_secret=" +
                        QUrl::toPercentEncoding(demo::k_clientSecret.toString());
    const auto response = client.call(call, {});
    return response ? QJsonDocument::fromJson(response->body)[u"access_token"].toString().toLatin1()
                    : QByteArray();
}

void TestAppDirectory::useRoles(const QStringList& roles) {
    QVERIFY(m_sandbox->control(u"application"_s, {{u"granted"_s, QJsonArray::fromStringList(roles)}}));
    m_bearer.token = appToken();
    QVERIFY(!m_bearer.token.isEmpty());
}

void TestAppDirectory::ownRegistrationIsRead() {
    QVERIFY(m_sandbox->control(
        u"application"_s, {{u"declared"_s, QJsonArray{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s}},
                           {u"secretEndsInDays"_s, 7}}));
    const auto app = m_directory->application(demo::k_clientId.toString(), {});
    QVERIFY2(app.has_value(), app ? "" : qPrintable(app.error().summary()));
    QCOMPARE(app->objectId, demo::k_applicationId.toString());
    QCOMPARE(app->declared, (QStringList{k_calendars, k_users}));
    QCOMPARE(app->passwords.size(), size_t(1));
    const qint64 left = m_clock.utcNow().secsTo(app->passwords.front().endUtc);
    QVERIFY2(left > 6 * 86400 && left < 8 * 86400, qPrintable(QString::number(left)));
    const auto principal = m_directory->servicePrincipal(demo::k_clientId.toString(), {});
    QVERIFY(principal.has_value());
    QCOMPARE(principal->objectId, demo::k_principalId.toString());
    QVERIFY(principal->isEnabled);
    const auto grants = m_directory->grants(principal->objectId, {});
    QVERIFY(grants.has_value());
    QCOMPARE(grants->size(), size_t(2));
    QVERIFY(grants->front().createdUtc.isValid());
}

void TestAppDirectory::refusedIsNotEmpty() {
    useRoles({u"Calendars.ReadWrite"_s});
    const auto isRefused = [](const auto& read) {
        return !read && read.error().kind == Error::Kind::Forbidden && read.error().httpStatus == 403;
    };
    QVERIFY(isRefused(m_directory->application(demo::k_clientId.toString(), {})));
    QVERIFY(isRefused(m_directory->grants(demo::k_principalId.toString(), {})));
    QVERIFY(isRefused(m_directory->createApplication(u"Milepost"_s, {k_calendars}, {})));
    QVERIFY(isRefused(m_directory->addPassword(demo::k_applicationId.toString(), u"a"_s,
                                               m_clock.utcNow().addDays(30), {})));
}

void TestAppDirectory::nonsenseIsNotEmpty_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("html") << QByteArray("<html><body>Sign in</body></html>");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an empty object") << QByteArray("{}");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no list") << QByteArray(R"({"value":{},"id":"a","appId":"b"})");
    QTest::newRow("a row of nothing") << QByteArray(R"({"value":[{}],"id":"a","appId":"b",
        "keyCredentials":[{}],"passwordCredentials":[]})");
}

void TestAppDirectory::nonsenseIsNotEmpty() {
    QFETCH(const QByteArray, body);
    OneAnswer transport(body);
    ApiClient::Options options;
    options.stage = Error::Stage::Graph;
    options.origin = originOf(QUrl(u"https://graph.example"_s));
    ApiClient api({transport, nullptr, m_clock, *m_gate, nullptr}, options);
    AppDirectory directory(api, u"https://graph.example"_s);
    const auto isMalformed = [](const auto& read) {
        return !read && read.error().kind == Error::Kind::Malformed;
    };
    QVERIFY(isMalformed(directory.application(u"b"_s, {})));
    QVERIFY(isMalformed(directory.grants(u"b"_s, {})));
    QVERIFY(isMalformed(directory.addPassword(u"a"_s, u"n"_s, m_clock.utcNow(), {})));
    QVERIFY(isMalformed(directory.addCertificate(u"a"_s, u"n"_s, "der", {})));
}

void TestAppDirectory::aRegistrationIsMadeAndTakenAway() {
    const auto made = m_directory->createApplication(u"Milepost"_s, {k_calendars, k_users}, {});
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().summary()));
    QCOMPARE(made->declared, (QStringList{k_calendars, k_users}));
    QCOMPARE(made->redirectUris, QStringList{u"http://localhost"_s});
    const auto principal = m_directory->createServicePrincipal(made->appId, {});
    QVERIFY(principal.has_value());
    QVERIFY(m_directory->removeServicePrincipal(principal->objectId, {}));
    QVERIFY(m_directory->removeApplication(made->objectId, {}));
    QVERIFY(m_directory->removeApplication(made->objectId, {})); // gone is gone
    QVERIFY(m_directory->application(made->appId, {}).error().kind == Error::Kind::NotFound);
}

void TestAppDirectory::aSecretIsAddedAndRemoved() {
    const QString app = demo::k_applicationId.toString();
    const QDateTime end = m_clock.utcNow().addDays(90);
    const auto added = m_directory->addPassword(app, u"Milepost on test"_s, end, {});
    QVERIFY2(added.has_value(), added ? "" : qPrintable(added.error().summary()));
    QVERIFY(!added->secret.isEmpty());
    QCOMPARE(toIsoUtc(added->credential.endUtc), toIsoUtc(end));
    const auto listed = [&] { return m_directory->application(demo::k_clientId.toString(), {})->passwords; };
    QCOMPARE(listed().size(), size_t(2));
    QVERIFY(m_directory->removePassword(app, added->credential.keyId, {}));
    QCOMPARE(listed().size(), size_t(1));
    QVERIFY(listed().front().keyId != added->credential.keyId);
}

void TestAppDirectory::certificatesOfOthersStay() {
    const QString id = demo::k_applicationId.toString();
    const auto one = generateCertificate(u"one"_s, 90, m_clock);
    const auto two = generateCertificate(u"two"_s, 90, m_clock);
    QVERIFY(one.has_value() && two.has_value());
    const auto thumbprints = [&] {
        std::vector<QByteArray> found;
        const auto app = m_directory->application(demo::k_clientId.toString(), {});
        for (const AppCredential& key : app->keys)
            found.push_back(key.thumbprint);
        return found;
    };
    QVERIFY(thumbprints().empty());
    QVERIFY(m_directory->addCertificate(id, u"one"_s, one->der, {}));
    QVERIFY(m_directory->addCertificate(id, u"two"_s, two->der, {}));
    QCOMPARE(thumbprints(), (std::vector<QByteArray>{one->sha1, two->sha1}));
    QVERIFY(m_directory->addCertificate(id, u"two"_s, two->der, {})); // it is there
    QCOMPARE(thumbprints().size(), size_t(2));
    QVERIFY(m_directory->removeCertificate(id, one->der, {}));
    QCOMPARE(thumbprints(), (std::vector<QByteArray>{two->sha1}));
    QVERIFY(m_directory->removeCertificate(id, one->der, {})); // gone is gone
}

void TestAppDirectory::aGrantMayBeRepeated() {
    const auto made = m_directory->createApplication(u"Milepost"_s, {k_calendars}, {});
    QVERIFY(made.has_value());
    const auto principal = m_directory->createServicePrincipal(made->appId, {});
    const auto graph = m_directory->servicePrincipal(u"00000003-0000-0000-c000-000000000000"_s, {});
    QVERIFY(principal.has_value() && graph.has_value());
    QVERIFY(m_directory->grants(principal->objectId, {})->empty());
    for (int time = 0; time < 2; ++time) {
        const auto granted = m_directory->grant(principal->objectId, graph->objectId, k_calendars, {});
        QVERIFY2(granted.has_value(), granted ? "" : qPrintable(granted.error().summary()));
    }
    const auto grants = m_directory->grants(principal->objectId, {});
    QCOMPARE(grants->size(), size_t(1));
    QCOMPARE(grants->front().roleId, k_calendars);
    QCOMPARE(grants->front().resourceId, graph->objectId);
    // What is refused for another reason stays refused.
    QVERIFY(!m_directory->grant(principal->objectId, graph->objectId, u"no-role"_s, {}));
}

void TestAppDirectory::aWriteWithoutAnAnswerIsDoubtful() {
    QVERIFY(m_sandbox->control(u"faults"_s,
                               {{u"match"_s, QJsonObject{{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}}},
                                {u"action"_s, QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 503}}}}));
    const auto made = m_directory->createApplication(u"Milepost"_s, {k_calendars}, {});
    QVERIFY(!made);
    QVERIFY2(made.error().kind == Error::Kind::Doubtful, qPrintable(made.error().summary()));
}

QTEST_GUILESS_MAIN(TestAppDirectory)
#include "tst_appdirectory.moc"
