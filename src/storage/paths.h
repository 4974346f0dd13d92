// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QString>

namespace milepost {

/// Where everything lives (docs/files.md). A value; says where, touches nothing.
class Paths final {
public:
    /// The platform's folders: ~/.config/milepost and ~/.local/share/milepost, or %LOCALAPPDATA%\milepost.
    [[nodiscard]] static Paths platform();
    /// All of it below one folder (--config-dir).
    [[nodiscard]] static Paths below(const QString& folder);

    [[nodiscard]] const QString& profilesFolder() const { return m_profiles; }
    [[nodiscard]] const QString& dataFolder() const { return m_data; }
    [[nodiscard]] QString profileFile(const QString& profile) const;
    [[nodiscard]] QString database(const QString& profile) const;
    [[nodiscard]] QString exchangeLog(const QString& profile) const;

private:
    Paths(QString profiles, QString data);
    QString m_profiles;
    QString m_data;
};

/// Names are file names on every platform: letters, digits, blanks, '.', '_' and '-', 64 at most, beginning
/// with a letter or digit, not ending in a blank or '.', none of Windows' devices. Kind::Config otherwise.
[[nodiscard]] Result<void> checkProfileName(const QString& name);

} // namespace milepost
