// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/secretsource.h"

#include "storage/privatefile.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_mostSecretBytes = 1024 * 1024;

} // namespace

Result<Redacted<QByteArray>> readSource(Session& session, const QString& from) {
    if (from == u"stdin"_s)
        return session.terminal().readInput(session.stop());
    if (from.startsWith(u"env:"_s)) {
        const QString value = session.environment().variable(from.mid(4));
        if (value.isEmpty())
            return std::unexpected(configError(u"the variable %1 is not set"_s.arg(from.mid(4))));
        return Redacted(value.toUtf8());
    }
    auto bytes = readFile(from.mid(5), k_mostSecretBytes);
    if (!bytes)
        return std::unexpected(bytes.error());
    return Redacted(std::move(*bytes));
}

CLI::Validator sourceCheck() {
    return checkedBy("env:VARIABLE, file:PATH or stdin", [](const QString& text) {
        return text == u"stdin"_s || (text.startsWith(u"env:"_s) && text.size() > 4) ||
               (text.startsWith(u"file:"_s) && text.size() > 5);
    });
}

} // namespace milepost::cli
