// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/topic.h"
#include "http/exchangesink.h"

#include <vector>

namespace milepost {

/// A $batch of ours as the exchange log shows it (ADR 32), without bodies: those stand with the requests that
/// it carries. As far as it is known before it goes; it is about what all of these are about.
[[nodiscard]] Exchange exchangeOf(const HttpRequest& envelope, const std::vector<Topic::About>& carried,
                                  const Clock& clock);

/// With what came back.
[[nodiscard]] Exchange withAnswer(Exchange told, const Result<HttpResponse>& answer, const Clock& clock);

} // namespace milepost
