// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redacted.h"
#include "base/result.h"
#include "domain/profileschema.h"

#include <optional>
#include <vector>

#include <QByteArray>
#include <QStringList>

namespace milepost {

/// The tracker's own variables for its calendar (seed-guide, step 4): MICROSOFT_* and APP_URL, as a .env file
/// or as part of a docker-compose file.
enum class EnvForm { DotEnv, Compose };

/// An assignment that was left out, or needs a word; never a secret.
struct EnvNote {
    enum class Kind {
        NotUnderstood, ///< its quotes, or what follows them
        SetBefore,     ///< in line `detail`, otherwise; this one counts
        NotSet, ///< it refers to the variable `detail`, or to one that is not named, which is set nowhere
                ///< here
        Empty,
        Placeholder, ///< the value of the tracker's guide
        NotValid,    ///< for the profile's key `key`; `detail` says why, in English
    };
    Kind kind = Kind::NotUnderstood;
    int line = 0;
    QString name; ///< of the variable
    QString key = {};
    QString detail = {};

    friend bool operator==(const EnvNote&, const EnvNote&) = default;
};
/// "line 4: NAME: why", in English, for the console and the log.
[[nodiscard]] QString toString(const EnvNote& note);

struct EnvImport {
    KeyValues profileValues;        ///< valid ones: withValues() takes them all
    Redacted<QString> clientSecret; ///< empty when the file holds none
    std::vector<EnvNote> notes;     ///< what was left out and why
    QStringList loaded;  ///< the tracker's variables that have a usable value here, in the guide's order
    QStringList missing; ///< the others of them
    QStringList unknown; ///< other variables, in the order of the file; what is not in capitals is left out

    [[nodiscard]] QStringList warnings() const; ///< the notes in English
};

/// The variable that sets a key of the profile; of "" the one that holds the secret. "" when there is none.
[[nodiscard]] QString envVariable(const QString& key);

/// Reads either form. Comments, quotes, escapes, `export`, CRLF and ${NAME}, ${NAME:-default} are understood;
/// names are looked up in the same text and then in `outside`, another .env text.
[[nodiscard]] EnvImport readEnv(const QByteArray& content, const QByteArray& outside = {});

/// readEnv() of a file. Beside a docker-compose file the .env of its folder is looked into, as compose does.
[[nodiscard]] Result<EnvImport> importEnv(const QString& path);
/// What importEnv() reads at most, in bytes.
inline constexpr qint64 k_mostOfEnv = 1 << 20;

/// The profile in that form, without the secret. An empty appUrl is written as the address that it stands
/// for; keys without a value are left out.
[[nodiscard]] QString exportEnv(const Profile& profile, EnvForm form);

/// The same into a 0600 file, with the secret when one is given.
[[nodiscard]] Result<void> writeEnv(const QString& path, const Profile& profile, EnvForm form,
                                    const std::optional<Redacted<QString>>& secret);

} // namespace milepost
