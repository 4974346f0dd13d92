// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"
#include "doctor/causes.h"
#include "doctor/diagnosis.h"
#include "doctor/rules.h"
#include "domain/profileschema.h"

#include <QRegularExpression>
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
        for (const Surface surface : {Surface::CommandLine, Surface::Window}) {
            int count = 0;
            for (const Remedy& remedy : text.remedies)
                if (const char* words = remedy.wordsFor(surface)) {
                    ++count;
                    QVERIFY2(QByteArray(words).size() >= 10, words);
                }
            QVERIFY(count > 0);
        }
        bool ended = false;
        for (const Remedy& remedy : text.remedies) {
            QVERIFY2(!(ended && remedy.text != nullptr), "a gap among the remedies");
            ended = ended || remedy.text == nullptr;
        }
    }

    /// Whoever sits before the window is sent to its own places. A command is named only for a setting that
    /// the window has no field for.
    void theWindowNamesNoCommandThatItHasAPlaceFor_data() { saysWhatHappenedAndWhatToDo_data(); }
    void theWindowNamesNoCommandThatItHasAPlaceFor() {
        QFETCH(QString, key);
        static const QStringList withoutAField{u"caFile"_s,  u"proxy"_s,         u"maxDelete"_s,
                                               u"horizon"_s, u"freezeWindows"_s, u"entra-certificate"_s};
        static const QRegularExpression terminal(
            u"\\b(the command|terminal|milepostctl|secretSource|evidence)\\b|--(from|to|yes|max-delete)\\b"_s);
        const Text& text = textFor(key);
        QStringList said{QString::fromUtf8(text.title), QString::fromUtf8(text.explanation)};
        for (const Remedy& remedy : text.remedies)
            said << QString::fromUtf8(remedy.wordsFor(Surface::Window));
        for (const QString& words : said) {
            const bool isAllowed = std::ranges::any_of(
                withoutAField, [&](const QString& setting) { return words.contains(setting); });
            QVERIFY2(isAllowed || key == "usage"_L1 || !words.contains(terminal), qPrintable(words));
            if (!isAllowed)
                for (const KeyInfo& setting : keys())
                    QVERIFY2(setting.name == setting.name.toLower() || !words.contains(setting.name),
                             qPrintable(words));
        }
    }

    void commandsStayWhatTheyWere() {
        const Error error = makeError(Error::Kind::Auth, Error::Stage::Token, {}, u"secret-invalid"_s);
        const Diagnosis typed = diagnose(error);
        QVERIFY(typed.remedies.join(u' ').contains(u"milepostctl secret set entra-secret"_s));
        const std::vector<RemedyAction> none(static_cast<size_t>(typed.remedies.size()), RemedyAction::None);
        QCOMPARE(typed.actions, none);
        const Diagnosis seen = diagnose(error, Surface::Window);
        QCOMPARE(seen.actions.size(), static_cast<size_t>(seen.remedies.size()));
        QVERIFY(std::ranges::find(seen.actions, RemedyAction::SetupSecret) != seen.actions.end());
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
        for (const auto table : allRules())
            for (const Rule& rule : table)
                QVERIFY2(keys.contains(QString::fromLatin1(rule.key)), rule.key);
    }

    /// What is said about other candidates is said in words, and nothing is left to settle where there are
    /// none.
    void everyDoubtCanBeSettled() {
        QSet<QByteArray> texts;
        for (const Settling settling : allSettlings()) {
            const QByteArray text(settlingText(settling));
            QVERIFY2(text.size() > 40 && text.endsWith('.'), text.constData());
            QVERIFY2(!texts.contains(text), text.constData());
            texts << text;
        }
        QVERIFY(QByteArray(settlingText(Settling::None)).isEmpty());
        QSet<int> used;
        for (const auto table : allRules())
            for (const Rule& rule : table) {
                QCOMPARE(rule.others != nullptr, rule.settling != Settling::None);
                QVERIFY2(rule.others == nullptr || rule.confidence != Confidence::Sure, rule.key);
                used << static_cast<int>(rule.settling);
                for (const QString& other : QString::fromLatin1(rule.others).split(u'|', Qt::SkipEmptyParts))
                    QVERIFY2(isCause(other) && other != slugOf(QString::fromLatin1(rule.key)), rule.key);
            }
        for (const Settling settling : allSettlings())
            QVERIFY2(used.contains(static_cast<int>(settling)), settlingText(settling));
    }

    void everyVariantIsReachable() {
        QSet<QString> used;
        for (const auto table : allRules())
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
