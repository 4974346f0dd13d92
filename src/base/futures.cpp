// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"

#include <QCoreApplication>
#include <QThread>

namespace milepost {

bool onMainThread() {
    const auto* application = QCoreApplication::instance();
    return application != nullptr && application->thread() == QThread::currentThread();
}

} // namespace milepost
