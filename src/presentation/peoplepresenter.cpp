// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/peoplepresenter.h"

#include "base/text.h"
#include "domain/profileschema.h"
#include "presentation/peopletexts.h"
#include "presentation/readingtexts.h"
#include "presentation/whenready.h"

#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_patienceMs = 300; // ux 2.4
constexpr qint64 k_elapsedShown = 3;

} // namespace

PeoplePresenter::PeoplePresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(k_patienceMs);
    m_clock.setInterval(std::chrono::seconds(1));
    connect(&m_clock, &QTimer::timeout, this, &PeoplePresenter::changed);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_isWaiting = m_isReading;
        m_clock.start();
        emit changed();
    });
    connect(&m_session, &Session::profileChanged, this, &PeoplePresenter::takeProfile);
    takeProfile();
}

PeoplePresenter::~PeoplePresenter() { m_stop.request_stop(); }

bool PeoplePresenter::isReady() const { return m_session.profile() && readyToRun(*m_session.profile()); }

void PeoplePresenter::takeProfile() {
    const QString name = m_session.profile() ? m_session.profile()->name : QString();
    if (std::exchange(m_profile, name) != name) {
        stop();
        m_listing.reset();
        m_failure.reset();
        m_rejected.reset();
        m_model.show({});
    }
    emit changed();
}

void PeoplePresenter::look() {
    if (m_isReading || !isReady())
        return;
    m_isReading = true;
    m_stop = std::stop_source();
    m_sinceUtc = m_session.backend().clock().utcNow();
    m_patience.start();
    const int generation = ++m_generation;
    whenReady(m_session.backend().people(*m_session.profile(), m_stop.get_token()), this,
              [this, generation](const Result<PeopleListing>& listing) {
                  if (generation == m_generation)
                      take(listing);
              });
    emit changed();
}

void PeoplePresenter::endReading() {
    m_isReading = m_isWaiting = false;
    m_patience.stop();
    m_clock.stop();
}

void PeoplePresenter::stop() {
    m_stop.request_stop();
    ++m_generation;
    endReading();
    emit changed();
}

void PeoplePresenter::take(const Result<PeopleListing>& listing) {
    endReading();
    m_failure.reset();
    if (listing) {
        m_listing = *listing;
        m_readUtc = m_session.backend().clock().utcNow();
        filter();
    } else if (!listing.error().isCancelled()) {
        m_failure = listing.error();
    }
    emit changed();
}

void PeoplePresenter::setSearch(const QString& text) {
    m_search = folded(text);
    filter();
    emit changed();
}

void PeoplePresenter::setOpenOnly(bool on) {
    m_openOnly = on;
    filter();
    emit changed();
}

void PeoplePresenter::filter() {
    std::vector<PersonRow> shown;
    for (const PersonRow& row : m_listing ? m_listing->rows : std::vector<PersonRow>())
        if ((!m_openOnly || isOpen(row)) &&
            (folded(row.name).contains(m_search) || folded(row.address).contains(m_search)))
            shown.push_back(row);
    m_model.show(shown);
}

std::optional<Error> PeoplePresenter::problem() const {
    if (m_rejected)
        return m_rejected;
    if (m_failure)
        return m_failure;
    return m_listing ? m_listing->directoryFailure : std::nullopt;
}

PeoplePresenter::Content PeoplePresenter::content() const {
    if (m_model.rowCount() > 0)
        return Content::List;
    if (!isReady())
        return Content::NotReady;
    if (m_listing)
        return m_listing->rows.empty() ? Content::Nothing : Content::NoMatch;
    if (m_isReading)
        return Content::Waiting;
    return m_failure ? Content::Failed : Content::Unread;
}

QString PeoplePresenter::contentTitle() const {
    switch (content()) {
    case Content::List:
        return {};
    case Content::NotReady:
        return tr("Not set up yet");
    case Content::Waiting:
        return m_isWaiting ? tr("Reading") : QString();
    case Content::Nothing:
        return tr("No people yet");
    case Content::NoMatch:
        return tr("Nobody matches the filter");
    case Content::Failed:
        return tr("Could not read everything");
    case Content::Unread:
        return tr("Not read yet");
    }
    return {};
}

QString PeoplePresenter::contentText() const {
    switch (content()) {
    case Content::List:
        return {};
    case Content::NotReady:
        return tr("Setup leads through what this profile needs.");
    case Content::Waiting:
        return m_isWaiting ? tr("The tracker is read, and the directory is asked for each address.")
                           : QString();
    case Content::Nothing:
        return tr("The tracker has no active person.");
    case Content::NoMatch:
        return tr("None of %n people matches.", nullptr, static_cast<int>(m_listing->rows.size()));
    case Content::Failed:
        return tr("Nothing is shown, because a part would look like the whole.");
    case Content::Unread:
        return tr("Nobody looked into the tracker and the directory since the start.");
    }
    return {};
}

ReadingLine PeoplePresenter::reading() const {
    const QDateTime now = m_session.backend().clock().utcNow();
    if (m_isWaiting) {
        QString evidence = tr("the tracker and the directory");
        if (const qint64 elapsed = m_sinceUtc.secsTo(now); elapsed >= k_elapsedShown)
            evidence += u" · "_s + tr("%n s", nullptr, static_cast<int>(elapsed));
        return {State::Unknown, tr("Reading"), evidence + u" · "_s + tr("Esc stops")};
    }
    if (m_failure)
        return {State::Failed, tr("Could not read everything"), diagnose(*m_failure).title};
    if (!m_listing)
        return {State::Skipped, tr("Not read yet"), {}};
    const QString read = tr("read %1").arg(shortTime(m_readUtc));
    if (m_listing->directoryFailure)
        return {State::Warning, tr("Incomplete"),
                tr("the directory could not be asked: %1").arg(diagnose(*m_listing->directoryFailure).title) +
                    u" · "_s + read};
    if (const QString why = viewText(m_listing->view, m_listing->acceptedView); !why.isEmpty())
        return {State::Warning, tr("Restricted"), why + u" · "_s + read};
    return {State::Ok, tr("Complete"), read};
}

QString PeoplePresenter::countText(int selected) const {
    const QLocale locale;
    const int all = m_listing ? static_cast<int>(m_listing->rows.size()) : 0;
    const int open = m_listing ? static_cast<int>(std::ranges::count_if(m_listing->rows, isOpen)) : 0;
    QStringList parts;
    if (m_search.isEmpty() && !m_openOnly)
        parts << tr("%n people", nullptr, all);
    else
        parts << tr("%1 of %2 match").arg(locale.toString(m_model.rowCount()), locale.toString(all));
    if (open > 0)
        parts << tr("%n without a mailbox", nullptr, open);
    if (selected > 0)
        parts << tr("%n selected", nullptr, selected);
    return parts.join(u" · "_s);
}

} // namespace milepost
