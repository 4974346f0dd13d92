// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"
#include "doctor/causes.h"
#include "doctor/diagnosis.h"
#include "doctor/rules.h"

#include <QSet>
#include <QTest>

using namespace milepost;
using namespace milepost::doctor;
using namespace Qt::StringLiterals;

namespace {

const std::array k_stages{Error::Stage::None,     Error::Stage::Token,   Error::Stage::Consent,
                          Error::Stage::Graph,    Error::Stage::Tracker, Error::Stage::Transport,
                          Error::Stage::Keychain, Error::Stage::Storage, Error::Stage::Config,
                          Error::Stage::Plan};

} // namespace

class TestCatalogue : public QObject {
    Q_OBJECT

private slots:
    void knowsEveryCauseOnce() {
        const QStringList& slugs = causeSlugs();
        QCOMPARE(QSet<QString>(slugs.begin(), slugs.end()).size(), slugs.size());
        QVERIFY(slugs.size() >= 57);
        const QStringList keys = textKeys();
        QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), keys.size());
        for (const QString& slug : slugs)
            QVERIFY2(keys.contains(slug), qPrintable(slug));
        for (const QString& key : keys)
            QVERIFY2(isCause(slugOf(key)), qPrintable(key));
    }

    void saysWhatHappenedAndWhatToDo_data() {
        QTest::addColumn<QString>("key");
        for (const QString& key : textKeys())
            QTest::newRow(qPrintable(key)) << key;
    }
    void saysWhatHappenedAndWhatToDo() {
        QFETCH(QString, key);
        static const QStringList people{u"admin"_s,         u"exchange-admin"_s, u"tracker-admin"_s,
                                        u"network-admin"_s, u"microsoft"_s,      u"wait"_s};
        const Text& text = textFor(key);
        QCOMPARE(QString::fromUtf8(text.key), key);
        const QString title = QString::fromUtf8(text.title);
        QVERIFY(title.size() > 10 && title.size() <= 60 && !title.endsWith(u'.'));
        const QString explanation = QString::fromUtf8(text.explanation);
        QVERIFY(explanation.size() > 40 && explanation.endsWith(u'.'));
        QVERIFY(people.contains(QString::fromUtf8(text.who)));
        QVERIFY(text.remedies[0] != nullptr);
        bool ended = false;
        for (const char* remedy : text.remedies) {
            QVERIFY2(!(ended && remedy != nullptr), "a gap among the remedies");
            ended = ended || remedy == nullptr;
            QVERIFY(remedy == nullptr || QByteArray(remedy).size() > 15);
        }
    }

    void waitsOnlyForWhatPasses() {
        for (const QString& key : textKeys()) {
            const Text& text = textFor(key);
            if (QByteArray(text.who) == "wait")
                QVERIFY2(text.retryable, qPrintable(key));
        }
    }

    void fallsBackToTheCauseAndToUnknown() {
        QCOMPARE(QByteArray(textFor(u"throttled/no-such-variant"_s).key), QByteArray("throttled"));
        QCOMPARE(QByteArray(textFor(u"no-such-cause"_s).key), QByteArray("unknown"));
    }

    void rulesNameOnlyTextsThatExist() {
        const QStringList keys = textKeys();
        for (const auto table : {tokenRules(), graphRules(), trackerRules(), generalRules()})
            for (const Rule& rule : table)
                QVERIFY2(keys.contains(QString::fromLatin1(rule.key)), rule.key);
    }

    void everyVariantIsReachable() {
        QSet<QString> used;
        for (const auto table : {tokenRules(), graphRules(), trackerRules(), generalRules()})
            for (const Rule& rule : table)
                used << QString::fromLatin1(rule.key);
        for (const QString& key : textKeys())
            if (key.contains(u'/'))
                QVERIFY2(used.contains(key), qPrintable(key));
    }

    void aSlugAsCodeIsTheCauseAtEveryStage() {
        for (const QString& slug : causeSlugs())
            for (const Error::Stage stage : k_stages) {
                Error error = makeError(Error::Kind::Rejected, stage, u"x"_s, slug);
                error.httpStatus = 403; // must not lead elsewhere
                const Diagnosis diagnosis = diagnose(error);
                QCOMPARE(diagnosis.cause, slug);
                QCOMPARE(diagnosis.confidence, u"sure"_s);
                QVERIFY(!diagnosis.title.isEmpty() && !diagnosis.remedies.isEmpty());
            }
    }
};

QTEST_APPLESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
