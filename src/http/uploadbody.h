// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QIODevice>

namespace milepost {

/// A request body that can be read once. Qt re-sends a request by itself when a connection closes without an
/// answer; it cannot rewind a sequential device, so that it fails with ContentReSendError instead (law 4).
/// Runs on: the net thread.
class UploadBody final : public QIODevice {
public:
    explicit UploadBody(QByteArray bytes);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    bool seek(qint64) override { return false; } ///< Qt asks before it re-sends; QIODevice would warn
    bool reset() override { return false; }
    /// True as soon as Qt took a byte: from then on the server may have seen the request. Of an empty body
    /// nothing is ever taken, so it always counts as touched.
    [[nodiscard]] bool wasTouched() const { return m_touched || m_bytes.isEmpty(); }

protected:
    qint64 readData(char* data, qint64 maxSize) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_position = 0;
    bool m_touched = false;
};

} // namespace milepost
