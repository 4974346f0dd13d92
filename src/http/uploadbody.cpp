// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/uploadbody.h"

#include <algorithm>
#include <cstring>

namespace milepost {

UploadBody::UploadBody(QByteArray bytes) : m_bytes(std::move(bytes)) {
    // Unbuffered: what Qt read is what Qt sent.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 UploadBody::bytesAvailable() const {
    return m_bytes.size() - m_position + QIODevice::bytesAvailable();
}

qint64 UploadBody::readData(char* data, qint64 maxSize) {
    m_touched = true;
    const qint64 count = std::min<qint64>(maxSize, m_bytes.size() - m_position);
    if (count <= 0)
        return -1;
    std::memcpy(data, m_bytes.constData() + m_position, static_cast<size_t>(count));
    m_position += count;
    return count;
}

} // namespace milepost
