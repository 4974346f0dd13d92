// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "sandbox/call.h"

#include <chrono>

#include <QJsonObject>

namespace milepost::sandbox {

struct World;

/// The door for whoever steers the sandbox: /_sandbox/<name> over HTTP, Sandbox::control in process.
[[nodiscard]] Answer handleControl(World& world, const Call& call);
/// The same without HTTP. Any thread, without the world's mutex.
[[nodiscard]] Result<QJsonObject> control(World& world, const QString& name, const QJsonObject& arguments);

// Its parts; each takes the mutex itself.
[[nodiscard]] Result<QJsonObject> controlEdit(World& world, const QJsonObject& arguments);
[[nodiscard]] Result<QJsonObject> controlTracker(World& world, const QJsonObject& arguments);
[[nodiscard]] Result<QJsonObject> controlOptions(World& world, const QJsonObject& arguments);
[[nodiscard]] Result<QJsonObject> controlBulk(World& world, const QJsonObject& arguments);
[[nodiscard]] Result<QJsonObject> controlMailbox(World& world, const QJsonObject& arguments);
[[nodiscard]] Result<QJsonObject> controlApplication(World& world, const QJsonObject& arguments);
[[nodiscard]] Result<QJsonObject> controlAccess(World& world, const QJsonObject& arguments);
[[nodiscard]] Result<QJsonObject> controlApplications(World& world);
[[nodiscard]] QJsonObject controlState(World& world, const QString& mailbox);
[[nodiscard]] QJsonObject controlCounters(World& world);
[[nodiscard]] QJsonObject controlHeld(World& world, std::chrono::milliseconds wait, int count);

/// A refusal of the control interface.
[[nodiscard]] std::unexpected<Error> controlRefused(const QString& why);

} // namespace milepost::sandbox
