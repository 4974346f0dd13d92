// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rotationtest.h"
#include "setup/trackerrotation.h"

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

/// The tracker keeps one password: it is tried once, and the one before stays beside it.
class TstTrackerRotation : public RotationTest {
    Q_OBJECT

private slots:
    void trackerPassword();
    void aLoginThatOpensNothingIsNoProof();
    void trackerKilledAnywhere();
};

void TstTrackerRotation::trackerPassword() {
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

void TstTrackerRotation::aLoginThatOpensNothingIsNoProof() {
    const SecretKey place = trackerPasswordKey(m_profile.name, QUrl(m_profile.trackerUrl));
    QVERIFY(await(m_secrets->write(place, Redacted(u"the one before"_s), {})));
    TrackerRotation tracker({*m_transport, m_clock, nullptr},
                            {QUrl(m_profile.trackerUrl), m_profile.trackerUser, RetryPolicy(1)});
    SecretSwitch places(*m_secrets, place);
    m_sandbox->addFault({{u"path"_s, u"/api/auth/me/"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 403}});
    const RotatedSecret fresh{Redacted(demo::k_trackerPassword.toString()), {}, {}, {}};
    const auto outcome =
        Rotation({places, tracker, m_clock, {}}).rotate({fresh, {}, std::chrono::seconds(600)}, {});
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->httpStatus, 403);
    QCOMPARE(places.look({})->current->reveal(), u"the one before"_s);
}

void TstTrackerRotation::trackerKilledAnywhere() {
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

QTEST_GUILESS_MAIN(TstTrackerRotation)
#include "tst_trackerrotation.moc"
