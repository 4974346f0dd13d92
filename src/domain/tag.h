// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <tuple>

#include <QHashFunctions>
#include <QString>

namespace milepost {

/// What one event stands for: a deliverable of a tracker in one recipient's calendar (law 1).
struct EventKey {
    QString source; ///< tracker host and path, see sourceOf()
    qint64 deliverable = 0;
    QString recipient; ///< Graph object id; empty in shared mode

    friend bool operator==(const EventKey&, const EventKey&) = default;
    friend size_t qHash(const EventKey& key, size_t seed = 0) {
        return qHashMulti(seed, key.source, key.deliverable, key.recipient);
    }
    friend bool operator<(const EventKey& a, const EventKey& b) {
        return std::tie(a.source, a.deliverable, a.recipient) <
               std::tie(b.source, b.deliverable, b.recipient);
    }
    /// "source|deliverable|recipient", as JSON documents and the journal write it.
    [[nodiscard]] QString toString() const;
    [[nodiscard]] static std::optional<EventKey> fromString(const QString& text);
};

/// Our mark on an event: `mp1|source|deliverable|recipient|hash` (law 1, docs/adr/0004-tag-and-identity.md).
/// The hash is that of the content sent, a dash, and that of its body alone, so that a change of the body can
/// be told without ever comparing bodies, which Graph rewrites (graph-contract 5.1).
struct Tag {
    EventKey key;
    QString contentHash; ///< 16 hexadecimal digits
    QString bodyHash;    ///< 8 hexadecimal digits

    friend bool operator==(const Tag&, const Tag&) = default;
    [[nodiscard]] QString toString() const;
    /// Nothing for any text that is not exactly a tag of ours.
    [[nodiscard]] static std::optional<Tag> fromString(const QString& text);
};

/// What stands in the tag's place once an event was let go: Graph documents no way to remove an extended
/// property, and this text is no tag.
[[nodiscard]] QString detachedMark();

/// The id of the one extended property that carries the tag: one fixed GUID, one name.
[[nodiscard]] QString tagPropertyId();
/// Up to and including the delimiter that closes the part asked for: "mp1|source|" finds every event of a
/// tracker, "mp1|source|deliverable|recipient|" those of one key and never another's that begins alike.
[[nodiscard]] QString tagPrefix(const QString& source);
[[nodiscard]] QString tagPrefix(const EventKey& key);

/// A tracker's address without scheme, as tags carry it: host in lower case, port where it is not the
/// scheme's, path without closing slash; the same on every machine. '|' and '%' cannot appear unescaped.
[[nodiscard]] QString sourceOf(const QString& trackerUrl);

} // namespace milepost
