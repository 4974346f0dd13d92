// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/finder.h"

#include "base/text.h"
#include "presentation/inpool.h"
#include "presentation/whenready.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

bool startsAWord(const QString& word, const QString& text) {
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
        if (at == 0 || !text.at(at - 1).isLetterOrNumber())
            return true;
    return false;
}

FinderRank rankOfWords(const QStringList& words, const QString& query, const QString& text) {
    if (text.startsWith(query))
        return FinderRank::Prefix;
    auto rank = FinderRank::WordStart;
    for (const QString& word : words) {
        if (!text.contains(word))
            return FinderRank::None;
        if (!startsAWord(word, text))
            rank = FinderRank::Inside;
    }
    return rank;
}

} // namespace

FinderRank finderRank(const QString& query, const QString& text) {
    return rankOfWords(query.split(u' ', Qt::SkipEmptyParts), query, text);
}

Finder::Finder(Session& session, QObject* parent) : QAbstractListModel(parent), m_session(session) {
    m_pool.setMaxThreadCount(1);
    connect(&m_session, &Session::surveyChanged, this, &Finder::takeSurvey);
    takeSurvey();
}

Finder::~Finder() {
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void Finder::add(FinderCommand command) {
    command.searchText = folded(command.text);
    m_commands.push_back(std::move(command));
    search();
}

void Finder::takeSurvey() {
    const int generation = ++m_generation;
    const auto survey = m_session.survey();
    if (survey == nullptr) {
        replaceTable(nullptr);
        return;
    }
    whenReady(inPool(m_pool, [survey] { return makeTable(survey); }), this,
              [this, generation](const Table& table) {
                  if (generation == m_generation)
                      replaceTable(table);
              });
}

void Finder::replaceTable(Table table) {
    // A table of 100,000 rows takes its time to go.
    m_pool.start([gone = std::exchange(m_table, std::move(table))]() mutable { gone.reset(); });
    search();
}

void Finder::setQuery(const QString& query) {
    m_query = folded(query);
    search();
}

std::vector<Finder::Answer> Finder::findRows(const QString& query, const DeliverableTable& table,
                                             const std::stop_token& stop) {
    const QStringList words = query.split(u' ', Qt::SkipEmptyParts);
    std::array<std::vector<Answer>, 3> found;
    for (int row = 0; row < table.size() && !stop.stop_requested(); ++row) {
        const ListedDeliverable& listed = table.row(row);
        const ListedProject* project = table.project(listed);
        auto rank = rankOfWords(words, query, listed.searchText);
        if (QString::number(listed.id) == query) // its number, as the tracker tells it
            rank = FinderRank::Prefix;
        if (rank == FinderRank::None && project != nullptr)
            rank = rankOfWords(words, query, listed.searchText + u' ' + project->searchText);
        if (rank == FinderRank::None)
            continue;
        auto& place = found[static_cast<size_t>(rank)];
        if (place.size() < static_cast<size_t>(k_most))
            place.push_back({rank,
                             listed.title,
                             project != nullptr ? project->name : QString(),
                             u"deliverables"_s,
                             {},
                             listed.id});
    }
    std::vector<Answer> all;
    for (auto& place : found)
        std::ranges::move(place, std::back_inserter(all));
    return all;
}

std::vector<Finder::Answer> Finder::findCommands() const {
    std::vector<Answer> found;
    for (const FinderCommand& command : m_commands) {
        const auto rank = finderRank(m_query, command.searchText);
        if (rank != FinderRank::None)
            found.push_back({rank, command.text, command.key, command.icon, command.act, 0});
    }
    return found;
}

void Finder::search() {
    m_stop.request_stop();
    m_stop = {};
    m_searching = m_table != nullptr && !m_query.isEmpty();
    if (!m_searching) {
        show(findCommands());
        return;
    }
    const auto job = [query = m_query, table = m_table, stop = m_stop.get_token()] {
        return findRows(query, *table, stop);
    };
    whenReady(inPool(m_pool, job), this, [this, stop = m_stop.get_token()](const std::vector<Answer>& rows) {
        if (stop.stop_requested())
            return;
        m_searching = false;
        std::vector<Answer> all = findCommands();
        std::ranges::copy(rows, std::back_inserter(all));
        show(std::move(all));
    });
}

void Finder::show(std::vector<Answer> found) {
    // Commands stand first among equals. By position, not stable_sort(): clang finds its buffer deprecated.
    std::vector<std::pair<decltype(Answer::rank), size_t>> order;
    order.reserve(found.size());
    for (size_t at = 0; at < found.size(); ++at)
        order.emplace_back(found[at].rank, at);
    std::ranges::sort(order);
    order.resize(std::min(order.size(), static_cast<size_t>(k_most)));
    std::vector<Answer> answers;
    answers.reserve(order.size());
    for (const auto& [rank, at] : order)
        answers.push_back(std::move(found[at]));
    const size_t before = m_answers.size();
    const size_t after = answers.size();
    if (after < before) {
        beginRemoveRows({}, static_cast<int>(after), static_cast<int>(before) - 1);
        m_answers.resize(after);
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(after) - 1);
        m_answers.insert(m_answers.end(), answers.begin() + static_cast<ptrdiff_t>(before), answers.end());
        endInsertRows();
    }
    m_answers = std::move(answers);
    if (const size_t common = std::min(before, after); common > 0)
        emit dataChanged(index(0), index(static_cast<int>(common) - 1));
    emit answered();
}

void Finder::choose(int row) {
    if (row < 0 || row >= rowCount())
        return;
    const Answer answer = m_answers[static_cast<size_t>(row)]; // a copy: acting may change the list
    if (answer.act)
        answer.act();
    else
        emit deliverableChosen(answer.deliverable);
}

void Finder::explain(int row) {
    if (row >= 0 && row < rowCount() && !m_answers[static_cast<size_t>(row)].act)
        emit explainWanted(m_answers[static_cast<size_t>(row)].deliverable);
}

int Finder::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_answers.size());
}

QVariant Finder::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Answer& answer = m_answers[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return answer.text;
    case k_hintRole:
        return answer.hint;
    case k_iconRole:
        return answer.icon;
    case k_explainRole:
        return !answer.act;
    case Qt::AccessibleDescriptionRole:
        return answer.act ? QString() : tr("Ctrl+Enter explains why it is in the calendar or not");
    default:
        return {};
    }
}

} // namespace milepost
