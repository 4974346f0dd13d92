// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/appcertificate.h"
#include "auth/sessionsecretstore.h"
#include "base/futures.h"
#include "fakes.h"
#include "graph/grapherrors.h"
#include "http/nettransport.h"
#include "sandbox/sandbox.h"
#include "setup/entrarotation.h"
#include "setup/trackerrotation.h"

#include <QJsonArray>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

const QString k_typed = u"typed-by-a-person~+/="_s;

/// Where the process dies: after so many boundaries nothing reaches keychain or network any more.
class Fuse {
public:
    void set(int left) { m_left = left; }
    /// One more boundary; false: dead.
    [[nodiscard]] bool pass() { return m_left > 0 && --m_left > 0; }
    [[nodiscard]] bool isBlown() const { return m_left <= 0; }

private:
    int m_left = 1'000'000;
};

std::unexpected<Error> dead() {
    return std::unexpected(makeError(Error::Kind::Keychain, Error::Stage::Keychain, u"dead"_s, u"dead"_s));
}

/// A keychain with a boundary on both sides of each write.
class FusedStore final : public SecretStore {
public:
    explicit FusedStore(Fuse& fuse) : m_fuse(fuse) {}
    QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override {
        return m_fuse.isBlown() ? ready<Redacted<QString>>(dead()) : m_store.read(std::move(key), stop);
    }
    QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret, std::stop_token stop) override {
        if (!m_fuse.pass())
            return ready<void>(dead());
        const auto written = await(m_store.write(std::move(key), std::move(secret), stop));
        return m_fuse.pass() ? ready(written) : ready<void>(dead());
    }
    QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override {
        if (!m_fuse.pass())
            return ready<void>(dead());
        const auto removed = await(m_store.remove(std::move(key), stop));
        return m_fuse.pass() ? ready(removed) : ready<void>(dead());
    }
    QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override {
        return m_store.state(std::move(key), stop);
    }

private:
    Fuse& m_fuse;
    SessionSecretStore m_store;
};

/// A network with a boundary on both sides of each request.
class FusedTransport final : public Transport {
public:
    FusedTransport(Fuse& fuse, Transport& real) : m_fuse(fuse), m_real(real) {}
    QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override {
        if (!m_fuse.pass())
            return ready<HttpResponse>(lost(Error::Kind::Offline));
        const auto answer = await(m_real.send(std::move(request), stop));
        return m_fuse.pass() ? ready(answer) : ready<HttpResponse>(lost(Error::Kind::Doubtful));
    }

private:
    static std::unexpected<Error> lost(Error::Kind kind) {
        return std::unexpected(makeError(kind, Error::Stage::Transport, u"dead"_s, u"dead"_s));
    }
    Fuse& m_fuse;
    Transport& m_real;
};

/// Why it failed; "" when it did not.
QString why(const RotationOutcome& outcome) { return outcome.error ? outcome.error->summary() : QString(); }

/// Making a key pair takes its time: what is only the one before is made once.
const AppCertificate& firstCertificate() {
    static const auto made = generateCertificate(u"first"_s, 100, FakeClock());
    return *made;
}

} // namespace

/// At no moment is there no secret that works.
class TstRotation : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aNewOneIsProvedAndThenUsed_data() { bothKinds(); }
    void aNewOneIsProvedAndThenUsed();
    void whatIsEnteredIsProvedAndThenUsed();
    void killedAnywhereOneWorksAndTheNextTryEndsWell_data();
    void killedAnywhereOneWorksAndTheNextTryEndsWell();
    void whatIsRefusedNeverComesIntoUse_data() { bothKinds(); }
    void whatIsRefusedNeverComesIntoUse();
    void aCallThatIsRefusedIsNoProof();
    void whatSpreadsSlowlyIsWaitedFor();
    void theSameSecretAgainIsRefused();
    void withoutTheRightSomebodyHasToEnterIt();
    void aKeyPairWaitsForItsUpload();
    void theFormerOneGoesAfterARunWithTheNewOneOnly_data() { bothKinds(); }
    void theFormerOneGoesAfterARunWithTheNewOneOnly();
    void anotherSecretIsNeverRemoved();
    void whatCannotBeRemovedNowIsRemovedLater();
    void aSecondRotationBeforeAnyRunKeepsOrder();
    void theWayBack();
    void anExpiredOneIsReplacedByAnEnteredOne();
    void trackerPassword();
    void trackerKilledAnywhere();

