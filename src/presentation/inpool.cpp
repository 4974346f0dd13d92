// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/inpool.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace milepost {

void dropElsewhere(std::shared_ptr<const void> large) {
    QThreadPool::globalInstance()->start([gone = std::move(large)]() mutable {
        gone.reset();
#ifdef __GLIBC__
        malloc_trim(0); // by itself it keeps what many small blocks leave behind
#endif
    });
}

} // namespace milepost
