// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include "base/futures.h"
#include "graph/batchingtransport.h"
#include "graph/grapherrors.h"
#include "http/nettransport.h"
#include "tracker/trackererrors.h"

#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

/// Signs in as a person with curl would: one POST, the token kept until it is refused.
class Machine::Token final : public BearerSource {
public:
    Token(Transport& transport, HttpRequest signIn, QString member)
        : m_transport(transport),
          m_signIn(std::move(signIn)),
          m_member(std::move(member)) {}

    Result<Redacted<QByteArray>> bearer(std::stop_token stop) override {
        const std::scoped_lock lock(m_mutex);
        if (!m_token.isEmpty())
            return m_token;
        const auto answer = await(m_transport.send(m_signIn, stop));
        if (!answer)
            return std::unexpected(answer.error());
        const QString token = QJsonDocument::fromJson(answer->body).object().value(m_member).toString();
        m_token = Redacted(token.toLatin1());
        return m_token;
    }
    void reject(const Redacted<QByteArray>& token) override {
        const std::scoped_lock lock(m_mutex);
        if (m_token == token)
            m_token = {};
    }

private:
    Transport& m_transport;
    HttpRequest m_signIn;
    QString m_member;
    std::mutex m_mutex;
    Redacted<QByteArray> m_token;
};

namespace {

/// The journal as the ledger's store, as the programs wire it.
class Spent final : public LedgerStore {
public:
    explicit Spent(Journal& journal) : m_journal(journal) {}
    Result<std::vector<Slot>> add(const QString& lane, const Slot& slot, qint64 sinceMs) override {
        const auto spent = slot.requests == 0
                               ? m_journal.spentRequests(lane, sinceMs)
                               : m_journal.spendRequests(lane, {slot.endMs, slot.requests}, sinceMs);
        if (!spent)
            return std::unexpected(spent.error());
        std::vector<Slot> known;
        for (const SpentRequests& one : *spent)
            known.push_back({one.endMs, one.requests});
        return known;
    }

private:
    Journal& m_journal;
};

HttpRequest entraSignIn(const Endpoints& endpoints) {
    HttpRequest request;
    request.method = "POST";
    request.url =
        QUrl(endpoints.baseUrl + u"/entra/"_s + demo::k_tenant.toString() + u"/oauth2/v2.0/token"_s);
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.body =
        "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_id=" +
        demo::k_clientId.toUtf8() +
        "&client_secret=" + QUrl::toPercentEncoding(demo::k_clientSecret.toString());
    return request;
}

HttpRequest trackerSignIn(const QString& trackerUrl, const QString& user) {
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(trackerUrl + u"/api/token/"_s);
    request.headers.set("Content-Type", "application/json");
    request.body =
        QJsonDocument(QJsonObject{{u"username"_s, user}, {u"password"_s, demo::k_trackerPassword.toString()}})
            .toJson();
    return request;
}

void must(const auto& result) {
    if (!result)
        qFatal("%s", qUtf8Printable(result.error().summary()));
}

} // namespace