private:
    void bothKinds() {
        QTest::addColumn<bool>("isCertificate");
        QTest::newRow("secret") << false;
        QTest::newRow("certificate") << true;
    }
    void start(bool isCertificate, const QStringList& more = {u"Application.ReadWrite.OwnedBy"_s});
    void control(const QString& name, const QJsonObject& json) { QVERIFY(m_sandbox->control(name, json)); }
    [[nodiscard]] int credentials() const;
    [[nodiscard]] SecretKey key() const;
    [[nodiscard]] QString stored(SecretPurpose purpose) const;
    [[nodiscard]] SecretPurpose nextPlace() const { return rotationPlaces(key().purpose)->next; }
    [[nodiscard]] SecretPurpose formerPlace() const { return rotationPlaces(key().purpose)->former; }
    /// With the rights that a fresh token has.
    [[nodiscard]] EntraRotation service();
    [[nodiscard]] RotationOutcome rotate(std::optional<RotatedSecret> given = {}, int patience = 600);
    [[nodiscard]] Result<Retirement> runSucceeded();
    [[nodiscard]] bool works();
    [[nodiscard]] RotatedSecret typed();

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<NetTransport> m_network;
    Fuse m_fuse;
    std::unique_ptr<FusedTransport> m_transport;
    std::unique_ptr<FusedStore> m_secrets;
    FakeClock m_clock;
    std::unique_ptr<EntraTokenProvider> m_entra;
    std::unique_ptr<LaneGate> m_gate;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<AppDirectory> m_directory;
    Profile m_profile;
    std::function<void(const RotationProgress&)> m_tell;
    int m_rotations = 0;
};

void TstRotation::init() {
    m_tell = {};
    start(false);
}

void TstRotation::cleanup() {
    m_directory.reset();
    m_api.reset();
    m_gate.reset();
    m_entra.reset();
    m_transport.reset();
    m_network.reset();
    m_sandbox.reset();
}

void TstRotation::start(bool isCertificate, const QStringList& more) {
    cleanup();
    m_fuse.set(1'000'000);
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 1;
    options.roles = QStringList{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s} + more;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_network = std::move(*NetTransport::create({m_sandbox->caFile(), {}, {}}));
    m_transport = std::make_unique<FusedTransport>(m_fuse, *m_network);
    m_secrets = std::make_unique<FusedStore>(m_fuse);
    m_profile = Profile();
    m_profile.name = u"main"_s;
    m_profile.cloud = Cloud::Custom;
    m_profile.custom = {m_sandbox->authority(), m_sandbox->graphRoot(),
                        u"https://graph.microsoft.com/.default"_s};
    m_profile.tenantId = demo::k_tenant.toString();
    m_profile.clientId = demo::k_clientId.toString();
    m_profile.mailbox = demo::k_mailbox.toString();
    m_profile.trackerUrl = m_sandbox->trackerUrl();
    m_profile.trackerUser = demo::k_trackerUser.toString();
    m_profile.credential = isCertificate ? CredentialKind::Certificate : CredentialKind::Secret;
    control(u"application"_s, {{u"ownsItself"_s, true}});
    QString first = demo::k_clientSecret.toString();
    if (isCertificate) {
        const AppCertificate& certificate = firstCertificate();
        control(u"application"_s, {{u"withoutCredentials"_s, true},
                                   {u"certificate"_s, QString::fromLatin1(certificate.der.toBase64())}});
        first = certificate.pem.reveal();
    }
    QVERIFY(await(m_secrets->write(key(), Redacted(first), {})));
}

SecretKey TstRotation::key() const {
    return entraKey(m_profile.name,
                    m_profile.credential == CredentialKind::Secret ? SecretPurpose::EntraSecret
                                                                   : SecretPurpose::EntraCertificate,
                    QUrl(m_profile.custom.authority), m_profile.tenantId, QUrl(m_profile.custom.graphRoot));
}

