// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"
#include "doctor/facts.h"
#include "verdicttext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

using doctor::Rule;
using doctor::Verdict;

namespace {

/// The facts of a case of verdicts.json, with one of its codes and one of its words.
doctor::Facts factsOf(const QJsonObject& one, const QString& code, const QString& says) {
    Error error;
    error.kind = Error::Kind::Rejected;
    for (int kind = 0; kind <= static_cast<int>(Error::Kind::Bug); ++kind)
        if (toString(static_cast<Error::Kind>(kind)) == one.value("kind"_L1).toString())
            error.kind = static_cast<Error::Kind>(kind);
    error.stage = stageOf(one.value("stage"_L1).toString());
    error.httpStatus = one.value("status"_L1).toInt();
    error.code = code.endsWith(u'*') ? code.chopped(1) + u"Sample"_s : code;
    error.message = says;
    error.about = one.value("about"_L1).toObject();
    if (one.contains("headers"_L1))
        error.about.insert(u"answer_headers"_s, one.value("headers"_L1));
    for (const QString& name : {u"method"_s, u"address"_s})
        if (one.contains(name))
            error.about.insert(name, one.value(name));
    doctor::Facts facts = doctor::factsOf(error);
    facts.body = one.value("body"_L1).toString().toUtf8();
    facts.requestBody = one.value("sent"_L1).toString().toUtf8();
    return facts;
}

QStringList alternatives(const QJsonObject& one, QLatin1StringView name) {
    return one.value(name).toString().split(u'|');
}

Verdict verdictOf(const QJsonObject& one) {
    return doctor::judge(
        factsOf(one, alternatives(one, "code"_L1).front(), alternatives(one, "says"_L1).front()));
}

} // namespace

/// Every line of every table by facts that it alone decides, and what is said once one of them is not known.
class TestVerdicts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QFile file(QStringLiteral(MILEPOST_SOURCE_DIR "/tests/doctor/verdicts.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_document = QJsonDocument::fromJson(file.readAll()).object();
    }

    void saysAllOfIt_data() {
        QTest::addColumn<QJsonObject>("one");
        int number = 0;
        for (const QJsonArray cases = m_document.value("cases"_L1).toArray(); const QJsonValue one : cases)
            QTest::addRow("%d %s", ++number, qPrintable(one.toObject().value("verdict"_L1).toString()))
                << one.toObject();
        QVERIFY(number > 400);
    }
    void saysAllOfIt() {
        QFETCH(QJsonObject, one);
        const QString verdict = one.value("verdict"_L1).toString();
        const QStringList codes = alternatives(one, "code"_L1);
        const QStringList words = alternatives(one, "says"_L1);
        for (const QString& code : codes)
            QVERIFY2(textOf(doctor::judge(factsOf(one, code, words.front()))) == verdict, qPrintable(code));
        for (const QString& says : words)
            QVERIFY2(textOf(doctor::judge(factsOf(one, codes.front(), says))) == verdict, qPrintable(says));
        QCOMPARE(textOf(verdictOf(one)), verdict);
    }

    /// Whoever knows less is told less, or something else.
    void isAnotherWithoutAFact_data() { saysAllOfIt_data(); }
    void isAnotherWithoutAFact() {
        QFETCH(QJsonObject, one);
        const QJsonObject without = one.value("without"_L1).toObject();
        for (auto it = without.begin(); it != without.end(); ++it) {
            QJsonObject less = one;
            less.remove(it.key());
            const QString verdict = textOf(verdictOf(less));
            QVERIFY2(verdict == it->toString(), qPrintable(it.key() + u": "_s + verdict));
        }
    }

    /// A line behind another one that takes all of its failures would be read and never used.
    void everyLineIsReached() {
        QSet<const Rule*> reached;
        for (const QJsonArray cases = m_document.value("cases"_L1).toArray(); const QJsonValue one : cases)
            reached << verdictOf(one.toObject()).line;
        for (const auto table : doctor::allRules())
            for (const Rule& rule : table)
                QVERIFY2(reached.contains(&rule),
                         qPrintable(u"%1: code %2, status %3, says %4"_s.arg(
                             QString::fromLatin1(rule.key), QString::fromLatin1(rule.code),
                             QString::number(rule.status), QString::fromLatin1(rule.says))));
    }

    void saysWhoHelpsAndWhetherItPasses() {
        const QJsonObject texts = m_document.value("texts"_L1).toObject();
        QCOMPARE(texts.size(), doctor::textKeys().size());
        for (const QString& key : doctor::textKeys()) {
            const doctor::Text& text = doctor::textFor(key);
            const QString said = QString::fromUtf8(text.who) + (text.retryable ? u", passes"_s : QString());
            QVERIFY2(said == texts.value(key).toString(), qPrintable(key + u": "_s + said));
        }
    }

    void saysWhatSettlesIt() {
        const QJsonObject texts = m_document.value("settles"_L1).toObject();
        QCOMPARE(static_cast<size_t>(texts.size()), doctor::allSettlings().size());
        for (const doctor::Settling settling : doctor::allSettlings())
            QCOMPARE(QString::fromUtf8(doctor::settlingText(settling)),
                     texts.value(settlingName(settling)).toString());
    }

private:
    QJsonObject m_document;
};

QTEST_APPLESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
