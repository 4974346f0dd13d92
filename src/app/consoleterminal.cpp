// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consoleterminal.h"

#include <cstdio>

namespace milepost {

namespace {

void write(FILE* stream, const QString& text) {
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void ConsoleTerminal::print(const QString& text) {
    const std::scoped_lock lock(m_writing);
    write(stdout, text);
}

void ConsoleTerminal::note(const QString& text) {
    const std::scoped_lock lock(m_writing);
    write(stderr, text);
}

} // namespace milepost
