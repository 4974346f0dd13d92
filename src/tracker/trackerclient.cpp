// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/trackerclient.h"

#include "domain/tag.h"
#include "tracker/listing.h"
#include "tracker/restriction.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace tracker;

namespace {

/// A task that reads one collection into its place.
template <class T>
StoppableTask taskFor(const JsonSource& source, std::chrono::milliseconds deadline,
                      const Collection& collection, Row<T> (*read)(JsonReader&), std::vector<T>& target) {
    return [&source, deadline, collection, read, &target](std::stop_token stop) -> Result<void> {
        Result<std::vector<T>> rows = readListing<T>(source, collection, deadline, read, std::move(stop));
        if (!rows)
            return std::unexpected(std::move(rows.error()));
        target = std::move(*rows);
        return {};
    };
}

/// The tracker's own 403 on a list that this account may not see.
bool isRefusal(const Error& error) {
    return error.httpStatus == 403 && error.kind == Error::Kind::Forbidden && error.code != codes::k_html &&
           !error.message.isEmpty();
}

StoppableTask tolerant(StoppableTask task, bool& wasRefused) {
    return [task = std::move(task), &wasRefused](std::stop_token stop) -> Result<void> {
        Result<void> done = task(std::move(stop));
        wasRefused = !done && isRefusal(done.error());
        if (wasRefused)
            return {};
        return done;
    };
}

TrackerClient::Trust trustIn(const TrackerView& view, const std::optional<TrackerView>& accepted) {
    return {!seesEverything(view.role), restrictionOf(view, accepted).value_or(QString())};
}

} // namespace

TrackerClient::TrackerClient(ApiClient& client, const QString& trackerUrl)
    : TrackerClient(client, trackerUrl, Options{}) {}

TrackerClient::TrackerClient(ApiClient& client, const QString& trackerUrl, Options options)
    : m_source(client, trackerUrl),
      m_options(options) {}

Result<void> TrackerClient::checkHealth(std::stop_token stop) const {
    const QByteArray target = "health/";
    const Result<QJsonValue> answer = m_source.get(target, m_options.deadline, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->toObject().value("service"_L1).toString() == "backend"_L1)
        return {};
    return std::unexpected(located(
        malformed(codes::k_wrongService, u"this is not a workload tracker (no \"service\": \"backend\")"_s),
        target));
}

