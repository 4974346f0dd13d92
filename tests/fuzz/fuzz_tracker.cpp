// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Listings of the tracker. The first byte says of what.

#include "fuzzing.h"
#include "tracker/listing.h"

using namespace milepost;
using namespace milepost::tracker;

namespace {

template <class T> void attackRows(const QJsonValue& json, typename RowCollector<T>::Read read) {
    const Result<Page> page = readPage(json);
    if (!page)
        return;
    require(!page->count || *page->count >= 0, "a count is no less than nothing");
    RowCollector<T> collector(read);
    if (!collector.add(page->rows))
        return;
    require(collector.ids() <= page->rows.size(), "no row is made up");
    PageTrail trail;
    const bool isWhole = trail.note(*page, collector.ids()).has_value();
    if (isWhole && page->count && page->nextQuery.isEmpty())
        require(collector.ids() == *page->count, "a listing that is whole meets its count");
    require(!trail.note(*page, collector.ids()) || page->nextQuery.isEmpty(), "pages never go in a circle");
    for (const T& value : collector.take())
        if constexpr (requires { value.id; })
            require(value.id > 0, "an id is above zero");
}

void attackView(const QJsonValue& json) {
    JsonReader me(json.toObject(), {});
    (void)readView(me);
}

} // namespace

void attack(const QByteArray& bytes) {
    const auto json = parseJson(bytes.mid(1), Error::Stage::Tracker);
    if (bytes.isEmpty() || !json)
        return;
    switch (bytes.front()) {
    case 'd':
        return attackRows<Deliverable>(*json, readDeliverable);
    case 'p':
        return attackRows<Project>(*json, readProject);
    case 'h':
        return attackRows<Person>(*json, readPerson);
    case 'l':
        return attackRows<DeliverableLink>(*json, readLink);
    case 'a':
        return attackRows<ProjectAssignment>(*json, readAssignment);
    case 'u':
        return attackRows<Account>(*json, readAccount);
    default:
        return attackView(*json);
    }
}
