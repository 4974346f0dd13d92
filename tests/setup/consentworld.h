// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/grapherrors.h"
#include "http/nettransport.h"
#include "person.h"
#include "recordingstore.h"
#include "setup/consentflow.h"

#include <QTest>

namespace milepost::test {

/// The demo registration, to which nothing was granted, and somebody at the consent page. Pauses are short,
/// by the computer's clock.
class ConsentWorld final {
public:
    ConsentWorld() {
        if (!box.start())
            qFatal("the sandbox does not start");
        setApp({{QStringLiteral("granted"), QJsonArray()}});
        m_transport = std::move(*NetTransport::create({box.caFile(), {}, {}}));
        person = std::make_unique<Person>(box);
        wish.authority = QUrl(box.authority());
        wish.tenantId = sandbox::demo::k_tenant.toString();
        wish.clientId = sandbox::demo::k_clientId.toString();
        wish.scope = QStringLiteral("https://graph.microsoft.com/.default");
        wish.roles = {QStringLiteral("Calendars.ReadWrite"), QStringLiteral("User.ReadBasic.All")};
        wish.mailbox = sandbox::demo::k_mailbox.toString();
        open = [this](const QUrl& page) { return person->visit(page); };
        setSecret(sandbox::demo::k_clientSecret.toString());
    }

    void control(const QString& name, const QJsonObject& json) {
        if (!box.control(name, json))
            qFatal("the sandbox refuses %s", qPrintable(name));
    }
    void setApp(QJsonObject json) {
        json.insert(QStringLiteral("clientId"), sandbox::demo::k_clientId.toString());
        control(QStringLiteral("application"), json);
    }
    void takesAnswers() {
        setApp({{QStringLiteral("redirectUris"), QJsonArray{QStringLiteral("http://localhost")}}});
    }
    void spreadsAfter(int seconds) {
        control(QStringLiteral("options"), {{QStringLiteral("propagationSeconds"), seconds}});
    }
    void setSecret(const QString& secret) {
        m_secrets.put(
            entraKey(QStringLiteral("main"), SecretPurpose::EntraSecret, wish.authority, wish.tenantId),
            secret);
    }

    [[nodiscard]] ConsentOutcome grant(std::stop_token stop = {}) {
        EntraTokenProvider entra({*m_transport, m_secrets, m_clock, nullptr},
                                 {QStringLiteral("main"), wish.authority, wish.tenantId, wish.clientId,
                                  wish.scope, RetryPolicy(1)});
        LaneGate gate(m_clock);
        ApiClient::Options options;
        options.stage = Error::Stage::Graph;
        options.origin = originOf(QUrl(box.graphRoot()));
        options.readError = readGraphError;
        options.retry = RetryPolicy(1);
        ApiClient api({*m_transport, &entra, m_clock, gate, nullptr}, options);
        GraphClient graph(api, box.graphRoot(), QStringLiteral("W. Europe Standard Time"));
        AppDirectory directory(api, box.graphRoot());
        const auto hear = [this](const ConsentProgress& progress) {
            told.push_back(progress);
            if (tell)
                tell(progress);
        };
        const auto show = [this](const QUrl& page, const std::stop_token&) { return open(page); };
        return ConsentFlow({entra, graph, hasDirectory ? &directory : nullptr, m_clock, show, hear, patience,
                            spread, std::chrono::milliseconds(50), std::chrono::milliseconds(200)})
            .grant(wish, std::move(stop));
    }

    sandbox::Sandbox box{options()};
    std::unique_ptr<Person> person;
    ConsentWish wish;
    std::chrono::milliseconds patience = std::chrono::seconds(60); ///< for the answer
    std::chrono::milliseconds spread = std::chrono::seconds(60);
    std::function<bool(const QUrl&)> open;
    std::function<void(const ConsentProgress&)> tell;
    std::vector<ConsentProgress> told;
    bool hasDirectory = false;

private:
    static sandbox::Options options() {
        sandbox::Options options;
        options.traps = false;
        return options;
    }

    std::unique_ptr<NetTransport> m_transport;
    SystemClock m_clock;
    RecordingStore m_secrets;
};

} // namespace milepost::test
