// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "domain/permissions.h"
#include "http/transport.h"

#include <mutex>

namespace milepost {

/// The least application permission that a call to Graph needs (graph-contract 2.2); "" for one that no
/// permission of ours opens. `path` is relative to the version, encoded, with or without its query. Pure.
[[nodiscard]] QString permissionOfCall(const QByteArray& method, const QByteArray& path);

/// Passes calls on, and keeps in mind which permissions those needed that succeeded, the children of batches
/// among them. Thread-safe; answers are looked at on the net thread, and only while they can be news. Whoever
/// sends has the answer before this is destroyed.
class PermissionUse final : public Transport {
public:
    /// `next` and `clock` outlive this. `graphRoot` without /v1.0.
    PermissionUse(Transport& next, const Clock& clock, const QString& graphRoot);

    [[nodiscard]] QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override;
    /// Since this was made.
    [[nodiscard]] PermissionUses uses() const;

private:
    void note(const QString& permission);
    [[nodiscard]] bool isNews(const QString& permission) const;

    Transport& m_next;
    const Clock& m_clock;
    const QByteArray m_root; ///< ends with "/v1.0/"
    mutable std::mutex m_mutex;
    PermissionUses m_uses; ///< guarded by m_mutex
};

} // namespace milepost
