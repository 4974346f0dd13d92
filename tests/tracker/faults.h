// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "faketracker.h"

namespace milepost::test {

/// One way in which a page can fail, and the kind of error that it is.
struct Fault {
    const char* name;
    Answer answer;
    Error::Kind kind;
    bool listOnly = false; ///< has no meaning for the answers that are one object
};

/// Every way in which a page can fail.
[[nodiscard]] const std::vector<Fault>& faults();

/// No answer at all, as the transport says it.
[[nodiscard]] Answer failure(Error::Kind kind, const QString& code);

} // namespace milepost::test
