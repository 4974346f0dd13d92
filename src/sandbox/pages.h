// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"

namespace milepost::sandbox {

// The pages that a person meets while signing in: plain forms that post to their own address, with named
// buttons, so that a browser, a script or a test can press them.

/// Fields "login" and "password", button "signin"; `trouble` is shown above them.
[[nodiscard]] Answer signInPage(const QString& trouble);
/// Field "otc", button "next".
[[nodiscard]] Answer codePage(const QString& trouble);
/// Buttons "accept" and "cancel", both named "decision"; `session` goes with them.
[[nodiscard]] Answer questionPage(const QString& title, const QStringList& lines, const QString& session);
/// The way out of a page that asks for an administrator: only "cancel".
[[nodiscard]] Answer approvalPage(const QString& text, const QString& session);
[[nodiscard]] Answer messagePage(int status, const QString& title, const QString& text);
/// 400 with the words of an AADSTS number, for what must not be redirected.
[[nodiscard]] Answer troublePage(const Call& call, int number, const QString& detail = {});

/// 302 to `uri` with these behind it; spaces travel as '+', as there.
[[nodiscard]] Answer redirectTo(const QString& uri, const QList<std::pair<QString, QString>>& query);

} // namespace milepost::sandbox