/// What the registration knows: secrets or certificates.
int TstRotation::credentials() const {
    const auto listed = m_sandbox->control(u"applications"_s, QJsonObject());
    for (const QJsonValue app : listed->value(u"applications"_s).toArray())
        if (app[u"clientId"].toString() == m_profile.clientId)
            return app[m_profile.credential == CredentialKind::Secret ? u"passwords" : u"keys"].toInt();
    return -1;
}

QString TstRotation::stored(SecretPurpose purpose) const {
    SecretKey place = key();
    place.purpose = purpose;
    const auto found = await(m_secrets->read(place, {}));
    return found ? found->reveal() : QString();
}

EntraRotation TstRotation::service() {
    EntraTokenProvider::Options token =
        entraRotationOptions(m_profile, m_profile.credential, {}, RetryPolicy(1)).token;
    m_entra = std::make_unique<EntraTokenProvider>(
        EntraTokenProvider::Parts{*m_transport, *m_secrets, m_clock, nullptr}, token);
    (void)m_entra->bearer({});
    m_gate = std::make_unique<LaneGate>(m_clock);
    ApiClient::Options graph;
    graph.stage = Error::Stage::Graph;
    graph.origin = originOf(QUrl(m_profile.custom.graphRoot));
    graph.readError = readGraphError;
    graph.retry = RetryPolicy(1);
    m_api = std::make_unique<ApiClient>(
        ApiClient::Parts{*m_transport, m_entra.get(), m_clock, *m_gate, nullptr}, graph);
    m_directory = std::make_unique<AppDirectory>(*m_api, m_profile.custom.graphRoot);
    return EntraRotation(
        {*m_transport, m_clock, nullptr, m_directory.get()},
        entraRotationOptions(m_profile, m_profile.credential, m_entra->roles(), RetryPolicy(1)));
}

RotationOutcome TstRotation::rotate(std::optional<RotatedSecret> given, int patience) {
    EntraRotation entra = service();
    SecretSwitch places(*m_secrets, key());
    return Rotation({places, entra, m_clock, m_tell})
        .rotate({std::move(given), u"Milepost test %1"_s.arg(++m_rotations), std::chrono::seconds(patience)},
                {});
}

/// As the end of a run does it, by a token of what is in use now.
Result<Retirement> TstRotation::runSucceeded() {
    EntraRotation entra = service();
    SecretSwitch places(*m_secrets, key());
    return retire(places, entra,
                  [this](const Redacted<QString>& current) { return m_entra->isBoughtWith(current); }, {});
}

/// A fresh token, and a call with it.
bool TstRotation::works() {
    EntraRotation entra = service();
    return entra.prove(Redacted(stored(key().purpose)), {}).has_value();
}

/// As an admin does it in the portal: made there by somebody else, then entered here.
RotatedSecret TstRotation::typed() {
    EntraRotation portal = service();
    RotatedSecret made{{}, {}, u"by hand"_s, {}};
    if (!portal.publish(made, {}))
        return {};
    return {made.secret, {}, {}, made.expiresUtc};
}

void TstRotation::aNewOneIsProvedAndThenUsed() {
    QFETCH(const bool, isCertificate);
    start(isCertificate);
    const QString before = stored(key().purpose);
    std::vector<RotationProgress::Step> steps;
    m_tell = [&](const RotationProgress& progress) { steps.push_back(progress.step); };
    const auto outcome = rotate();
    QCOMPARE(why(outcome), QString());
    using enum RotationProgress::Step;
    QVERIFY((steps == std::vector{Looking, Making, Proving, Switching}));
    QVERIFY(stored(key().purpose) != before);
    QVERIFY(works());
    QCOMPARE(m_entra->facts().byCertificate, isCertificate);
    QCOMPARE(credentials(), 2);
    QCOMPARE(m_clock.utcNow().daysTo(outcome.expiresUtc), 365);
    QVERIFY(outcome.formerGoesAway && !outcome.wasCutOff && outcome.leftovers.empty());
    // The old one is beside it and works as well; nothing else is left.
    QVERIFY(stored(nextPlace()).isEmpty());
    const auto former = rotatedSecretOf(Redacted(stored(formerPlace())));
    QVERIFY(former && former->secret.reveal() == before);
    QVERIFY(service().prove(former->secret, {}));
}

