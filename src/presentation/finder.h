// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabletable.h"
#include "presentation/pageid.h"
#include "presentation/session.h"

#include <functional>
#include <stop_token>

#include <QAbstractListModel>
#include <QThreadPool>

namespace milepost {

/// How well a text answers a query; the lower, the better.
enum class FinderRank { Prefix, WordStart, Inside, None };

/// Both folded: every word of the query must occur. Prefix: the text begins with the query; WordStart: every
/// word of the query begins one of the text.
[[nodiscard]] FinderRank finderRank(const QString& query, const QString& text);

/// Something the window can do, or a page or setting it can show.
struct FinderCommand {
    QString text;
    QString icon;
    QString key; ///< the shortcut as it is shown; may be empty
    std::function<void()> act;
    QString searchText = {}; ///< made by Finder
};

/// What Ctrl+K lists: commands and the deliverables of the last look, best answers first. Deliverables are
/// indexed and searched off the main thread. Runs on: main.
class Finder final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        k_hintRole = Qt::UserRole,
        k_iconRole,
        k_explainRole, ///< bool: it can be explained (explain())
    };
    static constexpr int k_most = 50; ///< rows; who wants more types more

    /// `session` outlives the finder.
    explicit Finder(Session& session, QObject* parent = nullptr);
    ~Finder() override;

    void add(FinderCommand command);
    void setQuery(const QString& query);
    /// Does what the row says.
    void choose(int row);
    /// Why is the row's deliverable, or is it not, in the calendar? Nothing happens for other rows.
    void explain(int row);
    /// The answers on show are not yet those to the last query.
    [[nodiscard]] bool isSearching() const { return m_searching; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

signals:
    void answered(); ///< the rows answer the last query
    void deliverableChosen(qint64 deliverable);
    void explainWanted(qint64 deliverable);

private:
    struct Answer {
        FinderRank rank = FinderRank::None;
        QString text;
        QString hint;
        QString icon;
        std::function<void()> act; ///< none: a deliverable
        qint64 deliverable = 0;
    };
    using Table = std::shared_ptr<const DeliverableTable>;

    [[nodiscard]] static std::vector<Answer> findRows(const QString& query, const DeliverableTable& table,
                                                      const std::stop_token& stop);
    [[nodiscard]] std::vector<Answer> findCommands() const;
    void takeSurvey();
    void search();
    void show(std::vector<Answer> found);
    void replaceTable(Table table);

    Session& m_session;
    std::vector<FinderCommand> m_commands;
    Table m_table;
    QString m_query;
    std::vector<Answer> m_answers;
    bool m_searching = false;
    int m_generation = 0; ///< of the table that is being made
    std::stop_source m_stop;
    QThreadPool m_pool;
};

} // namespace milepost
