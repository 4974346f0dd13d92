// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/audittext.h"
#include "storage/csv.h"
#include "storage/whoruns.h"

#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

using Format = AuditText::Format;

class TestAuditText : public QObject {
    Q_OBJECT

private slots:
    void aLineForEachWriteAndOneForARunWithout();
    void nothingIsComputedByASpreadsheet();
    void jsonHoldsWhatTheJournalHolds();
    void theNameOfTheFileDecides();
    void somebodyRunsThis();

private:
    [[nodiscard]] static RunDetails someRun(qint64 id, int writes, const QString& subject = u"DD 75 %"_s) {
        RunDetails details;
        details.run.id = RunId{id};
        details.run.start.startedUtc = QDateTime(QDate(2026, 11, 27), QTime(8, 0), Qt::UTC);
        details.run.start.who = u"anna@ws-17"_s;
        details.run.start.mailbox = u"projects@example.com"_s;
        details.run.status = writes > 0 ? RunStatus::Succeeded : RunStatus::Refused;
        EventContent content;
        content.subject = subject;
        content.date = QDate(2026, 12, 1);
        for (int i = 0; i < writes; ++i) {
            IntentRecord write;
            write.intent.key = {u"tracker"_s, i, {}};
            write.intent.mailbox = details.run.start.mailbox;
            write.intent.verb = Verb::Create;
            write.intent.after = toJson(content);
            write.state = IntentState::Done;
            details.actions.push_back(write);
        }
        return details;
    }
    /// By the names of its columns.
    [[nodiscard]] static std::vector<QHash<QString, QString>> rowsOf(const QByteArray& csv) {
        const auto rows = readCsv(csv);
        std::vector<QHash<QString, QString>> named;
        if (!rows || rows->empty())
            return named;
        for (size_t i = 1; i < rows->size(); ++i) {
            if ((*rows)[i].cells.size() != rows->front().cells.size())
                return {};
            QHash<QString, QString>& cells = named.emplace_back();
            for (qsizetype at = 0; at < rows->front().cells.size(); ++at)
                cells.insert(rows->front().cells[at], (*rows)[i].cells[at]);
        }
        return named;
    }
};

void TestAuditText::aLineForEachWriteAndOneForARunWithout() {
    AuditText audit(Format::Csv);
    audit.add(someRun(2, 3));
    audit.add(someRun(1, 0));
    const auto rows = rowsOf(audit.text());
    QCOMPARE(rows.size(), size_t{4});
    QCOMPARE(rows[0][u"run"_s], u"2"_s);
    QCOMPARE(rows[0][u"who"_s], u"anna@ws-17"_s);
    QCOMPARE(rows[0][u"started"_s], u"2026-11-27T08:00:00Z"_s);
    QCOMPARE(rows[2][u"key"_s], u"tracker|2|"_s);
    QCOMPARE(rows[2][u"subject"_s], u"DD 75 %"_s);
    QCOMPARE(rows[2][u"date"_s], u"2026-12-01"_s);
    QCOMPARE(contentFromJson(QJsonDocument::fromJson(rows[2][u"after"_s].toUtf8()).object()).date,
             QDate(2026, 12, 1));
    QCOMPARE(rows[3][u"status"_s], u"refused"_s);
    QCOMPARE(rows[3][u"mailbox"_s], u"projects@example.com"_s);
    QCOMPARE(rows[3][u"verb"_s], QString());
}

void TestAuditText::nothingIsComputedByASpreadsheet() {
    const QString formula = u"=HYPERLINK(\"http://x\",\"y\")"_s;
    RunDetails details = someRun(1, 1, formula);
    details.run.start.who = u"@SUM(A1)"_s;
    details.actions[0].error = u"+1, \"two\"\nlines"_s;
    AuditText audit(Format::Csv);
    audit.add(details);
    const QByteArray text = audit.text();
    QVERIFY(text.contains("\"'=HYPERLINK") && !text.contains(",=HYPER") && !text.contains(",\"=HYPER"));
    QVERIFY(text.contains("'@SUM") && text.contains("'+1"));
    QCOMPARE(rowsOf(text).at(0)[u"subject"_s], formula);
    QCOMPARE(rowsOf(text).at(0)[u"error"_s], details.actions[0].error);
}

void TestAuditText::jsonHoldsWhatTheJournalHolds() {
    AuditText audit(Format::Json);
    QCOMPARE(QJsonDocument::fromJson(audit.text()).object().value(u"runs"_s).toArray().size(), 0);
    audit.add(someRun(2, 3));
    audit.add(someRun(1, 0));
    const QJsonObject document = QJsonDocument::fromJson(audit.text()).object();
    QCOMPARE(document.value(u"schema"_s).toInt(), 1);
    const QJsonArray runs = document.value(u"runs"_s).toArray();
    QCOMPARE(runs.size(), 2);
    QCOMPARE(runs[0].toObject().value(u"who"_s).toString(), u"anna@ws-17"_s);
    const QJsonArray writes = runs[0].toObject().value(u"writes"_s).toArray();
    QCOMPARE(writes.size(), 3);
    QCOMPARE(writes[1].toObject().value(u"after"_s).toObject().value(u"subject"_s).toString(), u"DD 75 %"_s);
    QCOMPARE(runs[1].toObject().value(u"writes"_s).toArray().size(), 0);
}

void TestAuditText::theNameOfTheFileDecides() {
    QCOMPARE(AuditText::formatFor(u"/tmp/History.JSON"_s), Format::Json);
    QCOMPARE(AuditText::formatFor(u"/tmp/json.csv"_s), Format::Csv);
    QCOMPARE(AuditText::formatFor(u"/tmp/history"_s), Format::Csv);
}

void TestAuditText::somebodyRunsThis() {
    qputenv("USER", "anna");
    QVERIFY(whoRuns().startsWith(u"anna@"_s));
    for (const char* variable : {"USER", "LOGNAME", "USERNAME"})
        qunsetenv(variable); // as a timer's process may be
    QVERIFY(!whoRuns().isEmpty() && !whoRuns().startsWith(u'@'));
}

QTEST_GUILESS_MAIN(TestAuditText)
#include "tst_audittext.moc"
