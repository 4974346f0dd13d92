// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzing.h"

#include <cstdio>
#include <cstdlib>

#ifndef MILEPOST_FUZZ
#include <QDirIterator>
#include <QFile>
#endif

void require(bool kept, const char* promise) {
    if (kept)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

#ifdef MILEPOST_FUZZ

// The name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data,
                                      size_t size) { // NOLINT(readability-identifier-naming)
    attack(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
    return 0;
}

#else

/// Without the fuzzer the corpus is attacked once: every build, whatever its compiler and sanitizer, bears
/// the inputs that ever mattered.
int main(int argc, char** argv) {
    int count = 0;
    for (QDirIterator files(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."), QDir::Files);
         files.hasNext();) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s cannot be read\n", qPrintable(file.fileName()));
            return 1;
        }
        std::printf("%s\n", qPrintable(file.fileName())); // the last one named is the culprit
        std::fflush(stdout);
        attack(file.readAll());
        ++count;
    }
    std::printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}

#endif