void TstRotation::whatIsEnteredIsProvedAndThenUsed() {
    const RotatedSecret given = typed();
    QCOMPARE(credentials(), 2);
    QCOMPARE(why(rotate(given)), QString());
    QCOMPARE(stored(key().purpose), given.secret.reveal());
    QVERIFY(works());
    QCOMPARE(credentials(), 2);
    // Its id is found by its first letters, so that it can be removed by itself.
    const auto former = rotatedSecretOf(Redacted(stored(formerPlace())));
    QVERIFY(former);
    QCOMPARE(former->keyId, demo::k_clientSecretId.toString());
}

void TstRotation::killedAnywhereOneWorksAndTheNextTryEndsWell_data() {
    QTest::addColumn<bool>("isCertificate");
    QTest::addColumn<bool>("isTyped");
    QTest::newRow("made in Entra") << false << false;
    QTest::newRow("entered") << false << true;
    QTest::newRow("certificate") << true << false;
}

void TstRotation::killedAnywhereOneWorksAndTheNextTryEndsWell() {
    QFETCH(const bool, isCertificate);
    QFETCH(const bool, isTyped);
    int cuts = 0;
    for (int at = 1;; ++at) {
        start(isCertificate);
        const std::optional<RotatedSecret> given = isTyped ? std::optional(typed()) : std::nullopt;
        m_fuse.set(at);
        (void)rotate(given);
        const bool wasCut = m_fuse.isBlown();
        m_fuse.set(1'000'000);
        QVERIFY2(works(), qPrintable(u"cut at %1"_s.arg(at)));
        if (!wasCut)
            break; // there are no more boundaries
        ++cuts;
        // Somebody tries again, without entering anything where it stands there already.
        const bool isThere = !stored(nextPlace()).isEmpty();
        const bool isDone = isTyped && stored(key().purpose) == given->secret.reveal();
        if (isTyped && isDone && !isThere)
            continue;
        const auto again = rotate(isThere ? std::nullopt : given);
        QVERIFY2(!again.error, qPrintable(u"cut at %1: %2"_s.arg(at).arg(again.error ? again.error->summary()
                                                                                     : QString())));
        QVERIFY2(works(), qPrintable(u"cut at %1, tried again"_s.arg(at)));
        QVERIFY(stored(nextPlace()).isEmpty());
        // The one in use and the former one: nothing that nobody knows of.
        QVERIFY2(credentials() == 2, qPrintable(u"cut at %1: %2 are there"_s.arg(at).arg(credentials())));
        const auto retired = runSucceeded();
        QVERIFY2(retired && retired->isGone, qPrintable(u"cut at %1"_s.arg(at)));
        QCOMPARE(credentials(), 1);
        QVERIFY(works());
    }
    QVERIFY2(cuts >= 16, qPrintable(QString::number(cuts)));
}

void TstRotation::whatIsRefusedNeverComesIntoUse() {
    QFETCH(const bool, isCertificate);
    start(isCertificate);
    const QString before = stored(key().purpose);
    RotatedSecret wrong{Redacted(k_typed), {}, {}, {}};
    if (isCertificate)
        wrong.secret = generateCertificate(u"nobody"_s, 100, m_clock)->pem;
    const QDateTime since = m_clock.utcNow();
    const auto outcome = rotate(wrong, 60);
    QCOMPARE(outcome.error ? outcome.error->code : QString(), isCertificate ? u"700027"_s : u"7000215"_s);
    QVERIFY(since.secsTo(m_clock.utcNow()) >= 60 && since.secsTo(m_clock.utcNow()) < 90);
    QCOMPARE(stored(key().purpose), before);
    QVERIFY(stored(formerPlace()).isEmpty());
    QVERIFY(works());
    // A text that is unknown is of no use; a key pair may be uploaded yet.
    QCOMPARE(outcome.isKept, isCertificate);
    QCOMPARE(!stored(nextPlace()).isEmpty(), isCertificate);
}

