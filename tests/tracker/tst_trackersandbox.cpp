// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "http/apiclient.h"
#include "http/nettransport.h"
#include "sandbox/sandbox.h"
#include "tracker/trackerclient.h"
#include "tracker/trackererrors.h"

#include <algorithm>
#include <set>

#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// Signs in with the sandbox's demo password, once.
class DemoBearer final : public BearerSource {
public:
    DemoBearer(Transport& transport, const QString& trackerUrl, const QString& user) {
        const QJsonObject credentials{{u"username"_s, user},
                                      {u"password"_s, sandbox::demo::k_trackerPassword.toString()}};
        HttpRequest login;
        login.method = "POST";
        login.url = QUrl(trackerUrl + u"/api/token/"_s);
        login.headers = {{"Content-Type", "application/json"}};
        login.body = QJsonDocument(credentials).toJson();
        const auto answer = await(transport.send(login, std::stop_token()));
        if (answer)
            m_token = QJsonDocument::fromJson(answer->body).object().value("access"_L1).toString().toLatin1();
    }
    Result<Redacted<QByteArray>> bearer(std::stop_token) override { return Redacted<QByteArray>(m_token); }
    void reject(const Redacted<QByteArray>&) override {}

private:
    QByteArray m_token;
};

/// The tracker client over real sockets.
struct Station {
    Station(Transport& transport, const QString& url, const QString& user)
        : bearer(transport, url, user),
          gate(clock),
          api({transport, &bearer, clock, gate, nullptr}, options(url)),
          client(api, url) {}

    static ApiClient::Options options(const QString& url) {
        ApiClient::Options result;
        result.stage = Error::Stage::Tracker;
        result.origin = originOf(QUrl(url));
        result.readError = tracker::readTrackerError;
        result.retry = RetryPolicy(1);
        return result;
    }

    DemoBearer bearer;
    SystemClock clock;
    LaneGate gate;
    ApiClient api;
    TrackerClient client;
};

} // namespace

