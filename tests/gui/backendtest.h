// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/futures.h"
#include "countingstore.h"

#include <QTemporaryDir>
#include <QTest>

namespace milepost {

/// The engine as the window sees it, over a real sandbox: no secret but in memory, files in a folder of the
/// test's own.
class BackendTest : public QObject {
protected:
    void open() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_writes = std::make_shared<std::atomic<int>>(0);
        m_backend =
            std::make_unique<DesktopBackend>(Paths::below(m_folder->path()), CountingStore::maker(m_writes));
    }
    void close() {
        const QFuture<void> down = m_backend->shutDown();
        QTRY_VERIFY_WITH_TIMEOUT(down.isFinished(), 20'000);
        m_backend.reset();
    }
    template <class T> [[nodiscard]] static bool comes(const QFuture<T>& future) {
        return QTest::qWaitFor([&] { return future.isFinished(); }, 30'000) && future.resultCount() == 1;
    }
    [[nodiscard]] Profile sandboxProfile() {
        const auto started = m_backend->startSandbox();
        return comes(started) && started.result() ? *started.result() : Profile();
    }
    /// The sandbox's profile as a draft of another name, whose secrets are typed.
    [[nodiscard]] Draft typedDraft() {
        namespace demo = sandbox::demo;
        Draft draft{sandboxProfile(), {}};
        draft.profile.name = QStringLiteral("Typed");
        draft.profile.secretSource = SecretSource::Keychain;
        draft.secrets[SecretPurpose::EntraSecret] = Redacted(demo::k_clientSecret.toString());
        draft.secrets[SecretPurpose::TrackerPassword] = Redacted(demo::k_trackerPassword.toString());
        return draft;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<std::atomic<int>> m_writes; ///< of secrets
    std::unique_ptr<DesktopBackend> m_backend;
};

} // namespace milepost
