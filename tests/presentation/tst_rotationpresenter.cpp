// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/rotationpresenter.h"
#include "setupworld.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// A secret is replaced in the window, over an engine that answers when the test wants it.
class TestRotationPresenter : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<SetupWorld>(); }
    void cleanup() {
        m_rotation.reset();
        m_world.reset();
    }
    void whatIsTypedIsTriedAndUsed();
    void nothingTypedLeavesItToEntra();
    void aFailureSaysWhatIsInUse();
    void aDayThatIsNoneIsNotTaken();
    void aCertificateIsMadeFirst();
    void theWayBack();
    void itStopsWithItsDialog();
    void onlyAStoredOneCanBeReplaced();

private:
    void begin(SecretPurpose purpose) {
        m_rotation = std::make_unique<RotationPresenter>(m_world->session, purpose);
    }
    [[nodiscard]] FakeBackend& backend() { return m_world->backend; }
    std::unique_ptr<SetupWorld> m_world;
    std::unique_ptr<RotationPresenter> m_rotation;
};

void TestRotationPresenter::whatIsTypedIsTriedAndUsed() {
    begin(SecretPurpose::EntraSecret);
    m_rotation->rotate(u"typed"_s, u"2027-01-31"_s);
    m_rotation->rotate(u"typed again"_s, {}); // once
    QVERIFY(m_rotation->isBusy());
    QCOMPARE(backend().rotated.size(), size_t{1});
    const RotationRequest& request = backend().rotated.front().request;
    QVERIFY(request.purpose == SecretPurpose::EntraSecret && !request.goesBack);
    QCOMPARE(request.given->reveal(), u"typed"_s);
    QCOMPARE(request.expires, u"2027-01-31"_s);
    QCOMPARE(backend().rotated.front().profile.name, u"a"_s);
    backend().rotated.front().tell({RotationProgress::Step::Proving, backend().time.now, true});
    QTRY_VERIFY(m_rotation->note().contains(u"waiting"_s));
    RotationOutcome outcome;
    outcome.formerGoesAway = true;
    const int loads = backend().profilesGate.calls();
    QVERIFY(backend().rotateGate.answer(outcome));
    QTRY_VERIFY(m_rotation->isDone());
    QVERIFY(!m_rotation->isBusy() && !m_rotation->failure());
    QVERIFY(m_rotation->note().contains(u"removed, in Entra too"_s));
    QVERIFY(!m_rotation->note().contains(u"typed"_s));
    QCOMPARE(backend().profilesGate.calls(), loads + 1); // the day stands in the profile
    // What is told late changes nothing any more.
    const QString note = m_rotation->note();
    backend().rotated.front().tell({});
    QCoreApplication::processEvents();
    QCOMPARE(m_rotation->note(), note);
}

void TestRotationPresenter::nothingTypedLeavesItToEntra() {
    begin(SecretPurpose::EntraSecret);
    m_rotation->rotate({}, {});
    QVERIFY(!backend().rotated.front().request.given);
    QVERIFY(backend().rotateGate.answer({}));
    QTRY_VERIFY(m_rotation->isDone());
    QVERIFY(m_rotation->note().contains(u"Remove it in Entra"_s)); // it does not go away by itself
}

void TestRotationPresenter::aFailureSaysWhatIsInUse() {
    begin(SecretPurpose::TrackerPassword);
    m_rotation->rotate(u"wrong"_s, {});
    RotationOutcome outcome;
    outcome.error = makeError(Error::Kind::Auth, Error::Stage::Tracker, u"no"_s, u"tracker-login"_s);
    QVERIFY(backend().rotateGate.answer(outcome));
    QTRY_VERIFY(m_rotation->failure().has_value());
    QVERIFY(m_rotation->note().contains(u"still in use"_s) && !m_rotation->isDone());
    m_rotation->rotate(u"wrong"_s, {});
    outcome.isKept = true;
    outcome.error = cancelled();
    QVERIFY(backend().rotateGate.answer(outcome));
    QTRY_VERIFY(!m_rotation->isBusy());
    QVERIFY(!m_rotation->failure()); // somebody stopped it: that is no failure
    QVERIFY(m_rotation->note().contains(u"kept beside"_s));
}

