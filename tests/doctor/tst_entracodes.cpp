// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probeworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// Every number of graph-contract 1.4 on its way from Entra's answer to the words for the admin.
class TestEntraCodes : public QObject {
    Q_OBJECT

private slots:
    void hasItsWords_data();
    void hasItsWords();
};

void TestEntraCodes::hasItsWords_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("word"); // of what the admin is told
    QTest::addColumn<QString>("live"); // the cause, with what this program knows of the sign-in
    const auto rows = [](std::initializer_list<int> codes, const char* cause, const char* word,
                         const char* live = nullptr) {
        for (const int code : codes)
            QTest::addRow("%d", code) << code << QString::fromLatin1(cause) << QString::fromLatin1(word)
                                      << QString::fromLatin1(live != nullptr ? live : cause);
    };
    rows({900023, 90002, 50194, 9001023}, "tenant-wrong", "tenant");
    rows({900432, 900382, 90038}, "cloud-mismatch", "cloud");
    rows({700016}, "app-unknown", "client");
    rows({7000229, 65001, 650052}, "app-unconsented", "consent");
    rows({7000215}, "secret-invalid", "value");
    rows({7000222}, "secret-expired", "new");
    rows({7000216, 7000218}, "credential-missing", "secret");
    rows({700027, 700030}, "cert-unregistered", "upload");
    rows({700024}, "clock-skew", "clock", "assertion-invalid");
    rows({700025}, "app-misconfigured", "public client");
    rows({65002}, "app-misconfigured", "registration");
    rows({50012}, "assertion-invalid", "assertion", "secret-invalid");
    rows({50013, 50048}, "assertion-invalid", "assertion");
    rows({70011, 1002012, 500011, 650053}, "scope-invalid", "scope");
    rows({65004}, "consent-declined", "again");
    rows({90094, 90095, 50034, 50020}, "consent-account", "admin");
    rows({53003}, "policy-blocked", "Conditional Access");
    rows({7000112}, "app-disabled", "Enterprise applications");
    rows({50196, 90055}, "throttled", "wait");
    rows({90033, 90006, 90012, 90024, 50000, 50033}, "service-transient", "again");
}

void TestEntraCodes::hasItsWords() {
    QFETCH(int, code);
    QFETCH(QString, cause);
    QFETCH(QString, word);
    static ProbeWorld world; // one sandbox for all: each row has its own fault
    QVERIFY(world.sandbox.control(u"faults"_s, {{u"clear"_s, true}}));
    world.sandbox.addFault({{u"area"_s, u"entra"_s}, {u"times"_s, 0}},
                           {{u"kind"_s, u"aadsts"_s}, {u"code"_s, code}});
    const ProbeReport report = world.setup.run(ProbeId::Secret);
    QVERIFY(report.error);
    QVERIFY2(report.error->code.contains(QString::number(code)), qPrintable(report.error->summary()));
    // By a secret, and at the right time: what is known beside the code may tell it apart.
    QTEST(diagnose(*report.error).cause, "live");
    Error alone = *report.error;
    alone.about = {};
    const Diagnosis diagnosis = diagnose(alone);
    QVERIFY2(diagnosis.cause == cause, qPrintable(diagnosis.cause));
    const QString told =
        diagnosis.title + u' ' + diagnosis.explanation + u' ' + diagnosis.remedies.join(u' ');
    QVERIFY2(told.contains(word, Qt::CaseInsensitive), qPrintable(told));
}

QTEST_GUILESS_MAIN(TestEntraCodes)
#include "tst_entracodes.moc"
