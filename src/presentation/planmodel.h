// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/planrows.h"
#include "sync/survey.h"

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include <QAbstractItemModel>
#include <QThreadPool>

namespace milepost {

/// The plan of a survey as a tree: groups → actions → fields, deletions first. What would be written carries
/// a tick; ticks go by key, because a run takes keys: two actions of one key are ticked together. Ticks,
/// expansion and selection survive another survey, a filter and a narrower view. Rows of a large plan are
/// made on a pool and swapped in; until then those before stay. Runs on: main.
class PlanModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { EventColumn, DateColumn, ReasonColumn, k_columns };
    enum DataRole {
        ChangeRole = Qt::UserRole + 1, ///< TextChange of a field's row
        GroupRole,                     ///< int of PlanGroup: of a group and of its actions
        NoteRole,                      ///< QString: what stands muted behind a group's name
    };

    explicit PlanModel(QObject* parent = nullptr);
    ~PlanModel() override;

    /// Plans of at most that many actions are taken within the call.
    static constexpr size_t k_takenAtOnce = 2'000;

    /// Null: no plan, at once. Of another plan the rows of the same actions are taken over.
    void setSurvey(std::shared_ptr<const Survey> survey);
    /// The same with ticks that were set aside, by another plan's ticks().
    void setSurvey(std::shared_ptr<const Survey> survey, PlanTicks ticks);
    [[nodiscard]] const PlanTicks& ticks() const { return m_rows->ticks(); }
    /// Whose plan the rows show.
    [[nodiscard]] const std::shared_ptr<const Survey>& survey() const { return m_rows->survey(); }
    [[nodiscard]] const Plan* plan() const { return m_rows->plan(); }
    /// Only these deliverables are looked at, counted and ticked; nothing: all.
    void narrow(std::optional<std::set<qint64>> deliverables);
    [[nodiscard]] const std::optional<std::set<qint64>>& narrowed() const { return m_narrowed; }
    /// Rows whose subject, or mailbox of many, holds the text; case is ignored. Counts and ticks of what is
    /// not shown stay.
    void setFilter(const QString& text);
    [[nodiscard]] const QString& filter() const { return m_filter; }
    /// What stands as it should has rows too, in the group Unchanged.
    void setListsUnchanged(bool listsUnchanged);
    [[nodiscard]] bool listsUnchanged() const { return m_listsUnchanged; }
    /// Other rows are being made: those that are shown, and what is ticked, are about to change.
    [[nodiscard]] bool isTaking() const { return m_isTaking; }

    /// How many a group holds, whatever the filter. Unchanged: of the whole plan.
    [[nodiscard]] int count(PlanGroup group) const { return m_rows->count(group); }
    /// What an apply would write.
    [[nodiscard]] int pending() const;
    /// Of these the ticked ones, whatever the filter, group by group.
    [[nodiscard]] std::vector<const Action*> ticked() const;
    [[nodiscard]] std::vector<EventKey> tickedKeys() const;  ///< each once
    [[nodiscard]] std::vector<EventKey> putBackKeys() const; ///< of these: edits in Outlook taken back
    /// Writes of what is ticked: an edit that is taken back and a change of the same event are one.
    [[nodiscard]] int writes() const;
    /// Ticked changes, but for those that an edit's taking back holds already.
    [[nodiscard]] int changesAlone() const { return tickedIn(PlanGroup::Change) - m_rows->twice(); }
    /// What a ticked action writes: the same, but where an edit is taken back.
    [[nodiscard]] const Action& written(const Action& action) const { return m_rows->written(action); }
    [[nodiscard]] PlanGroup groupOf(const Action& action) const;
    [[nodiscard]] int tickedIn(PlanGroup group) const { return m_rows->group(group).ticked; }
    [[nodiscard]] bool isTicked(const Action& action) const;
    [[nodiscard]] bool isPending(const Action& action) const;
    /// Would be written once it is ticked: an edit in Outlook that may be taken back.
    [[nodiscard]] bool isOffered(const Action& action) const;
    /// By row of the plan's actions.
    void untick(const std::vector<size_t>& rows);
    void tickAll();
    /// Space on a row: a field's row stands for its action.
    void toggle(const QModelIndex& index);

    /// The action of a row, also of a field's row; null for a group.
    [[nodiscard]] const Action* action(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex groupIndex(PlanGroup group) const;
    /// Invalid when it is not shown.
    [[nodiscard]] QModelIndex indexOf(const Action* action) const;
    /// Every action that is shown, group by group.
    [[nodiscard]] std::vector<const Action*> shown() const;
    /// Of these the ones that stand between two days, both included, or leave one of them.
    [[nodiscard]] std::vector<const Action*> shownBetween(QDate first, QDate last) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex&) const override { return k_columns; }
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Type-ahead through 100,000 rows: told by their first letters, no cell is made.
    [[nodiscard]] QModelIndexList match(const QModelIndex& start, int role, const QVariant& value, int hits,
                                        Qt::MatchFlags how) const override;

signals:
    /// Other rows are shown.
    void taken();
    /// Other ticks, other rows: every count may be another.
    void countsChanged();

private:
    [[nodiscard]] static const PlanNode* pointee(const QModelIndex& index) {
        return static_cast<const PlanNode*>(index.constInternalPointer());
    }
    [[nodiscard]] const PlanGroupRows* groupAt(const QModelIndex& index) const; ///< of a group's own row
    [[nodiscard]] static const PlanItem* itemAt(const QModelIndex& index);      ///< of an action's own row
    [[nodiscard]] static const PlanItem* itemOfField(const QModelIndex& index);
    [[nodiscard]] QModelIndex indexAt(const PlanNode& node, int field, int column) const;
    [[nodiscard]] QVariant groupData(const PlanGroupRows& group, int column, int role) const;
    [[nodiscard]] QString reasonOf(const PlanItem& item) const;
    [[nodiscard]] QString eventOf(const PlanItem& item) const;
    [[nodiscard]] QVariant cellOf(const PlanItem& item, int column, int role) const;
    [[nodiscard]] static QVariant fieldData(const TextChange& change, int column, int role);
    void rearrange();
    void take(std::shared_ptr<PlanRows> rows);
    [[nodiscard]] QModelIndex indexOfSame(const QModelIndex& index, const PlanRows& old) const;
    void tellTick(const Action& action);
    void ticksMoved();

    std::shared_ptr<const Survey> m_wanted; ///< its rows are shown, or are being made
    std::optional<PlanTicks> m_givenTicks;  ///< in place of those that are shown, with the next rows
    std::optional<std::set<qint64>> m_narrowed;
    QString m_filter;
    bool m_listsUnchanged = false;
    std::shared_ptr<PlanRows> m_rows; ///< never null
    bool m_isTaking = false;
    int m_generation = 0; ///< of the rows that are wanted
    int m_ticks = 0;      ///< counts their changes
    QThreadPool m_pool;
};

} // namespace milepost
