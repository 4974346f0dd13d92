// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/appcertificate.h"
#include "auth/sessionsecretstore.h"
#include "base/futures.h"
#include "fakes.h"
#include "http/nettransport.h"
#include "sandbox/sandbox.h"
#include "setup/entrarotation.h"

#include <QTest>

namespace milepost::test {

/// Where the process dies: after so many boundaries nothing reaches keychain or network any more.
class Fuse {
public:
    void set(int left) { m_left = left; }
    /// One more boundary; false: dead.
    [[nodiscard]] bool pass() { return m_left > 0 && --m_left > 0; }
    [[nodiscard]] bool isBlown() const { return m_left <= 0; }

private:
    int m_left = 1'000'000;
};

inline std::unexpected<Error> dead() {
    return std::unexpected(makeError(Error::Kind::Keychain, Error::Stage::Keychain, QStringLiteral("dead"),
                                     QStringLiteral("dead")));
}

/// A keychain with a boundary on both sides of each write.
class FusedStore final : public SecretStore {
public:
    explicit FusedStore(Fuse& fuse) : m_fuse(fuse) {}
    QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override {
        return m_fuse.isBlown() ? ready<Redacted<QString>>(dead()) : m_store.read(std::move(key), stop);
    }
    QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret, std::stop_token stop) override {
        if (!m_fuse.pass())
            return ready<void>(dead());
        const auto written = await(m_store.write(std::move(key), std::move(secret), stop));
        return m_fuse.pass() ? ready(written) : ready<void>(dead());
    }
    QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override {
        if (!m_fuse.pass())
            return ready<void>(dead());
        const auto removed = await(m_store.remove(std::move(key), stop));
        return m_fuse.pass() ? ready(removed) : ready<void>(dead());
    }
    QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override {
        return m_store.state(std::move(key), stop);
    }

private:
    Fuse& m_fuse;
    SessionSecretStore m_store;
};

/// A network with a boundary on both sides of each request.
class FusedTransport final : public Transport {
public:
    FusedTransport(Fuse& fuse, Transport& real) : m_fuse(fuse), m_real(real) {}
    QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override {
        if (!m_fuse.pass())
            return ready<HttpResponse>(lost(Error::Kind::Offline));
        const auto answer = await(m_real.send(std::move(request), stop));
        return m_fuse.pass() ? ready(answer) : ready<HttpResponse>(lost(Error::Kind::Doubtful));
    }

private:
    static std::unexpected<Error> lost(Error::Kind kind) {
        return std::unexpected(
            makeError(kind, Error::Stage::Transport, QStringLiteral("dead"), QStringLiteral("dead")));
    }
    Fuse& m_fuse;
    Transport& m_real;
};

/// Why it failed; "" when it did not.
inline QString why(const RotationOutcome& outcome) {
    return outcome.error ? outcome.error->summary() : QString();
}

/// A profile whose secrets rotate, in a sandbox of its own for each test, with a fuse before keychain and
/// network.
class RotationTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

protected:
    static void bothKinds();
    void start(bool isCertificate,
               const QStringList& more = {QStringLiteral("Application.ReadWrite.OwnedBy")});
    void control(const QString& name, const QJsonObject& json) { QVERIFY(m_sandbox->control(name, json)); }
    [[nodiscard]] int credentials() const;
    [[nodiscard]] SecretKey key() const;
    [[nodiscard]] QString stored(SecretPurpose purpose) const;
    [[nodiscard]] SecretPurpose nextPlace() const { return rotationPlaces(key().purpose)->next; }
    [[nodiscard]] SecretPurpose formerPlace() const { return rotationPlaces(key().purpose)->former; }
    /// With the rights that a fresh token has.
    [[nodiscard]] EntraRotation service();
    [[nodiscard]] RotationOutcome rotate(std::optional<RotatedSecret> given = {}, int patience = 600);
    [[nodiscard]] Result<Retirement> runSucceeded();
    [[nodiscard]] bool works();
    [[nodiscard]] RotatedSecret typed();

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<NetTransport> m_network;
    Fuse m_fuse;
    std::unique_ptr<FusedTransport> m_transport;
    std::unique_ptr<FusedStore> m_secrets;
    FakeClock m_clock;
    std::unique_ptr<EntraTokenProvider> m_entra;
    std::unique_ptr<LaneGate> m_gate;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<AppDirectory> m_directory;
    Profile m_profile;
    std::function<void(const RotationProgress&)> m_tell;
    int m_rotations = 0;
};

} // namespace milepost::test
