// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>

#include <QByteArray>

/// What one input of foreign bytes must bear; each target defines it. A broken promise ends the program, so
/// that the fuzzer keeps the input.
void attack(const QByteArray& bytes);

/// Ends the program with the promise that was broken.
void require(bool kept, const char* promise);