void TstRotation::aCallThatIsRefusedIsNoProof() {
    const QString before = stored(key().purpose);
    const RotatedSecret given = typed();
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"path"_s, u"/calendars"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 403}});
    const auto outcome = rotate(given);
    QVERIFY(outcome.error && outcome.error->kind == Error::Kind::Forbidden);
    QCOMPARE(stored(key().purpose), before);
    QVERIFY(outcome.isKept);
    m_sandbox->clearFaults();
    QCOMPARE(why(rotate()), QString());
    QCOMPARE(stored(key().purpose), given.secret.reveal());
}

void TstRotation::whatSpreadsSlowlyIsWaitedFor() {
    int waits = 0;
    m_tell = [&](const RotationProgress& progress) {
        if (progress.step == RotationProgress::Step::Making)
            control(u"options"_s, {{u"propagationSeconds"_s, 3600}});
        if (progress.isWaiting && ++waits == 3)
            control(u"options"_s, {{u"propagationSeconds"_s, 0}});
    };
    QCOMPARE(why(rotate()), QString());
    QCOMPARE(waits, 3);
    // What never spreads is given up, and taken away again.
    m_tell = [&](const RotationProgress& progress) {
        if (progress.step == RotationProgress::Step::Making)
            control(u"options"_s, {{u"propagationSeconds"_s, 3600}});
    };
    const QString before = stored(key().purpose);
    const QDateTime since = m_clock.utcNow();
    const auto never = rotate();
    QVERIFY(never.error && never.leftovers.empty());
    QVERIFY(since.secsTo(m_clock.utcNow()) < 11 * 60);
    QCOMPARE(stored(key().purpose), before);
    QCOMPARE(credentials(), 1); // the first one was put aside, and its place was needed
    QVERIFY(stored(nextPlace()).isEmpty());
}

void TstRotation::theSameSecretAgainIsRefused() {
    const auto outcome = rotate(RotatedSecret{Redacted(demo::k_clientSecret.toString()), {}, {}, {}});
    QCOMPARE(outcome.error ? outcome.error->code : QString(), u"rotation-same"_s);
    QVERIFY(stored(nextPlace()).isEmpty() && stored(formerPlace()).isEmpty());
}

void TstRotation::withoutTheRightSomebodyHasToEnterIt() {
    start(false, {});
    const auto outcome = rotate();
    QCOMPARE(outcome.error ? outcome.error->code : QString(), u"rotation-nothing-given"_s);
    QCOMPARE(credentials(), 1);
    // The permission alone does not do: the app must own itself.
    start(false);
    control(u"application"_s, {{u"granted"_s, QJsonArray{u"Calendars.ReadWrite"_s}}});
    QCOMPARE(rotate().error->code, u"rotation-nothing-given"_s);
    QVERIFY(works());
}

void TstRotation::aKeyPairWaitsForItsUpload() {
    start(true, {});
    const auto made = generateCertificate(u"second"_s, 100, m_clock);
    const QString before = stored(key().purpose);
    const auto early = rotate(RotatedSecret{made->pem, {}, {}, made->notAfterUtc}, 10);
    QCOMPARE(early.error ? early.error->code : QString(), u"700027"_s);
    QVERIFY(early.isKept);
    QCOMPARE(stored(key().purpose), before);
    control(u"application"_s, {{u"certificate"_s, QString::fromLatin1(made->der.toBase64())}});
    const auto outcome = rotate();
    QCOMPARE(why(outcome), QString());
    QVERIFY(!outcome.formerGoesAway);
    QCOMPARE(stored(key().purpose), made->pem.reveal());
    QCOMPARE(outcome.expiresUtc, made->notAfterUtc);
    // The run is not in the way, and somebody has to remove the old one.
    const auto retired = runSucceeded();
    QVERIFY(retired && retired->isGone && retired->atService);
    QVERIFY(stored(formerPlace()).isEmpty());
    QCOMPARE(credentials(), 2);
}

