// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probeworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// Microsoft's own addresses, led to a sandbox; whatever is sent elsewhere goes there.
class Detour final : public Transport {
public:
    Detour(Transport& way, const QString& authority) : m_way(way), m_authority(authority) {}
    QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override {
        static const QString k_real = u"https://login.microsoftonline.com"_s;
        if (const QString url = request.url.toString(QUrl::FullyEncoded); url.startsWith(k_real))
            request.url = QUrl(m_authority + url.mid(k_real.size()));
        return m_way.send(std::move(request), std::move(stop));
    }

private:
    Transport& m_way;
    QString m_authority;
};

} // namespace

/// Values that fit better than those that were typed.
class TestProposals : public QObject {
    Q_OBJECT

private slots:
    void theTenantsIdFromItsDomain();
    void theCloudFromTheTenant();
    void theTrackersAddress_data();
    void theTrackersAddress();
    void aTrackerThatIsDownIsNotLookedForElsewhere();
    void theTrackerSaysHowItKeepsPeopleSignedIn();

private:
    ProbeWorld m_world;
};

void TestProposals::theTenantsIdFromItsDomain() {
    ProbeSetup setup(m_world.sandbox);
    QVERIFY(setup.run(ProbeId::Tenant).proposals.empty());
    setup.profile.tenantId = demo::k_tenantDomain.toString();
    const ProbeReport report = setup.run(ProbeId::Tenant);
    QVERIFY(report.passed);
    QCOMPARE(report.proposals.size(), size_t(1));
    QCOMPARE(report.proposals.front().key, u"tenantId"_s);
    QCOMPARE(report.proposals.front().value, demo::k_tenant.toString());
}

void TestProposals::theCloudFromTheTenant() {
    ProbeSetup setup(m_world.sandbox);
    setup.detour = [&](Transport& way) { return std::make_unique<Detour>(way, m_world.sandbox.authority()); };
    setup.profile.cloud = Cloud::Global;
    setup.profile.tenantId = demo::k_tenant.toString();
    QVERIFY(setup.run(ProbeId::Tenant).passed);
    setup.profile.tenantId = demo::k_nationalDomain.toString();
    const ProbeReport report = setup.run(ProbeId::Tenant);
    QVERIFY(!report.passed);
    QCOMPARE(causeOf(report), u"cloud-mismatch"_s);
    QCOMPARE(report.proposals.size(), size_t(2));
    QCOMPARE(report.proposals.front().value, demo::k_nationalTenant.toString());
    QCOMPARE(report.proposals.back().key, u"cloud"_s);
    QCOMPARE(report.proposals.back().value, u"usgov"_s);
}

void TestProposals::theTrackersAddress_data() {
    QTest::addColumn<QString>("behind");
    QTest::newRow("a page of the web front end") << u"/deliverables"_s;
    QTest::newRow("deeper") << u"/projects/12/edit"_s;
}

void TestProposals::theTrackersAddress() {
    QFETCH(QString, behind);
    ProbeSetup setup(m_world.sandbox);
    setup.profile.trackerUrl += behind;
    const ProbeReport report = setup.run(ProbeId::Tracker);
    QVERIFY(!report.passed);
    QCOMPARE(causeOf(report), u"address-wrong"_s);
    QCOMPARE(report.proposals.size(), size_t(1));
    QCOMPARE(report.proposals.front().key, u"trackerUrl"_s);
    QCOMPARE(report.proposals.front().value, m_world.sandbox.trackerUrl());
}

void TestProposals::aTrackerThatIsDownIsNotLookedForElsewhere() {
    ProbeSetup setup(m_world.sandbox);
    QVERIFY(m_world.sandbox.control(u"tracker"_s, {{u"ready"_s, false}}));
    const ProbeReport report = setup.run(ProbeId::Tracker);
    QVERIFY(m_world.sandbox.control(u"tracker"_s, {{u"ready"_s, true}}));
    QCOMPARE(causeOf(report), u"tracker-down"_s);
    QVERIFY(report.proposals.empty());
}

void TestProposals::theTrackerSaysHowItKeepsPeopleSignedIn() {
    for (const auto& [isByCookie, words] : {std::pair(false, u"refresh token in the answer"_s),
                                            std::pair(true, u"refresh token by cookie"_s)}) {
        sandbox::Options options = ProbeWorld::few();
        options.cookieMode = isByCookie;
        sandbox::Sandbox sandbox(options);
        ProbeSetup setup(ProbeWorld::started(sandbox));
        setup.isThorough = true;
        const ProbeReport report = setup.run(ProbeId::Tracker);
        QVERIFY2(report.passed, qPrintable(causeOf(report)));
        QVERIFY2(report.evidence.contains(words), qPrintable(report.evidence));
        QVERIFY2(report.evidence.contains(u"version 0.1.0"_s), qPrintable(report.evidence));
    }
}

QTEST_GUILESS_MAIN(TestProposals)
#include "tst_proposals.moc"
