// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/keychainsecretstore.h"
#include "fakekeychain.h"

namespace milepost::test {

/// The store over a keychain that does what a test says.
class KeychainTest : public QObject {
protected:
    void make(KeychainSecretStore::Options options) {
        m_store.reset();
        m_world = std::make_shared<World>();
        m_store =
            std::make_unique<KeychainSecretStore>(std::make_unique<FakeBackend>(m_world), std::move(options));
    }
    QString readText() {
        const auto future = m_store->read(k_key, {});
        const QString code = codeOf(future);
        return code == u"ok"_s ? future.result()->reveal() : u"error "_s + code;
    }
    QString write(const QString& text) { return codeOf(m_store->write(k_key, Redacted(text), {})); }
    QString stateText() {
        const auto future = m_store->state(k_key, {});
        const QString code = codeOf(future);
        return code == u"ok"_s ? toString(*future.result()) : code;
    }
    void letGo() {
        m_world->hangs = false;
        while (!m_world->held.empty()) {
            const auto finish = m_world->held.front();
            m_world->held.pop_front();
            finish();
        }
    }

    std::shared_ptr<World> m_world;
    std::unique_ptr<KeychainSecretStore> m_store;
};

} // namespace milepost::test