Result<void> TrackerClient::checkReadiness(std::stop_token stop) const {
    const QByteArray target = "readiness/";
    const Result<QJsonValue> answer = m_source.get(target, m_options.deadline, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    const QString status = answer->toObject().value("status"_L1).toString();
    if (status == "ready"_L1)
        return {};
    Error error =
        makeError(Error::Kind::Unavailable, Error::Stage::Tracker,
                  u"the tracker is not ready, its status is \"%1\""_s.arg(status), codes::k_notReady);
    error.httpStatus = 200;
    return std::unexpected(located(std::move(error), target));
}

Result<TrackerData> TrackerClient::readListings(std::stop_token stop, const Trust& trust) const {
    TrackerData data;
    TrackerPeople who;
    const auto task = [this]<class T>(const Collection& collection, Row<T> (*reader)(JsonReader&),
                                      std::vector<T>& target) {
        return taskFor<T>(m_source, m_options.listDeadline, collection, reader, target);
    };
    const QByteArray all = "all=true";
    std::vector<StoppableTask> tasks{
        task({"projects/", all, ""}, readProject, data.projects),
        task({"deliverables/", all, ""}, readDeliverable, data.deliverables),
        task({"deliverables/assignments/", all, ""}, readLink, data.links),
        task({"assignments/", all, "page_size=1"}, readAssignment, data.assignments)};
    std::ranges::move(peopleTasks(trust, who), std::back_inserter(tasks));
    const Result<void> done = runTogether(tasks, std::move(stop));
    if (!done)
        return std::unexpected(done.error());
    data.people = std::move(who.people);
    data.accounts = std::move(who.accounts);
    return data;
}

std::vector<StoppableTask> TrackerClient::peopleTasks(const Trust& trust, TrackerPeople& target) const {
    StoppableTask users = taskFor<Account>(m_source, m_options.listDeadline,
                                           {"auth/users/", {}, std::nullopt}, readAccount, target.accounts);
    if (trust.accountsMayBeRefused)
        users = tolerant(std::move(users), target.accountsHidden);
    return {taskFor<Person>(m_source, m_options.listDeadline,
                            {"people/", "all=true&include_inactive=1", "include_inactive=1"}, readPerson,
                            target.people),
            std::move(users)};
}

Reading<TrackerPeople> TrackerClient::people(std::stop_token stop, const Trust& trust) const {
    if (const Result<void> well = checkService(stop); !well)
        return Reading<TrackerPeople>::incomplete(well.error());
    TrackerPeople who;
    if (const Result<void> done = runTogether(peopleTasks(trust, who), std::move(stop)); !done)
        return Reading<TrackerPeople>::incomplete(done.error());
    if (!trust.restriction.isEmpty())
        return Reading<TrackerPeople>::restricted(std::move(who), trust.restriction);
    return Reading<TrackerPeople>::complete(std::move(who));
}

Result<void> TrackerClient::checkService(std::stop_token stop) const {
    return runTogether({[this](std::stop_token s) { return checkHealth(std::move(s)); },
                        [this](std::stop_token s) { return checkReadiness(std::move(s)); }},
                       std::move(stop));
}

Result<QString> TrackerClient::version(std::stop_token stop) const {
    const QByteArray target = "schema/?format=json";
    const Result<QJsonValue> answer = m_source.get(target, m_options.deadline, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    return answer->toObject().value("info"_L1).toObject().value("version"_L1).toString();
}

Reading<TrackerData> TrackerClient::read(std::stop_token stop, const Trust& trust) const {
    const Result<void> well = checkService(stop);
    if (!well)
        return Reading<TrackerData>::incomplete(well.error());
    Result<TrackerData> data = readListings(std::move(stop), trust);
    if (!data)
        return Reading<TrackerData>::incomplete(std::move(data.error()));
    if (data->projects.empty() && !data->deliverables.empty())
        return Reading<TrackerData>::incomplete(located(
            malformed(codes::k_contradiction,
                      u"no project is listed, but %1 deliverables are"_s.arg(data->deliverables.size())),
            "projects/?all=true"));
    QStringList why;
    if (!trust.restriction.isEmpty())
        why << trust.restriction;
    if (data->projects.empty())
        why << u"the tracker lists no project at all"_s;
    if (!why.isEmpty())
        return Reading<TrackerData>::restricted(std::move(*data), why.join(u"; "_s));
    return Reading<TrackerData>::complete(std::move(*data));
}

Result<TrackerView> TrackerClient::view(std::stop_token stop) const {
    const QByteArray target = "auth/me/";
    const Result<QJsonValue> answer = m_source.get(target, m_options.deadline, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    JsonReader me(answer->toObject(), u"the answer"_s);
    TrackerView view = readView(me);
    if (me.fault())
        return std::unexpected(located(*me.fault(), target));
    view.source = sourceOf(m_source.address());
    return view;
}

template <class T>
Result<std::optional<Row<T>>> TrackerClient::row(const QByteArray& collection, qint64 id,
                                                 Row<T> (*readRow)(JsonReader&), std::stop_token stop) const {
    const QByteArray target = collection + QByteArray::number(id) + '/';
    const Result<QJsonValue> answer = m_source.get(target, m_options.deadline, std::move(stop));
    if (!answer && answer.error().httpStatus == 404 && answer.error().code == codes::k_noRow)
        return std::optional<Row<T>>();
    if (!answer)
        return std::unexpected(answer.error());
    JsonReader reader(answer->toObject(), u"the answer"_s);
    Row<T> row = readRow(reader);
    if (reader.fault())
        return std::unexpected(located(*reader.fault(), target));
    if (row.id != id)
        return std::unexpected(
            located(malformed(codes::k_contradiction, u"%1 came instead"_s.arg(row.id)), target));
    return row;
}

Result<std::optional<Deliverable>> TrackerClient::deliverable(qint64 id, std::stop_token stop) const {
    auto found = row<Deliverable>("deliverables/", id, readDeliverable, std::move(stop));
    if (!found)
        return std::unexpected(std::move(found.error()));
    return *found ? std::move((*found)->value) : std::nullopt;
}

Result<bool> TrackerClient::hasActiveProject(qint64 id, std::stop_token stop) const {
    const auto found = row<Project>("projects/", id, readProject, std::move(stop));
    if (!found)
        return std::unexpected(found.error());
    return *found && (*found)->value;
}

TrackerPass readTracker(const TrackerClient& client, const std::optional<TrackerView>& accepted,
                        std::stop_token stop) {
    Result<TrackerView> view = client.view(stop);
    if (!view)
        return {std::nullopt, Reading<TrackerData>::incomplete(std::move(view.error()))};
    Reading<TrackerData> data = client.read(std::move(stop), trustIn(*view, accepted));
    return {std::move(*view), std::move(data)};
}

PeoplePass readPeople(const TrackerClient& client, const std::optional<TrackerView>& accepted,
                      std::stop_token stop) {
    Result<TrackerView> view = client.view(stop);
    if (!view)
        return {std::nullopt, Reading<TrackerPeople>::incomplete(std::move(view.error()))};
    Reading<TrackerPeople> data = client.people(std::move(stop), trustIn(*view, accepted));
    return {std::move(*view), std::move(data)};
}

} // namespace milepost
