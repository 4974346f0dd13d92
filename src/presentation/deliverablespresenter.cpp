// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/deliverablespresenter.h"

#include "domain/profileschema.h"
#include "presentation/inpool.h"
#include "presentation/readingtexts.h"
#include "presentation/whenready.h"

#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const QString k_filterKey = u"deliverables/filter"_s;
const QString k_savedKey = u"deliverables/savedFilters"_s;

// One for a table that is being made, one for a filter that somebody types meanwhile.
constexpr int k_threads = 2;

} // namespace

DeliverablesPresenter::DeliverablesPresenter(Session& session, Preferences& preferences, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_preferences(preferences),
      m_filter(DeliverableFilter::fromJson(preferences.read(k_filterKey).toObject())),
      m_choices(std::make_shared<DeliverableChoices>()) {
    m_pool.setMaxThreadCount(k_threads);
    m_model.setClock(session.backend().clock());
    m_clock.setInterval(std::chrono::seconds(1));
    connect(&m_clock, &QTimer::timeout, this, &DeliverablesPresenter::changed);
    connect(&m_session, &Session::profileChanged, this, &DeliverablesPresenter::takeProfile);
    connect(&m_session, &Session::surveyChanged, this, &DeliverablesPresenter::takeSurvey);
    connect(&m_session, &Session::readingChanged, this, &DeliverablesPresenter::takeReading);
    takeProfile();
    takeSurvey();
    takeReading();
}

DeliverablesPresenter::~DeliverablesPresenter() {
    m_filterStop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

QDate DeliverablesPresenter::today() const {
    return m_session.backend().clock().utcNow().toLocalTime().date();
}

void DeliverablesPresenter::takeProfile() {
    const QString name = m_session.profile() ? m_session.profile()->name : QString();
    if (std::exchange(m_profile, name) != name)
        m_base.reset(); // another profile's list: its order says nothing here
    emit changed();
}

void DeliverablesPresenter::takeReading() {
    if (m_session.isReading())
        m_clock.start();
    else
        m_clock.stop();
    emit changed();
}

void DeliverablesPresenter::takeSurvey() {
    const int generation = ++m_buildGeneration;
    const auto& survey = m_session.survey();
    if (!survey) {
        m_base.reset();
        ++m_filterGeneration;
        showView(makeView(std::make_shared<DeliverableTable>(), {}, {}));
        return;
    }
    const auto built = inPool(m_pool, [survey, old = m_base, sort = m_sort] {
        auto base = std::make_shared<Base>();
        base->table = makeTable(survey);
        base->order = sortedRows(*base->table, sort);
        if (old)
            base->order = keptOrder(*base->table, base->order, *old->table, old->order);
        auto choices = std::make_shared<DeliverableChoices>(choicesOf(*base->table));
        return Built{std::move(base), std::move(choices)};
    });
    whenReady(built, this, [this, generation, sort = m_sort](const Built& ready) {
        if (generation != m_buildGeneration)
            return;
        m_base = ready.base;
        m_choices = ready.choices;
        emit choicesChanged();
        if (sort == m_sort)
            refilter();
        else
            sortBy(m_sort); // asked for meanwhile
    });
}

void DeliverablesPresenter::setFilter(const DeliverableFilter& filter) {
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_preferences.write(k_filterKey, m_filter.toJson());
    refilter();
}

void DeliverablesPresenter::sortBy(const DeliverableSort& sort) {
    m_sort = sort;
    if (!m_base)
        return;
    const auto sorted = inPool(m_pool, [base = m_base, sort] {
        return std::make_shared<const Base>(Base{base->table, sortedRows(*base->table, sort)});
    });
    whenReady(sorted, this, [this, sort](const std::shared_ptr<const Base>& ready) {
        if (sort != m_sort || !m_base || m_base->table != ready->table)
            return; // overtaken
        m_base = ready;
        refilter();
    });
}

/// A newer wish ends the one before: what somebody types is never behind.
void DeliverablesPresenter::refilter() {
    m_filterStop.request_stop();
    if (!m_base)
        return;
    m_filterStop = std::stop_source();
    const int generation = ++m_filterGeneration;
    const auto filtered = inPool(m_pool, [base = m_base, filter = m_filter, today = today(),
                                          stop = m_filterStop.get_token()] {
        return makeView(base->table, base->order, filterRows(filter, *base->table, base->order, today, stop));
    });
    whenReady(filtered, this, [this, generation](const std::shared_ptr<const DeliverableView>& view) {
        if (generation == m_filterGeneration)
            showView(view);
    });
}

void DeliverablesPresenter::showView(std::shared_ptr<const DeliverableView> view) {
    auto old = m_model.view();
    m_model.show(std::move(view));
    // A table of 100,000 rows takes its time to go.
    m_pool.start([gone = std::move(old)]() mutable { gone.reset(); });
    emit changed();
}

QJsonObject DeliverablesPresenter::saved() const { return m_preferences.read(k_savedKey).toObject(); }

QStringList DeliverablesPresenter::savedFilters() const { return saved().keys(); }

void DeliverablesPresenter::saveFilter(const QString& name) {
    QJsonObject filters = saved();
    filters.insert(name, m_filter.toJson());
    m_preferences.write(k_savedKey, filters);
    emit savedFiltersChanged();
}

void DeliverablesPresenter::useSavedFilter(const QString& name) {
    const QJsonObject filters = saved();
    if (!filters.contains(name))
        return;
    setFilter(DeliverableFilter::fromJson(filters.value(name).toObject()));
    emit filterChanged();
}

void DeliverablesPresenter::removeSavedFilter(const QString& name) {
    QJsonObject filters = saved();
    filters.remove(name);
    m_preferences.write(k_savedKey, filters);
    emit savedFiltersChanged();
}

DeliverablesPresenter::Content DeliverablesPresenter::content() const {
    if (m_model.rowCount() > 0)
        return Content::List;
    if (!m_session.profile() || !readyToRun(*m_session.profile()))
        return Content::NotReady;
    if (m_session.survey())
        return !m_base ? Content::Waiting : m_base->table->rows.empty() ? Content::Nothing : Content::NoMatch;
    if (m_session.isReading())
        return Content::Waiting;
    return m_session.failure() ? Content::Failed : Content::Unread;
}

QString DeliverablesPresenter::contentTitle() const {
    switch (content()) {
    case Content::List:
        return {};
    case Content::NotReady:
        return tr("Not set up yet");
    case Content::Waiting:
        return isSilent() ? QString() : tr("Reading");
    case Content::Nothing:
        return tr("No deliverables yet");
    case Content::NoMatch:
        return tr("Nothing matches the filter");
    case Content::Failed:
        return tr("Could not read everything");
    case Content::Unread:
        return tr("Not read yet");
    }
    return {};
}

QString DeliverablesPresenter::contentText() const {
    switch (content()) {
    case Content::List:
        return {};
    case Content::NotReady:
        return tr("Setup leads through what this profile needs.");
    case Content::Waiting:
        return isSilent() ? QString() : tr("The tracker and the calendar are being read.");
    case Content::Nothing:
        return tr("The tracker holds none. Those of its projects appear here.");
    case Content::NoMatch:
        return tr("None of %n deliverable(s) matches the filter.", nullptr, m_base->table->size());
    case Content::Failed:
        return tr("Nothing is shown, because a part would look like the whole.");
    case Content::Unread:
        return tr("Nobody looked into the tracker and the calendar since the start.");
    }
    return {};
}

ReadingLine DeliverablesPresenter::reading() const { return readingLine(m_session.look()); }

QString DeliverablesPresenter::countText(int selected) const {
    const QLocale locale;
    const int all = m_base ? m_base->table->size() : 0;
    const int shown = m_model.rowCount();
    QString text = m_filter.isDefault()
                       ? tr("%n deliverable(s)", nullptr, all)
                       : tr("%1 of %2 match").arg(locale.toString(shown), locale.toString(all));
    if (selected > 0)
        text += u" · "_s + tr("%n selected", nullptr, selected);
    return text;
}

std::optional<DeliverableDetails> DeliverablesPresenter::details(qint64 deliverable) const {
    const DeliverableTable& table = *m_model.view()->table;
    const auto row = table.rowOf.constFind(deliverable);
    if (row == table.rowOf.cend() || !m_session.profile())
        return std::nullopt;
    return detailsOf(table, *row, *m_session.profile());
}

} // namespace milepost
