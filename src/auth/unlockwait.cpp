// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/unlockwait.h"

namespace milepost {

void UnlockWait::set(const std::optional<SecretKey>& key, bool isWriting) {
    if (m_key == key && m_isWriting == isWriting)
        return;
    m_key = key;
    m_isWriting = isWriting;
    emit changed();
}

} // namespace milepost
