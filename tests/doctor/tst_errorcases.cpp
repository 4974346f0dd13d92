// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"
#include "doctor/causes.h"
#include "doctor/facts.h"
#include "verdicttext.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Failures with the cause that belongs to them. Those of failures.json and failures-field.json are ours.
/// Recorded ones are used
/// where they are at hand: MILEPOST_SHARED names the folder that holds error-cases.json and causes.json;
/// without it the folder "shared" beside the checkout is tried.
class TestErrorCases : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_shared = qEnvironmentVariable("MILEPOST_SHARED");
        if (m_shared.isEmpty())
            m_shared = QStringLiteral(MILEPOST_SOURCE_DIR "/../shared");
    }

    void namesOurs_data() {
        QTest::addColumn<QJsonObject>("one");
        QSet<QString> ids;
        for (const QJsonArray cases = ourCases(); const QJsonValue one : cases) {
            const QString id = one.toObject().value("id"_L1).toString();
            QVERIFY2(!ids.contains(id), qPrintable(id));
            ids << id;
            QTest::newRow(qPrintable(id)) << one.toObject();
        }
        QVERIFY(ids.size() >= 800);
    }
    void namesOurs() {
        QFETCH(QJsonObject, one);
        const QString cause = one.take("cause"_L1).toString();
        QVERIFY2(doctor::isCause(cause), qPrintable(cause));
        const Diagnosis diagnosis = diagnose(failureOf(one));
        QCOMPARE(diagnosis.cause, cause);
        const doctor::Verdict verdict = doctor::judge(doctor::factsOf(failureOf(one)));
        QCOMPARE(test::textOf(verdict), one.value("verdict"_L1).toString());
        saysTheVerdict(diagnosis, verdict);
        holdsTogether(diagnosis);
    }

    /// Whoever knows less is told less: without the context the true cause is among the candidates.
    void staysHonestWithoutContext() {
        for (const QJsonArray cases = ourCases(); const QJsonValue one : cases)
            isHonestWithoutContext(one.toObject(), one.toObject().value("cause"_L1).toString());
    }

    void sharesTheVocabulary() {
        if (!isShared())
            QSKIP(k_skipped);
        QStringList theirs = document(m_shared + u"/causes.json"_s).value("causes"_L1).toObject().keys();
        QStringList ours = doctor::causeSlugs();
        ours.sort();
        theirs.sort();
        QCOMPARE(ours, theirs);
    }

    void namesEveryRecordedFailure() {
        if (!isShared())
            QSKIP(k_skipped);
        const QJsonArray cases = casesOf(m_shared + u"/error-cases.json"_s);
        QVERIFY(!cases.isEmpty());
        qsizetype right = 0;
        for (const QJsonValue entry : cases) {
            const QJsonObject one = entry.toObject();
            const QString truth = one.value("truth"_L1).toObject().value("cause"_L1).toString();
            const Diagnosis diagnosis = diagnose(failureFromJson(one));
            if (diagnosis.cause == truth)
                ++right;
            else
                qInfo("%s: %s, said %s (%s)", qPrintable(one.value("id"_L1).toString()), qPrintable(truth),
                      qPrintable(diagnosis.cause), qPrintable(diagnosis.confidence));
            isHonestWithoutContext(one, truth);
            holdsTogether(diagnosis);
        }
        qInfo("%lld of %lld recorded failures named right", static_cast<long long>(right),
              static_cast<long long>(cases.size()));
        QCOMPARE(right, cases.size());
    }

private:
    static constexpr const char* k_skipped =
        "SKIPPED LOUDLY: no recorded failures here (set MILEPOST_SHARED to the folder that holds "
        "error-cases.json)";

    [[nodiscard]] static QJsonObject document(const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(path));
        return QJsonDocument::fromJson(file.readAll()).object();
    }
    [[nodiscard]] static QJsonArray casesOf(const QString& path) {
        return document(path).value("cases"_L1).toArray();
    }

    [[nodiscard]] static QJsonArray ourCases() {
        QJsonArray all;
        for (const char* name : {"failures.json", "failures-field.json"})
            for (const QJsonArray cases =
                     casesOf(QStringLiteral(MILEPOST_SOURCE_DIR "/tests/doctor/") + QLatin1StringView(name));
                 const QJsonValue one : cases)
                all.append(one);
        return all;
    }

    [[nodiscard]] static Failure failureOf(const QJsonObject& one) {
        if (!one.contains("text"_L1))
            return failureFromJson(one);
        return failuresFromText(one.value("text"_L1).toString().toUtf8()).front();
    }

    static void isHonestWithoutContext(QJsonObject one, const QString& truth) {
        const QString id = one.value("id"_L1).toString();
        if (!one.contains("context"_L1))
            return;
        one.remove(u"context"_s);
        const Diagnosis bare = diagnose(failureOf(one));
        QVERIFY2(bare.candidates.contains(truth), qPrintable(id + u": "_s + bare.candidates.join(u", "_s)));
        QVERIFY2(bare.cause == truth || bare.confidence != "sure"_L1, qPrintable(id));
    }

    static void saysTheVerdict(const Diagnosis& diagnosis, const doctor::Verdict& verdict) {
        const doctor::Text& text = doctor::textFor(verdict.key);
        QCOMPARE(diagnosis.title, QString::fromUtf8(text.title));
        QCOMPARE(diagnosis.who, QString::fromUtf8(text.who));
        QCOMPARE(diagnosis.retryable, text.retryable);
        QCOMPARE(diagnosis.candidates, verdict.candidates);
        QCOMPARE(diagnosis.settledBy, QString::fromUtf8(doctor::settlingText(verdict.settling)));
        static const QStringList words{u"sure"_s, u"likely"_s, u"open"_s};
        QCOMPARE(words.indexOf(diagnosis.confidence), static_cast<qsizetype>(verdict.confidence));
    }

    /// What every diagnosis promises.
    static void holdsTogether(const Diagnosis& diagnosis) {
        QVERIFY(!diagnosis.title.isEmpty() && !diagnosis.explanation.isEmpty());
        QVERIFY(!diagnosis.remedies.isEmpty() && !diagnosis.who.isEmpty());
        QCOMPARE(diagnosis.candidates.value(0), diagnosis.cause);
        QCOMPARE(diagnosis.candidates.size() > 1, !diagnosis.settledBy.isEmpty());
        QVERIFY(diagnosis.confidence != "sure"_L1 || diagnosis.candidates.size() == 1);
    }

    [[nodiscard]] bool isShared() const { return QFileInfo::exists(m_shared + u"/error-cases.json"_s); }

    QString m_shared;
};

QTEST_APPLESS_MAIN(TestErrorCases)
#include "tst_errorcases.moc"
