// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/bundle.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr auto k_secret = "C4nary\"of/a+secret";

/// The canary and a name in every text of a record.
ExchangeRecord planted(const QString& text) {
    ExchangeRecord record;
    record.startedUtc = QDateTime(QDate(2026, 11, 28), QTime(6, 0), Qt::UTC);
    record.stage = Error::Stage::Graph;
    for (QString* one : {&record.program, &record.method, &record.url, &record.urlTemplate, &record.code,
                         &record.error, &record.requestId, &record.clientRequestId, &record.serverDate,
                         &record.requestBody, &record.answerBody})
        *one = text;
    record.mailbox = u"ann@contoso.example"_s;
    return record;
}

RunDetails plantedRun(const QString& text) {
    RunDetails run;
    run.run.start.mailbox = u"ann@contoso.example"_s;
    run.run.start.who = u"ann@desk"_s;
    run.run.why = text;
    run.run.failures = {QJsonObject{{u"subject"_s, u"Secret Tower"_s}, {u"detail"_s, text}}};
    IntentRecord action;
    action.intent.after = {{u"subject"_s, u"Secret Tower"_s}};
    action.error = u"the event Secret Tower of ANN@contoso.example: "_s + text;
    run.actions = {action};
    return run;
}

} // namespace

/// What leaves the computer in a bundle, and what must not.
class TstBundle : public QObject {
    Q_OBJECT

private slots:
    void noSecretAndNoNameIsInIt() {
        const QString text =
            u"x %1 y eyJ0eXAiOiJKV1Qi.eyJh.c2ln bob%40fabrikam.example client_secret=hunter22"_s.arg(
                QLatin1StringView(k_secret));
        BundleFacts facts;
        facts.program = u"Milepost"_s;
        facts.madeUtc = QDateTime(QDate(2026, 11, 28), QTime(6, 0), Qt::UTC);
        facts.profile.mailbox = u"projects@contoso.example"_s;
        facts.profile.trackerUser = u"planner"_s;
        facts.checks = {{u"evidence"_s, text}};
        facts.store = {{u"note"_s, text}};
        facts.gaps = {text};
        facts.runs = {plantedRun(text)};
        facts.exchanges = {planted(text)};
        Pseudonyms pseudonyms(Redacted(QByteArray("key")));
        SecretMask secrets;
        secrets.add(Redacted(QByteArray(k_secret)));
        const std::vector<ZipEntry> files = bundleOf(facts, pseudonyms, secrets);
        QCOMPARE(files.size(), size_t(7));
        QByteArray all;
        for (const ZipEntry& file : files)
            all += file.content;
        for (const char* planted :
             {"C4nary", "eyJ", "hunter22", "@", "%40", "contoso", "fabrikam", "Tower", "planner"})
            QVERIFY2(!all.contains(planted), planted);
        QVERIFY(all.contains("***") && all.contains("mailbox-") && all.contains("title-"));
        const QJsonObject map = pseudonyms.map();
        QVERIFY(!map.isEmpty());
        for (const QString& name : map.keys())
            QVERIFY2(map.value(name).toString() != name, qPrintable(name));
    }

    void aNameIsTheSameInEveryBundleAndAnotherElsewhere() {
        const auto once = [](const QByteArray& key, const QString& text) {
            Pseudonyms pseudonyms{Redacted(key)};
            pseudonyms.learn(Pseudonyms::Kind::Mailbox, u"Ann@x.example"_s);
            pseudonyms.learn(Pseudonyms::Kind::Title, u"it"_s); // in every word
            return pseudonyms.applied(text);
        };
        const QString here = once("a", u"to ann@X.example with it"_s);
        QCOMPARE(once("a", u"to ANN@x.example with it"_s), here);
        QVERIFY(once("b", u"to ann@x.example with it"_s) != here);
        QVERIFY2(here.startsWith(u"to mailbox-"_s) && here.endsWith(u" with it"_s), qPrintable(here));
        QCOMPARE(once("a", u"/users/ann%40x.example/"_s).section(u'/', 2, 2), here.section(u' ', 1, 1));
    }
};

QTEST_APPLESS_MAIN(TstBundle)
#include "tst_bundle.moc"
