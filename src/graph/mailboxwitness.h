// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/witness.h"

#include <map>
#include <mutex>

namespace milepost {

/// What the mailboxes of a tenant answered so far, for the failures of one of them: does another one work,
/// does this one work otherwise, does the directory know it. A refusal elsewhere counts once two others are
/// refused and none works: one may be the mailbox that must be refused.
class MailboxWitness final : public Witness {
public:
    void saw(const HttpRequest& request, int status) override;
    [[nodiscard]] QJsonObject about(const HttpRequest& request) const override;

private:
    struct Seen {
        int read = 0; ///< of calendars and events, the last one; 0: none yet
        QString readAt;
        int write = 0;
        QString worksAt;               ///< the last read that was answered well
        int list = 0;                  ///< of the calendars
        int user = 0;                  ///< of the directory
        std::map<QString, int> faults; ///< answers 500 in a row, by request
    };
    [[nodiscard]] int elsewhere(const QString& mailbox, bool isWrite) const;

    mutable std::mutex m_mutex;
    std::map<QString, Seen> m_seen; ///< by the mailbox as it is addressed; guarded by m_mutex
};

} // namespace milepost
