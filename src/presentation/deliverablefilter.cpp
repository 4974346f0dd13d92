// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/deliverablefilter.h"

#include "base/text.h"

#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, 5> k_dateNames{u"all", u"next30", u"next90", u"thisYear", u"custom"};
constexpr size_t k_rowsPerLook = 4096; // how often a stop is looked for

using Range = std::pair<std::optional<QDate>, std::optional<QDate>>;

Range rangeOf(const DeliverableFilter& filter, QDate today) {
    switch (filter.dates) {
    case DeliverableFilter::Dates::All:
        return {};
    case DeliverableFilter::Dates::Next30:
        return {today, today.addDays(30)};
    case DeliverableFilter::Dates::Next90:
        return {today, today.addDays(90)};
    case DeliverableFilter::Dates::ThisYear:
        return {QDate(today.year(), 1, 1), QDate(today.year(), 12, 31)};
    case DeliverableFilter::Dates::Custom:
        return {filter.from, filter.to};
    }
    return {};
}

/// A filter with everything worked out that does not depend on single rows.
class Sieve {
public:
    Sieve(const DeliverableFilter& filter, const DeliverableTable& table, QDate today)
        : m_filter(filter),
          m_table(table),
          m_range(rangeOf(filter, today)) {
        for (const QString& word : folded(filter.search).split(u' ', Qt::SkipEmptyParts))
            m_words.push_back({word, whichContain(word, table.projects), whichContain(word, table.teams)});
    }

    [[nodiscard]] bool passes(int index) const {
        const ListedDeliverable& row = m_table.row(index);
        return passesDate(row) && (m_filter.completed || !row.completed) &&
               (m_filter.standings.empty() || m_filter.standings.contains(row.standing)) &&
               passesProject(row) && passesPeople(row) && passesSearch(row);
    }

private:
    [[nodiscard]] bool passesDate(const ListedDeliverable& row) const {
        if (!row.date)
            return m_filter.undated;
        return (!m_range.first || *row.date >= *m_range.first) &&
               (!m_range.second || *row.date <= *m_range.second);
    }
    [[nodiscard]] bool passesProject(const ListedDeliverable& row) const {
        if (m_filter.projects.empty() && m_filter.clients.empty())
            return true;
        const ListedProject* project = m_table.project(row);
        return project != nullptr && (m_filter.projects.empty() || m_filter.projects.contains(project->id)) &&
               (m_filter.clients.empty() || m_filter.clients.contains(project->client));
    }
    [[nodiscard]] bool passesPeople(const ListedDeliverable& row) const {
        return m_filter.people.empty() ||
               std::ranges::any_of(m_table.team(row).members, [this](const TeamMember& member) {
                   return m_filter.people.contains(member.person);
               });
    }
    [[nodiscard]] bool passesSearch(const ListedDeliverable& row) const {
        return std::ranges::all_of(m_words, [&row](const Word& word) {
            return (row.project >= 0 && word.inProject[static_cast<size_t>(row.project)] != 0) ||
                   word.inTeam[static_cast<size_t>(row.team)] != 0 || row.searchText.contains(word.text);
        });
    }

    /// Thousands of rows share a project and a team: those are looked through once.
    struct Word {
        QString text;
        std::vector<char> inProject;
        std::vector<char> inTeam;
    };
    template <class T>
    static std::vector<char> whichContain(const QString& word, const std::vector<T>& shared) {
        std::vector<char> contain;
        contain.reserve(shared.size());
        for (const T& one : shared)
            contain.push_back(one.searchText.contains(word) ? 1 : 0);
        return contain;
    }

    const DeliverableFilter& m_filter;
    const DeliverableTable& m_table;
    Range m_range;
    std::vector<Word> m_words;
};

template <class T, class Write> QJsonArray listOf(const std::set<T>& values, Write write) {
    QJsonArray list;
    for (const T& value : values)
        list.append(write(value));
    return list;
}

} // namespace

bool passes(const DeliverableFilter& filter, const DeliverableTable& table, int row, QDate today) {
    return Sieve(filter, table, today).passes(row);
}

std::vector<int> filterRows(const DeliverableFilter& filter, const DeliverableTable& table,
                            const std::vector<int>& order, QDate today, std::stop_token stop) {
    if (filter.isDefault())
        return order;
    const Sieve sieve(filter, table, today);
    std::vector<int> rows;
    for (size_t i = 0; i < order.size(); ++i) {
        if (i % k_rowsPerLook == 0 && stop.stop_requested())
            return {};
        if (sieve.passes(order[i]))
            rows.push_back(order[i]);
    }
    return rows;
}

QJsonObject DeliverableFilter::toJson() const {
    QJsonObject json{{u"search"_s, search},
                     {u"dates"_s, k_dateNames.at(static_cast<size_t>(dates)).toString()},
                     {u"projects"_s, listOf(projects, [](qint64 id) { return QJsonValue(id); })},
                     {u"clients"_s, listOf(clients, [](const QString& name) { return QJsonValue(name); })},
                     {u"standings"_s, listOf(standings, [](Standing s) { return QJsonValue(int(s)); })},
                     {u"people"_s, listOf(people, [](qint64 id) { return QJsonValue(id); })},
                     {u"undated"_s, undated},
                     {u"completed"_s, completed}};
    if (from)
        json.insert(u"from"_s, from->toString(Qt::ISODate));
    if (to)
        json.insert(u"to"_s, to->toString(Qt::ISODate));
    return json;
}

DeliverableFilter DeliverableFilter::fromJson(const QJsonObject& json) {
    DeliverableFilter filter;
    filter.search = json.value(u"search"_s).toString();
    const QString dates = json.value(u"dates"_s).toString();
    for (size_t i = 0; i < k_dateNames.size(); ++i)
        if (dates == k_dateNames[i])
            filter.dates = static_cast<Dates>(i);
    const auto date = [&json](const QString& key) {
        const QDate value = QDate::fromString(json.value(key).toString(), Qt::ISODate);
        return value.isValid() ? std::optional(value) : std::nullopt;
    };
    filter.from = date(u"from"_s);
    filter.to = date(u"to"_s);
    for (const QJsonValue value : json.value(u"projects"_s).toArray())
        filter.projects.insert(value.toInteger());
    for (const QJsonValue value : json.value(u"clients"_s).toArray())
        filter.clients.insert(value.toString());
    for (const QJsonValue value : json.value(u"people"_s).toArray())
        filter.people.insert(value.toInteger());
    for (const QJsonValue value : json.value(u"standings"_s).toArray())
        if (const int standing = value.toInt(-1);
            standing >= 0 && standing <= static_cast<int>(Standing::Unknown))
            filter.standings.insert(static_cast<Standing>(standing));
    filter.undated = json.value(u"undated"_s).toBool(true);
    filter.completed = json.value(u"completed"_s).toBool(true);
    return filter;
}

} // namespace milepost
