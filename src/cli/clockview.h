// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/session.h"

namespace milepost::cli {

/// Tells of services whose clock is five minutes or more away from this computer's: a line for people, and
/// the member "warnings" of the document. Nothing fails by that here, for the life of a token is judged by
/// its service's clock; certificates are not so patient.
void warnAboutClocks(Session& session, const Workspace& workspace, QJsonObject& document);

} // namespace milepost::cli
