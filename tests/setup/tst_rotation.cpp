// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rotationtest.h"

#include <QJsonArray>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

const QString k_typed = u"typed-by-a-person~+/="_s;

} // namespace

/// A new secret comes beside the one in use, is proved, and only then used.
class TstRotation : public RotationTest {
    Q_OBJECT

private slots:
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
    void anExpiredOneIsReplacedByAnEnteredOne();
};

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

void TstRotation::anExpiredOneIsReplacedByAnEnteredOne() {
    const RotatedSecret given = typed();
    control(u"options"_s, {{u"secretExpired"_s, true}});
    QVERIFY(!works());
    QCOMPARE(why(rotate(given)), QString());
    QVERIFY(works());
}

QTEST_GUILESS_MAIN(TstRotation)
#include "tst_rotation.moc"