void TestRotationPresenter::aDayThatIsNoneIsNotTaken() {
    begin(SecretPurpose::EntraSecret);
    for (const QString& day : {u"soon"_s, u"2027-02-30"_s, u"2027-01-31T10:00"_s}) {
        QVERIFY(!m_rotation->canRotate(day));
        m_rotation->rotate(u"typed"_s, day);
    }
    QVERIFY(backend().rotated.empty());
    QVERIFY(m_rotation->canRotate({}) && m_rotation->canRotate(u"2027-01-31"_s));
}

void TestRotationPresenter::aCertificateIsMadeFirst() {
    begin(SecretPurpose::EntraCertificate);
    m_rotation->makeCertificate(u"/tmp/next.cer"_s);
    QVERIFY(m_rotation->isBusy() && backend().rotated.empty());
    QVERIFY(backend().makeCertificateGate.answer(std::unexpected(
        makeError(Error::Kind::Storage, Error::Stage::Storage, u"there already"_s, u"store-failed"_s))));
    QTRY_VERIFY(m_rotation->failure().has_value());
    QVERIFY(backend().rotated.empty() && !m_rotation->isBusy());
    m_rotation->makeCertificate(u"/tmp/other.cer"_s);
    AppCertificate made;
    made.pem = Redacted(u"a key and a certificate"_s);
    made.notAfterUtc = QDateTime(QDate(2027, 11, 24), QTime(12, 0), Qt::UTC);
    QVERIFY(backend().makeCertificateGate.answer(made));
    QTRY_COMPARE(backend().rotated.size(), size_t{1});
    QVERIFY(backend().rotated.front().request.given == made.pem);
    QCOMPARE(backend().rotated.front().request.expires, u"2027-11-24"_s);
}

void TestRotationPresenter::theWayBack() {
    begin(SecretPurpose::EntraSecret);
    m_rotation->goBack();
    QVERIFY(backend().rotated.front().request.goesBack);
    QVERIFY(backend().rotateGate.answer({}));
    QTRY_VERIFY(m_rotation->note().contains(u"in use again"_s));
}

void TestRotationPresenter::itStopsWithItsDialog() {
    begin(SecretPurpose::EntraSecret);
    m_rotation->rotate(u"typed"_s, {});
    const auto call = backend().rotated.front();
    m_rotation.reset();
    QVERIFY(call.stop.stop_requested());
    call.tell({}); // nobody is there to hear it
    QVERIFY(backend().rotateGate.answer({}));
    QCoreApplication::processEvents();
}

void TestRotationPresenter::onlyAStoredOneCanBeReplaced() {
    SetupPresenter& setup = m_world->setup;
    QVERIFY(!setup.canRotate(SecretPurpose::EntraSecret)); // nothing is known of it yet
    while (backend().secretGate.answer(SecretState::Stored)) {
    }
    QTRY_VERIFY(setup.canRotate(SecretPurpose::EntraSecret));
    QVERIFY(setup.canRotate(SecretPurpose::TrackerPassword));
    setup.setValue(u"secretExpires"_s, u"2027-01-31"_s);
    QVERIFY(!setup.canRotate(SecretPurpose::EntraSecret)); // that would be lost, or stored by the way
    setup.discard();
    QVERIFY(setup.canRotate(SecretPurpose::EntraSecret));
    setup.lookAtSecrets();
    while (backend().secretGate.answer(SecretState::Absent)) {
    }
    QTRY_VERIFY(setup.secretNote(SecretPurpose::EntraSecret).state == State::Warning);
    QVERIFY(!setup.canRotate(SecretPurpose::EntraSecret));
    // Another secret takes the day of the former one away.
    Profile dated = readyProfile(u"a"_s);
    dated.secretExpires = u"2027-01-31"_s;
    m_world->load({dated});
    QTRY_COMPARE(setup.draft().profile().secretExpires, u"2027-01-31"_s);
    setup.setSecret(SecretPurpose::EntraSecret, u"another"_s);
    QCOMPARE(setup.draft().profile().secretExpires, QString());
    setup.setValue(u"secretExpires"_s, u"2028-01-31"_s);
    setup.setSecret(SecretPurpose::EntraSecret, u"another one"_s);
    QCOMPARE(setup.draft().profile().secretExpires, u"2028-01-31"_s);
}

QTEST_MAIN(TestRotationPresenter)
#include "tst_rotationpresenter.moc"
