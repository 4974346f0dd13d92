// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "machine.h"

#include <QProcess>

namespace milepost {

/// A run in a process of its own (the program crashrunner) that ends itself by kill -9 at one of the borders
/// of its requests to Graph: each has two, before its bytes leave and after its answer came.
struct DoomedRun {
    Endpoints endpoints;
    QString dataDir;
    int border = 0;                        ///< counted from 1; 0: it is not killed
    std::optional<StorePlace> store = {};  ///< empty: a file in that folder
    QString storeProfile = {};             ///< the name that the place was made with
    std::optional<unsigned> policies = {}; ///< see choosePolicies()
    int daysAhead = 0;
    bool individual = false; ///< a calendar for each person
    QString exchanges = {};  ///< the file that keeps its requests to Graph; empty: none does

    void start(QProcess& process) const;

    // In that process.
    [[nodiscard]] static DoomedRun fromArguments(const QStringList& arguments);
    [[nodiscard]] Machine::Options options() const;
};

/// What that process says at its end.
struct RunnerReport {
    bool verified = false;
    int created = 0;
    qint64 peakKiB = 0; ///< resident, at most

    [[nodiscard]] static RunnerReport read(QProcess& process);
    void say() const;
};

} // namespace milepost