void TstRotation::theFormerOneGoesAfterARunWithTheNewOneOnly() {
    QFETCH(const bool, isCertificate);
    start(isCertificate);
    EntraRotation entra = service(); // a run that began before the rotation, with a token of the old one
    auto old = std::move(m_entra);
    QCOMPARE(why(rotate()), QString());
    SecretSwitch places(*m_secrets, key());
    EntraRotation now = service();
    const auto early =
        retire(places, now, [&](const Redacted<QString>& current) { return old->isBoughtWith(current); }, {});
    QVERIFY(early && early->hadFormer && !early->isGone);
    QCOMPARE(credentials(), 2);
    QVERIFY(!stored(formerPlace()).isEmpty());

    const auto retired = runSucceeded();
    QVERIFY(retired && retired->isGone && !retired->atService);
    QVERIFY(retired->former.secret.isEmpty());
    QCOMPARE(credentials(), 1);
    QVERIFY(stored(formerPlace()).isEmpty());
    QVERIFY(works());
    const auto nothing = runSucceeded();
    QVERIFY(nothing && !nothing->hadFormer);
    QCOMPARE(credentials(), 1);
}

void TstRotation::anotherSecretIsNeverRemoved() {
    // The portal holds a third one, which somebody else uses.
    const RotatedSecret others = typed();
    QCOMPARE(why(rotate()), QString());
    QCOMPARE(credentials(), 3);
    QVERIFY(runSucceeded()->isGone);
    QCOMPARE(credentials(), 2);
    QVERIFY(service().prove(others.secret, {}));
    // Killed before the switch: what is to be put aside is in use, and must survive a run that succeeds.
    SecretSwitch places(*m_secrets, key());
    const RotatedSecret current = service().described(Redacted(stored(key().purpose)), {});
    QVERIFY(!current.keyId.isEmpty());
    SecretKey former = key();
    former.purpose = formerPlace();
    QVERIFY(await(m_secrets->write(former, toStored(current), {})));
    const auto retired = runSucceeded();
    QVERIFY(retired && !retired->hadFormer);
    QCOMPARE(credentials(), 2);
    QVERIFY(works());
}

void TstRotation::whatCannotBeRemovedNowIsRemovedLater() {
    QCOMPARE(why(rotate()), QString());
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"path"_s, u"/removePassword"_s}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    const auto failed = runSucceeded();
    QVERIFY(failed && failed->atService && !failed->isGone);
    QVERIFY(!stored(formerPlace()).isEmpty());
    QVERIFY(runSucceeded()->isGone);
    QCOMPARE(credentials(), 1);
}

void TstRotation::aSecondRotationBeforeAnyRunKeepsOrder() {
    QCOMPARE(why(rotate()), QString());
    const QString second = stored(key().purpose);
    QCOMPARE(why(rotate()), QString());
    QCOMPARE(credentials(), 2); // the first one went when its place was needed
    const auto former = rotatedSecretOf(Redacted(stored(formerPlace())));
    QVERIFY(former && former->secret.reveal() == second);
    QVERIFY(works());
}

void TstRotation::theWayBack() {
    const QString first = stored(key().purpose);
    QCOMPARE(why(rotate()), QString());
    const QString second = stored(key().purpose);
    for (int at = 1; at <= 40; ++at) {
        EntraRotation entra = service();
        SecretSwitch places(*m_secrets, key());
        m_fuse.set(at);
        const auto back = Rotation({places, entra, m_clock, {}}).goBack({});
        m_fuse.set(1'000'000);
        QVERIFY2(works(), qPrintable(u"cut at %1"_s.arg(at)));
        // Neither was lost.
        QStringList kept{stored(key().purpose)};
        for (const SecretPurpose place : {nextPlace(), formerPlace()})
            if (const auto beside = rotatedSecretOf(Redacted(stored(place))))
                kept << beside->secret.reveal();
        QVERIFY2(kept.contains(first) && kept.contains(second), qPrintable(u"cut at %1"_s.arg(at)));
        if (!back)
            continue;
        QCOMPARE(stored(key().purpose), first);
        QVERIFY(runSucceeded()->isGone);
        QCOMPARE(credentials(), 1);
        QVERIFY(!Rotation({places, entra, m_clock, {}}).goBack({}));
        return;
    }
    QFAIL("it never came to an end");
}

void TstRotation::anExpiredOneIsReplacedByAnEnteredOne() {
    const RotatedSecret given = typed();
    control(u"options"_s, {{u"secretExpired"_s, true}});
    QVERIFY(!works());
    QCOMPARE(why(rotate(given)), QString());
    QVERIFY(works());
}

