// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rotationtest.h"

#include <QJsonArray>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// The former secret stays until a run has succeeded with the new one, and nothing else goes.
class TstRotationEnd : public RotationTest {
    Q_OBJECT

private slots:
    void theFormerOneGoesAfterARunWithTheNewOneOnly_data() { bothKinds(); }
    void theFormerOneGoesAfterARunWithTheNewOneOnly();
    void anotherSecretIsNeverRemoved();
    void whatCannotBeRemovedNowIsRemovedLater();
    void aSecondRotationBeforeAnyRunKeepsOrder();
    void theWayBack();
};

void TstRotationEnd::theFormerOneGoesAfterARunWithTheNewOneOnly() {
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

void TstRotationEnd::anotherSecretIsNeverRemoved() {
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

void TstRotationEnd::whatCannotBeRemovedNowIsRemovedLater() {
    QCOMPARE(why(rotate()), QString());
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"path"_s, u"/removePassword"_s}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    const auto failed = runSucceeded();
    QVERIFY(failed && failed->atService && !failed->isGone);
    QVERIFY(!stored(formerPlace()).isEmpty());
    QVERIFY(runSucceeded()->isGone);
    QCOMPARE(credentials(), 1);
}

void TstRotationEnd::aSecondRotationBeforeAnyRunKeepsOrder() {
    QCOMPARE(why(rotate()), QString());
    const QString second = stored(key().purpose);
    QCOMPARE(why(rotate()), QString());
    QCOMPARE(credentials(), 2); // the first one went when its place was needed
    const auto former = rotatedSecretOf(Redacted(stored(formerPlace())));
    QVERIFY(former && former->secret.reveal() == second);
    QVERIFY(works());
}

void TstRotationEnd::theWayBack() {
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

QTEST_GUILESS_MAIN(TstRotationEnd)
#include "tst_rotationend.moc"