class TestTrackerSandbox : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_sandbox.start());
        auto transport = NetTransport::create({});
        QVERIFY(transport);
        m_transport = std::move(*transport);
    }
    void init() {
        m_sandbox.clearFaults();
        m_sandbox.resetLog();
    }

    void readsEveryRowWithItsTraps() {
        Station station(*m_transport, m_sandbox.trackerUrl(), u"planner"_s);
        const TrackerPass pass = readTracker(station.client, std::nullopt, std::stop_token());
        QVERIFY2(pass.data.isComplete(),
                 pass.data.failure() ? qPrintable(pass.data.failure()->summary()) : "restricted");
        QCOMPARE(pass.view->role, u"manager"_s);
        const TrackerData& data = *pass.data.rows();
        QVERIFY(data.deliverables.size() >= 400U);
        QVERIFY(!data.links.empty() && !data.assignments.empty() && !data.accounts.empty());

        const auto& all = data.deliverables;
        QVERIFY(std::any_of(all.begin(), all.end(), [](const Deliverable& d) { return !d.date; }));
        QVERIFY(std::any_of(all.begin(), all.end(), [](const Deliverable& d) { return d.percentage == 0; }));
        QVERIFY(std::any_of(all.begin(), all.end(),
                            [](const Deliverable& d) { return d.description.trimmed().isEmpty(); }));
        QVERIFY(std::any_of(all.begin(), all.end(), [](const Deliverable& d) { return d.id > 1LL << 32; }));
        QVERIFY(
            std::any_of(data.people.begin(), data.people.end(), [](const Person& p) { return !p.active; }));
        std::set<qint64> ids;
        for (const Deliverable& deliverable : all)
            ids.insert(deliverable.id);
        QCOMPARE(ids.size(), all.size());
    }

    void asksForEachListingOnce() {
        Station station(*m_transport, m_sandbox.trackerUrl(), u"planner"_s);
        m_sandbox.resetLog();
        QVERIFY(readTracker(station.client, std::nullopt, std::stop_token()).data.isComplete());
        QCOMPARE(m_sandbox.requests(u"tracker"_s, u"GET"_s),
                 14); // view, health, readiness, six listings, five counts
    }

    void restrictsARegularAccount() {
        Station station(*m_transport, m_sandbox.trackerUrl(), u"viewer"_s);
        const TrackerPass pass = readTracker(station.client, std::nullopt, std::stop_token());
        QVERIFY2(pass.data.isRestricted(),
                 pass.data.failure() ? qPrintable(pass.data.failure()->summary()) : "complete");
        QVERIFY(pass.data.rows()->accounts.empty());
        QVERIFY(!pass.data.deletionPermit());
    }

    void isIncompleteWhateverHappensToAPage_data() {
        QTest::addColumn<QString>("listing");
        QTest::addColumn<QString>("kind");
        for (const char* listing : {"/projects/", "/deliverables/", "/deliverables/assignments/",
                                    "/assignments/", "/people/", "/auth/users/"})
            for (const char* kind : {"dropBefore", "dropAfter", "truncate", "html200", "empty200", "badJson",
                                     "shortPage", "redirect"})
                QTest::addRow("%s %s", listing, kind)
                    << QString::fromLatin1(listing) << QString::fromLatin1(kind);
    }
    void isIncompleteWhateverHappensToAPage() {
        QFETCH(QString, listing);
        QFETCH(QString, kind);
        Station station(*m_transport, m_sandbox.trackerUrl(), u"planner"_s);
        m_sandbox.addFault(
            {{u"area"_s, u"tracker"_s}, {u"pathRegex"_s, u"/api"_s + listing + u"$"_s}, {u"times"_s, 0}},
            {{u"kind"_s, kind}, {u"rows"_s, 3}, {u"location"_s, u"https://elsewhere.test/"_s}});
        const TrackerPass pass = readTracker(station.client, std::nullopt, std::stop_token());
        if (kind == "shortPage"_L1 && listing == "/auth/users/"_L1)
            return; // a bare list without a page that counts; no event depends on it
        QVERIFY(pass.data.isIncomplete());
        // A connection that is cut may take the next listing with it, which Qt had given to it already.
        const bool isCut = kind.startsWith("drop"_L1) || kind == "truncate"_L1;
        QVERIFY2(pass.data.failure()->detail.contains(isCut ? u"/api/"_s : u"/api"_s + listing),
                 qPrintable(pass.data.failure()->summary()));
    }

    void isIncompleteWhileTheTrackerIsNotReady() {
        Station station(*m_transport, m_sandbox.trackerUrl(), u"planner"_s);
        QVERIFY(m_sandbox.control(u"tracker"_s, {{u"ready"_s, false}}));
        const TrackerPass pass = readTracker(station.client, std::nullopt, std::stop_token());
        QVERIFY(m_sandbox.control(u"tracker"_s, {{u"ready"_s, true}}));
        QVERIFY(pass.data.isIncomplete());
        QCOMPARE(pass.data.failure()->code, u"not-ready"_s);
    }

    void tellsAVanishedDeliverableFromAWrongPath() {
        Station station(*m_transport, m_sandbox.trackerUrl(), u"planner"_s);
        const auto gone = station.client.deliverable(999'999'999, std::stop_token());
        QVERIFY2(gone, gone ? "" : qPrintable(gone.error().summary()));
        QVERIFY(!*gone);
        TrackerClient lost(station.api, m_sandbox.baseUrl() + u"/nowhere"_s);
        QVERIFY(!lost.deliverable(1, std::stop_token()));
        QVERIFY(lost.read(std::stop_token()).isIncomplete());
    }

private:
    sandbox::Sandbox m_sandbox;
    std::unique_ptr<NetTransport> m_transport;
};

QTEST_GUILESS_MAIN(TestTrackerSandbox)
#include "tst_trackersandbox.moc"
