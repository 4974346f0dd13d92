// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/failure.h"

namespace milepost {

/// Is it what curl -v or curl -i prints: lines of a request and an answer?
[[nodiscard]] bool isTranscript(const QString& text);
/// The last answer of it, and the request that it belongs to; redirects on the way go into the context. Words
/// of curl itself become the transport's message.
[[nodiscard]] Failure fromTranscript(const QString& text);

} // namespace milepost
