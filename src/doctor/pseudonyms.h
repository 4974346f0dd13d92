// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redacted.h"

#include <map>

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace milepost {

/// Other names for mailboxes, people and titles in what leaves this computer (ADR 32). The same one has the
/// same name in every bundle of this computer; nobody else can tell who it is, nor try names out, for they
/// are made with a key that stays here. A value, not for several threads.
class Pseudonyms final {
public:
    enum class Kind { Mailbox, Person, Title };

    /// `key`: random bytes that stay on this computer.
    explicit Pseudonyms(Redacted<QByteArray> key) : m_key(std::move(key)) {}

    /// Will be replaced by its pseudonym in every text. Shorter than three letters, it is left alone: it
    /// would stand in every word.
    void learn(Kind kind, const QString& real);
    /// Learnt ones, as they are, in JSON and in addresses, in any case; then whatever else has the form of a
    /// mail address.
    [[nodiscard]] QString applied(QString text);
    /// What it stands for, as {"mailbox-1a2b3c4d": "ann@example.com"}: for a file that stays here.
    [[nodiscard]] QJsonObject map() const;

private:
    [[nodiscard]] QString replaced(QString text) const;
    [[nodiscard]] QString withoutAddresses(const QString& text);
    [[nodiscard]] QString nameOf(Kind kind, const QString& real) const;

    Redacted<QByteArray> m_key;
    struct Known {
        QString real; ///< as it was written first
        QString name;
        QStringList spellings;
    };
    std::map<QString, Known> m_known; ///< by what is real, in lower case
    QHash<QString, QString> m_done;   ///< texts come again and again
};

} // namespace milepost
