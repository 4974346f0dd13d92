// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setupworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// A certificate comes into the set-up, is never shown, and is stored with the rest.
class TestSetupCertificate : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_world = std::make_unique<SetupWorld>();
        setup().setValue(u"credential"_s, u"certificate"_s);
    }
    void cleanup() { m_world.reset(); }
    void oneIsAskedForInPlaceOfTheSecret();
    void oneThatWasMadeIsTypedNow();
    void aFileWithAPasswordIsAskedForIt();
    void whatFailedIsSaid();
    void anotherProfileDoesNotGetIt();

private:
    [[nodiscard]] SetupPresenter& setup() { return m_world->setup; }
    [[nodiscard]] FakeBackend& backend() { return m_world->backend; }
    [[nodiscard]] static AppCertificate certificate() {
        AppCertificate made;
        made.pem = Redacted(u"CANARY-KEY"_s);
        made.sha1 = QByteArray::fromHex("00ff17");
        made.subject = u"Milepost a"_s;
        made.notAfterUtc = QDateTime(QDate(2027, 11, 27), QTime(12, 0), Qt::UTC);
        return made;
    }

    std::unique_ptr<SetupWorld> m_world;
};

void TestSetupCertificate::oneIsAskedForInPlaceOfTheSecret() {
    const auto used = stepSecrets(SetupStep::Secret, setup().draft().profile());
    QCOMPARE(used.size(), size_t{1});
    QVERIFY(used.front() == SecretPurpose::EntraCertificate);
    setup().setValue(u"credential"_s, u"secret"_s);
    QVERIFY(stepSecrets(SetupStep::Secret, setup().draft().profile()).front() == SecretPurpose::EntraSecret);
}

void TestSetupCertificate::oneThatWasMadeIsTypedNow() {
    setup().makeCertificate(u"/tmp/a.cer"_s);
    QVERIFY(setup().isMakingCertificate());
    setup().makeCertificate(u"/tmp/b.cer"_s); // one at a time
    QCOMPARE(backend().newNames, (QStringList{u"Milepost a"_s, u"/tmp/a.cer"_s}));
    QVERIFY(backend().makeCertificateGate.answer(certificate()));
    QTRY_VERIFY(setup().draft().hasSecret(SecretPurpose::EntraCertificate));
    const QString note = setup().secretNote(SecretPurpose::EntraCertificate).text;
    QVERIFY2(note.contains(u"Milepost a"_s) && note.contains(u"00 FF 17"_s), qPrintable(note));
    QVERIFY(!note.contains(u"CANARY"_s));
    QVERIFY(setup().importNote().contains(u"a.cer"_s));
    QVERIFY(setup().finding(SetupStep::Secret).state == State::Unknown);
    QVERIFY(setup().canSave());
    setup().save();
    QCOMPARE(backend().saved.back().secrets.at(SecretPurpose::EntraCertificate).reveal(), u"CANARY-KEY"_s);
}

void TestSetupCertificate::aFileWithAPasswordIsAskedForIt() {
    QSignalSpy asked(&setup(), &SetupPresenter::certificatePasswordWanted);
    setup().readCertificate(u"/tmp/a.pfx"_s, {});
    QVERIFY(backend().readCertificateGate.answer(std::unexpected(makeError(
        Error::Kind::Config, Error::Stage::Config, u"protected"_s, u"certificate-password-needed"_s))));
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked.front().front().toString(), u"/tmp/a.pfx"_s);
    QVERIFY(!setup().certificateFailure());
    setup().readCertificate(u"/tmp/a.pfx"_s, u"pw"_s);
    QVERIFY(backend().readCertificateGate.answer(certificate()));
    QTRY_VERIFY(setup().draft().hasSecret(SecretPurpose::EntraCertificate));
    QCOMPARE(asked.size(), 1);
}

void TestSetupCertificate::whatFailedIsSaid() {
    setup().readCertificate(u"/tmp/a.pfx"_s, u"pw"_s);
    QVERIFY(backend().readCertificateGate.answer(std::unexpected(
        makeError(Error::Kind::Config, Error::Stage::Config, u"wrong"_s, u"certificate-password-wrong"_s))));
    QTRY_VERIFY(setup().certificateFailure().has_value());
    QVERIFY(!setup().draft().hasSecret(SecretPurpose::EntraCertificate));
    setup().makeCertificate(u"/tmp/a.cer"_s);
    QVERIFY(!setup().certificateFailure());
}

void TestSetupCertificate::anotherProfileDoesNotGetIt() {
    setup().makeCertificate(u"/tmp/a.cer"_s);
    m_world->session.choose(u"b"_s);
    QTRY_COMPARE(setup().draft().saved().name, u"b"_s);
    QVERIFY(backend().makeCertificateGate.answer(certificate()));
    QTRY_VERIFY(!setup().isMakingCertificate());
    QVERIFY(!setup().draft().hasSecret(SecretPurpose::EntraCertificate));
}

QTEST_MAIN(TestSetupCertificate)
#include "tst_setupcertificate.moc"
