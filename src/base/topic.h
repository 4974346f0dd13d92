// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace milepost {

/// What the work of this thread is about, for whoever records its requests: said by the room that knows it,
/// read by one that must not know runs (ADR 32). Holds as long as the object lives; one inside of another
/// takes its place. A value of the thread, because a request passes through four rooms on its way down.
class Topic final {
public:
    struct About {
        qint64 run = 0;         ///< of the journal; 0: none
        qint64 deliverable = 0; ///< of the tracker; 0: none, or several
        qint64 work = 0; ///< one call of the engine, its readings before a run included; 0: as the outer
    };

    explicit Topic(About about);
    ~Topic();
    Topic(const Topic&) = delete;
    Topic& operator=(const Topic&) = delete;

    [[nodiscard]] static About current();

private:
    About m_outer;
};

} // namespace milepost
