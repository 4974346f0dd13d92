// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

namespace milepost {

/// One window for one folder of profiles, so that no profile has two windows. The first start holds a lock
/// and listens; a second one tells it what it was asked for and ends. Runs on: main.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    /// `folder` is made when it is not there.
    explicit SingleInstance(const QString& folder, QObject* parent = nullptr);

    /// False: another window holds the folder.
    [[nodiscard]] bool isFirst() const { return m_isFirst; }
    /// Tells the other window to come to the front, with this profile unless the name is empty. False when
    /// it does not answer. Blocks for ten seconds at most; for a program that shows no window.
    [[nodiscard]] bool callFirst(const QString& profile) const;

signals:
    /// Somebody started the program again.
    void called(const QString& profile);

private:
    void listen();
    void answer();

    QString m_name; ///< of the socket
    QLockFile m_lock;
    QLocalServer m_server;
    bool m_isFirst = false;
};

} // namespace milepost