void TstRotation::trackerPassword() {
    const SecretKey place = trackerPasswordKey(m_profile.name, QUrl(m_profile.trackerUrl));
    const auto read = [&](SecretPurpose purpose) {
        SecretKey one = place;
        one.purpose = purpose;
        const auto found = await(m_secrets->read(one, {}));
        return found ? found->reveal() : QString();
    };
    QVERIFY(await(m_secrets->write(place, Redacted(u"the one before"_s), {})));
    TrackerRotation tracker({*m_transport, m_clock, nullptr},
                            {QUrl(m_profile.trackerUrl), m_profile.trackerUser, RetryPolicy(1)});
    SecretSwitch places(*m_secrets, place);
    const auto turn = [&](const QString& text) {
        return Rotation({places, tracker, m_clock, {}})
            .rotate({RotatedSecret{Redacted(text), {}, {}, {}}, {}, std::chrono::seconds(600)}, {});
    };
    // A wrong one is tried once: more could lock the account.
    m_sandbox->resetLog();
    const auto refused = turn(u"wrong"_s);
    QCOMPARE(refused.error ? refused.error->code : QString(), u"tracker-login"_s);
    QCOMPARE(m_sandbox->requests(u"tracker"_s, u"POST"_s), 1);
    QCOMPARE(read(SecretPurpose::TrackerPassword), u"the one before"_s);
    QVERIFY(read(SecretPurpose::TrackerPasswordNext).isEmpty());

    QCOMPARE(why(turn(demo::k_trackerPassword.toString())), QString());
    QCOMPARE(read(SecretPurpose::TrackerPassword), demo::k_trackerPassword.toString());
    QVERIFY(read(SecretPurpose::TrackerPasswordFormer).contains(u"the one before"_s));
    const auto retired = retire(places, tracker, [](const Redacted<QString>&) { return true; }, {});
    QVERIFY(retired && retired->isGone && !retired->atService);
    QVERIFY(read(SecretPurpose::TrackerPasswordFormer).isEmpty());
    QCOMPARE(read(SecretPurpose::TrackerPassword), demo::k_trackerPassword.toString());
}

void TstRotation::trackerKilledAnywhere() {
    const SecretKey place = trackerPasswordKey(m_profile.name, QUrl(m_profile.trackerUrl));
    const QString fresh = demo::k_trackerPassword.toString();
    TrackerRotation tracker({*m_transport, m_clock, nullptr},
                            {QUrl(m_profile.trackerUrl), m_profile.trackerUser, RetryPolicy(1)});
    SecretSwitch places(*m_secrets, place);
    for (int at = 1; at < 60; ++at) {
        for (const auto purpose :
             {SecretPurpose::TrackerPasswordNext, SecretPurpose::TrackerPasswordFormer}) {
            SecretKey beside = place;
            beside.purpose = purpose;
            QVERIFY(await(m_secrets->remove(beside, {})));
        }
        QVERIFY(await(m_secrets->write(place, Redacted(u"the one before"_s), {})));
        Rotation rotation({places, tracker, m_clock, {}});
        m_fuse.set(at);
        (void)rotation.rotate({RotatedSecret{Redacted(fresh), {}, {}, {}}, {}, std::chrono::seconds(0)}, {});
        const bool wasCut = m_fuse.isBlown();
        m_fuse.set(1'000'000);
        const auto standing = places.look({});
        QVERIFY(standing && standing->current);
        QStringList kept{standing->current->reveal()};
        for (const auto& beside : {standing->next, standing->former})
            if (beside)
                kept << beside->secret.reveal();
        QVERIFY2(kept.contains(u"the one before"_s), qPrintable(u"cut at %1"_s.arg(at)));
        if (standing->current->reveal() != fresh)
            QVERIFY(!rotation
                         .rotate({standing->next ? std::nullopt
                                                 : std::optional(RotatedSecret{Redacted(fresh), {}, {}, {}}),
                                  {},
                                  std::chrono::seconds(0)},
                                 {})
                         .error);
        QCOMPARE(places.look({})->current->reveal(), fresh);
        if (!wasCut)
            return;
    }
    QFAIL("it never came to an end");
}

QTEST_GUILESS_MAIN(TstRotation)
#include "tst_rotation.moc"