Machine::Machine(const Endpoints& endpoints, const Options& options) : m_clock(options.daysAhead) {
    m_profile.name = u"test"_s;
    m_profile.trackerUrl = options.trackerUrl.isEmpty() ? endpoints.trackerUrl : options.trackerUrl;
    m_profile.mailbox = demo::k_mailbox.toString();
    m_profile.timeZone = u"W. Europe Standard Time"_s;
    if (options.adjust)
        options.adjust(m_profile);
    const QString dir = options.dataDir.isEmpty() ? m_dir.path() : options.dataDir;

    auto network = NetTransport::create({endpoints.caFile, {}, {}});
    must(network);
    m_network = std::move(*network);
    m_wrapped = options.wrap ? options.wrap(*m_network) : nullptr;
    m_transport = m_wrapped ? m_wrapped.get() : m_network.get();
    m_graphToken = std::make_unique<Token>(*m_transport, entraSignIn(endpoints), u"access_token"_s);
    m_trackerToken = std::make_unique<Token>(
        *m_transport, trackerSignIn(m_profile.trackerUrl, options.trackerUser), u"access"_s);
    const QString origin = originOf(QUrl(endpoints.baseUrl));
    ApiClient::Options graphOptions;
    graphOptions.stage = Error::Stage::Graph;
    graphOptions.origin = origin;
    graphOptions.readError = readGraphError;
    graphOptions.retry = options.retry;
    ApiClient::Options trackerOptions = graphOptions;
    trackerOptions.stage = Error::Stage::Tracker;
    trackerOptions.readError = tracker::readTrackerError;
    auto journal = Journal::open(options.store.value_or(dir + u"/journal.sqlite"_s), m_clock);
    must(journal);
    m_journal = std::move(*journal);
    m_spent = std::make_unique<Spent>(*m_journal);
    m_ledger = std::make_unique<QuotaLedger>(m_clock, m_spent.get(), options.quota);
    m_batching = std::make_unique<BatchingTransport>(*m_transport, endpoints.baseUrl + u"/graph"_s);
    m_wrappedMeter = options.wrapMeter ? options.wrapMeter(m_meter) : nullptr;
    ExchangeSink* const sink = m_wrappedMeter ? m_wrappedMeter.get() : &m_meter;
    m_graphApi = std::make_unique<ApiClient>(
        ApiClient::Parts{*m_batching, m_graphToken.get(), m_clock, m_gate, sink, m_ledger.get()},
        graphOptions);
    m_trackerApi = std::make_unique<ApiClient>(
        ApiClient::Parts{*m_transport, m_trackerToken.get(), m_clock, m_gate, nullptr}, trackerOptions);
    m_graph = std::make_unique<GraphClient>(*m_graphApi, endpoints.baseUrl + u"/graph"_s, m_profile.timeZone);
    m_tracker = std::make_unique<TrackerClient>(*m_trackerApi, m_profile.trackerUrl);
    m_engine =
        std::make_unique<SyncEngine>(SyncEngine::Parts{*m_tracker, *m_graph, *m_journal, m_clock}, m_profile);
    if (options.createCalendar)
        must(CalendarResolver(*m_graph, *m_journal).create(m_profile.mailbox, m_profile.calendarName, {}));
}

Machine::~Machine() = default;

QByteArray Machine::graphToken() {
    const auto token = m_graphToken->bearer({});
    return token ? token->reveal() : QByteArray();
}

Result<Plan> Machine::plan(const Scope& scope, bool adopt) {
    return m_engine->plan(scope, adopt, control.token());
}

SyncReport Machine::sync(const Scope& scope, bool adopt, ProgressSink* progress) {
    return m_engine->sync(scope, adopt, {RunKind::Sync, maxDelete}, nullptr, control, progress);
}

SyncReport Machine::apply(const QJsonObject& planFile) {
    return m_engine->applyFile(planFile, {RunKind::Apply, maxDelete}, nullptr, control, nullptr);
}

void choosePolicies(Profile& profile, unsigned choice) {
    profile.completedPolicy = CompletedPolicy(choice % 3);
    profile.driftPolicy = DriftPolicy(choice / 3 % 3);
    profile.personCalendar = PersonCalendar(choice / 2 % 2);
    if (choice / 9 % 3 == 2)
        profile.horizonPastDays = 365;
}

namespace {

QString tagOf(const QJsonObject& event) {
    for (const QJsonValue value : event.value(u"extended"_s).toObject())
        if (value.toString().startsWith(u"mp1|"_s))
            return value.toString();
    return {};
}

template <class Visit> void forEachEvent(sandbox::Sandbox& sandbox, Visit visit) {
    const auto state = sandbox.control(u"state"_s);
    const QJsonObject mailboxes = state ? state->value(u"mailboxes"_s).toObject() : QJsonObject();
    for (auto mailbox = mailboxes.begin(); mailbox != mailboxes.end(); ++mailbox)
        for (const QJsonValue calendar : mailbox->toObject().value(u"calendars"_s).toArray())
            for (const QJsonValue event : calendar.toObject().value(u"events"_s).toArray())
                visit(mailbox.key() + u'/' + calendar.toObject().value(u"name"_s).toString(),
                      event.toObject());
}

} // namespace

QMultiMap<QString, QJsonObject> taggedEvents(sandbox::Sandbox& sandbox) {
    QMultiMap<QString, QJsonObject> tagged;
    forEachEvent(sandbox, [&tagged](const QString&, const QJsonObject& event) {
        if (const auto tag = Tag::fromString(tagOf(event)))
            tagged.insert(tag->key.toString(), event);
    });
    return tagged;
}

QByteArray foreignEvents(sandbox::Sandbox& sandbox) {
    QByteArray text;
    forEachEvent(sandbox, [&text](const QString& where, const QJsonObject& event) {
        if (tagOf(event).isEmpty())
            text += where.toUtf8() + QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
    });
    return text;
}

} // namespace milepost
