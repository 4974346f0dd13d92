// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/whoruns.h"

#include <QDir>
#include <QFileInfo>
#include <QSysInfo>

namespace milepost {

using namespace Qt::StringLiterals;

QString whoRuns() {
    QString account;
    for (const char* variable : {"USER", "LOGNAME", "USERNAME"}) // the last is Windows'
        if (account.isEmpty())
            account = qEnvironmentVariable(variable);
    if (account.isEmpty())
        account = QFileInfo(QDir::homePath()).owner(); // a timer's process may have none of them
    const QString host = QSysInfo::machineHostName();
    return account.isEmpty() ? host : account + u'@' + host;
}

} // namespace milepost
