// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabledetails.h"
#include "presentation/deliverablefilter.h"
#include "presentation/deliverablesmodel.h"
#include "presentation/preferences.h"
#include "presentation/session.h"

#include <QThreadPool>
#include <QTimer>

namespace milepost {

/// The page Deliverables without its widgets: what is listed, what is searched for, what is remembered.
/// Tables, orders and filters are made on a pool of its own; main swaps them in. Runs on: main.
class DeliverablesPresenter final : public QObject {
    Q_OBJECT

public:
    /// What stands in the place of the list (ux 2.5).
    enum class Content {
        List,
        NotReady, ///< the profile is not set up
        Waiting,  ///< the first look is under way
        Nothing,  ///< the tracker holds none
        NoMatch,  ///< none passes the filter
        Failed,   ///< the first look failed
        Unread,   ///< nobody looked yet
    };

    /// `session` and `preferences` outlive the presenter.
    DeliverablesPresenter(Session& session, Preferences& preferences, QObject* parent = nullptr);
    ~DeliverablesPresenter() override;

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] Preferences& preferences() const { return m_preferences; }
    [[nodiscard]] DeliverablesModel& model() { return m_model; }
    [[nodiscard]] const DeliverableChoices& choices() const { return *m_choices; }

    [[nodiscard]] const DeliverableFilter& filter() const { return m_filter; }
    void setFilter(const DeliverableFilter& filter);
    [[nodiscard]] const DeliverableSort& sort() const { return m_sort; }
    void sortBy(const DeliverableSort& sort);
    /// The day that the next 30 count from.
    [[nodiscard]] QDate today() const;

    [[nodiscard]] QStringList savedFilters() const;
    /// Under a name that is taken it replaces that one.
    void saveFilter(const QString& name);
    void useSavedFilter(const QString& name);
    void removeSavedFilter(const QString& name);

    [[nodiscard]] Content content() const;
    /// A few words for it, and the sentence; "" for the list.
    [[nodiscard]] QString contentTitle() const;
    [[nodiscard]] QString contentText() const;
    /// What the last look proved, and when: the line above the list.
    [[nodiscard]] ReadingLine reading() const;
    /// "14 of 1,284 match · 3 selected".
    [[nodiscard]] QString countText(int selected) const;
    [[nodiscard]] std::optional<DeliverableDetails> details(qint64 deliverable) const;

signals:
    void changed();        ///< content, reading line, counts
    void filterChanged();  ///< by code: a saved one, or cleared
    void choicesChanged(); ///< what the filters offer
    void savedFiltersChanged();

private:
    /// A table with the order that its rows are in.
    struct Base {
        std::shared_ptr<const DeliverableTable> table;
        std::vector<int> order;
    };
    struct Built {
        std::shared_ptr<const Base> base;
        std::shared_ptr<const DeliverableChoices> choices;
    };

    /// A look that is under way is not spoken of yet.
    [[nodiscard]] bool isSilent() const { return m_session.isReading() && !m_session.isWaiting(); }
    void takeProfile();
    void takeSurvey();
    void takeReading();
    void refilter();
    void showView(std::shared_ptr<const DeliverableView> view);
    [[nodiscard]] QJsonObject saved() const;

    Session& m_session;
    Preferences& m_preferences;
    DeliverablesModel m_model;
    DeliverableFilter m_filter;
    DeliverableSort m_sort;
    std::shared_ptr<const Base> m_base;
    std::shared_ptr<const DeliverableChoices> m_choices;
    QString m_profile; ///< whose list it is
    int m_buildGeneration = 0;
    int m_filterGeneration = 0;
    std::stop_source m_filterStop;
    QTimer m_clock; ///< while a look is under way: its time is shown
    QThreadPool m_pool;
};

} // namespace milepost
