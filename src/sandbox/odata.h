// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>
#include <QVariant>

namespace milepost::sandbox::odata {

/// What a filter is asked about: one item's member by its path ("start/dateTime"), or nothing if there is no
/// such member on the type.
using Member = std::function<std::optional<QVariant>(const QString& path)>;
/// The elements of a collection member ("singleValueExtendedProperties"), or nothing when it is none.
using Elements = std::function<std::optional<std::vector<Member>>(const QString& path)>;

struct Item {
    Member member;
    Elements elements;
};

/// A parsed $filter. Supports and, or, not, eq ne gt ge lt le, startswith, endswith, contains, and any().
class Filter final {
public:
    /// Nothing when the text does not parse.
    [[nodiscard]] static std::optional<Filter> parse(const QString& text);
    /// Text compares without case, instants as instants. Nothing: it names a member that the type lacks.
    [[nodiscard]] std::optional<bool> matches(const Item& item) const;

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
};

/// The ids asked for by $expand=singleValueExtendedProperties($filter=id eq '..' or id eq '..').
/// Nothing when the text is not of that form.
[[nodiscard]] std::optional<QStringList> expandedPropertyIds(const QString& expand);

} // namespace milepost::sandbox::odata
