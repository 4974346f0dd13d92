// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"
#include "fixtureshape.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

class TestSandboxTracker final : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_sandbox = std::make_unique<Sandbox>();
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
    }
    void cleanup() {
        m_client.reset();
        m_sandbox.reset();
    }

    void listsComeInPagesOfAHundredOrWhole();
    void detailsCarryAnEntityTag();
    void aPlainUserSeesHisVerticalOnly();
    void everyTrapIsInTheData();
    void theSameSeedGivesTheSameData();
    void stagingHasTheSameIdsAndOtherContent();
    void answersHaveTheRecordedShape_data();
    void answersHaveTheRecordedShape();

private:
    QJsonArray rows(const QByteArray& path, const QByteArray& base = "/tracker") {
        if (m_client->access.isEmpty())
            (void)m_client->login(u"planner"_s, base);
        return m_client->tracker(path, base).array();
    }
    static QString fixtureFolder() {
        QString folder = qEnvironmentVariable("MILEPOST_SHARED");
        if (folder.isEmpty())
            folder = QDir(QStringLiteral(MILEPOST_SOURCE_DIR)).filePath(u"../shared"_s);
        return QDir(folder).filePath(u"tracker-fixtures"_s);
    }

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxTracker::listsComeInPagesOfAHundredOrWhole() {
    QCOMPARE(rows("/deliverables/?all=true").size(), 400);
    const Reply first = m_client->tracker("/deliverables/?page_size=5");
    QCOMPARE(first.json().value(u"count"_s).toInt(), 400);
    QCOMPARE(first.json().value(u"results"_s).toArray().size(), 100);
    QVERIFY(first.json().value(u"next"_s).toString().endsWith(u"page=2"_s));
    QVERIFY(first.json().value(u"previous"_s).isNull());
    QVERIFY(m_client->tracker("/deliverables/?page=4").json().value(u"next"_s).isNull());
    QCOMPARE(m_client->tracker("/deliverables/?page=5").json().value(u"detail"_s).toString(),
             u"Invalid page."_s);
    QCOMPARE(m_client->tracker("/deliverables/?page=x").status, 404);
    QVERIFY(m_client->tracker("/deliverables/?all=True").json().contains(u"count"_s));
    QCOMPARE(m_client->tracker("/deliverables/?project=abc").status, 500);
    QCOMPARE(m_client->tracker("/deliverables/?project=31337&all=true").body, QByteArray("[]"));
    QVERIFY(rows("/people/?all=true").size() < rows("/people/?all=true&include_inactive=1").size());
}

void TestSandboxTracker::detailsCarryAnEntityTag() {
    (void)m_client->login(u"planner"_s);
    const Reply one = m_client->tracker("/deliverables/1/");
    QCOMPARE(one.status, 200);
    const QByteArray tag = one.header("ETag");
    const auto conditional = [&](const QByteArray& value) {
        return m_client
            ->send("GET", "/tracker/api/deliverables/1/", {},
                   {{"Authorization", "Bearer " + m_client->access}, {"If-None-Match", value}})
            .status;
    };
    QCOMPARE(conditional(tag), 304);
    QCOMPARE(conditional("W/" + tag), 200);
    QCOMPARE(conditional("*"), 200);
    const Reply gone = m_client->tracker("/deliverables/99999999/");
    QCOMPARE(gone.status, 404);
    QCOMPARE(gone.json().value(u"detail"_s).toString(), u"No Deliverable matches the given query."_s);
    QCOMPARE(m_client->tracker("/deliverables/abc/").json().value(u"detail"_s).toString(), u"Not found."_s);
    QCOMPARE(m_client->tracker("/projects/13/").status, 404); // inactive
}

void TestSandboxTracker::aPlainUserSeesHisVerticalOnly() {
    const qsizetype projects = rows("/projects/?all=true").size();
    const qsizetype people = rows("/people/?all=true").size();
    (void)m_client->login(u"viewer"_s);
    QVERIFY(rows("/projects/?all=true").size() < projects);
    QVERIFY(rows("/people/?all=true").size() < people);
    for (const QJsonValue& project : rows("/projects/?all=true"))
        QCOMPARE(project.toObject().value(u"vertical"_s).toInt(), 1);
    QCOMPARE(rows("/deliverables/?all=true").size(), 400); // not filtered
    QCOMPARE(m_client->tracker("/auth/users/").status, 403);
    (void)m_client->login(u"clerk"_s); // no person: sees everything
    QCOMPARE(rows("/projects/?all=true").size(), projects);
}

void TestSandboxTracker::everyTrapIsInTheData() {
    const QJsonArray deliverables = rows("/deliverables/?all=true");
    QSet<qint64> projects;
    for (const QJsonValue& project : rows("/projects/?all=true"))
        projects.insert(project.toObject().value(u"id"_s).toInteger());
    QHash<QString, int> traps;
    QSet<QString> seen;
    for (const QJsonValue& value : deliverables) {
        const QJsonObject row = value.toObject();
        const QString title = row.value(u"description"_s).toString();
        const QString date = row.value(u"date"_s).toString();
        traps[u"zero percent"_s] += row.value(u"percentage"_s) == QJsonValue(0) ? 1 : 0;
        traps[u"blank title"_s] += !title.isEmpty() && title.trimmed().isEmpty() ? 1 : 0;
        traps[u"no date"_s] += row.value(u"date"_s).isNull() ? 1 : 0;
        traps[u"leap day"_s] += date.endsWith(u"02-29"_s) ? 1 : 0;
        traps[u"surrogates"_s] += title.contains(u"𝔘"_s) ? 1 : 0;
        traps[u"placeholder"_s] += title.contains(u"%1"_s) ? 1 : 0;
        traps[u"script"_s] += row.value(u"notes"_s).toString().contains(u"<script>"_s) ? 1 : 0;
        traps[u"200 characters"_s] += title.size() == 200 ? 1 : 0;
        traps[u"absent key"_s] += row.contains(u"percentage"_s) ? 0 : 1;
        traps[u"id beyond 32 bits"_s] += row.value(u"id"_s).toInteger() > 4294967296 ? 1 : 0;
        traps[u"unlisted project"_s] += projects.contains(row.value(u"project"_s).toInteger()) ? 0 : 1;
        const QString key = u"%1 %2 "_s.arg(row.value(u"project"_s).toInteger()).arg(date) + title;
        traps[u"duplicate"_s] += !date.isEmpty() && !title.isEmpty() && seen.contains(key) ? 1 : 0;
        seen.insert(key);
    }
    for (auto trap = traps.cbegin(); trap != traps.cend(); ++trap)
        QVERIFY2(trap.value() > 0, qPrintable(trap.key()));
}

void TestSandboxTracker::theSameSeedGivesTheSameData() {
    const auto body = [](quint64 seed) {
        Sandbox::Options options;
        options.seed = seed;
        options.today = QDate(2026, 11, 24);
        Sandbox sandbox(options);
        if (!sandbox.start())
            return QByteArray();
        Client client(sandbox);
        (void)client.login(u"planner"_s);
        return client.tracker("/deliverables/?all=true").body +
               client.tracker("/deliverables/assignments/?all=true").body;
    };
    QVERIFY(!body(7).isEmpty());
    QCOMPARE(body(7), body(7));
    QVERIFY(body(7) != body(8));
}

void TestSandboxTracker::stagingHasTheSameIdsAndOtherContent() {
    QHash<qint64, QString> dates;
    for (const QJsonValue& row : rows("/deliverables/?all=true"))
        dates.insert(row.toObject().value(u"id"_s).toInteger(), row.toObject().value(u"date"_s).toString());
    (void)m_client->login(u"planner"_s, "/staging");
    int overlapping = 0;
    int other = 0;
    for (const QJsonValue& row : rows("/deliverables/?all=true", "/staging")) {
        const qint64 id = row.toObject().value(u"id"_s).toInteger();
        overlapping += dates.contains(id) ? 1 : 0;
        other += dates.contains(id) && dates.value(id) != row.toObject().value(u"date"_s).toString() ? 1 : 0;
    }
    QVERIFY(overlapping > 300);
    QVERIFY(other > 200);
}

void TestSandboxTracker::answersHaveTheRecordedShape_data() {
    QTest::addColumn<QString>("fixture");
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const QString& fixture, const char* path) {
        QTest::newRow(qPrintable(fixture)) << fixture << QByteArray(path);
    };
    row(u"deliverables_list_all"_s, "/deliverables/?all=true");
    row(u"deliverables_list"_s, "/deliverables/");
    row(u"deliverable_detail"_s, "/deliverables/1/");
    row(u"da_list_all"_s, "/deliverables/assignments/?all=true");
    row(u"da_list"_s, "/deliverables/assignments/");
    row(u"assignments_list_all"_s, "/assignments/?all=true");
    row(u"projects_list"_s, "/projects/");
    row(u"people_list_inactive"_s, "/people/?include_inactive=1&all=true");
    row(u"people_list"_s, "/people/");
    row(u"auth_me_manager"_s, "/auth/me/");
    row(u"auth_users_manager"_s, "/auth/users/");
    row(u"health"_s, "/health/");
    row(u"readiness"_s, "/readiness/");
    row(u"capabilities"_s, "/capabilities/");
    row(u"deliverable_detail_404"_s, "/deliverables/99999/");
    row(u"deliverables_list_page_bad"_s, "/deliverables/?page=x");
    row(u"project_detail_inactive_404"_s, "/projects/13/");
}

void TestSandboxTracker::answersHaveTheRecordedShape() {
    QFETCH(QString, fixture);
    QFETCH(QByteArray, path);
    QFile file(QDir(fixtureFolder()).filePath(fixture + u".json"_s));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("RECORDED ANSWERS NOT FOUND: set MILEPOST_SHARED to compare the sandbox with them");
    const QJsonObject recorded =
        QJsonDocument::fromJson(file.readAll()).object().value(u"response"_s).toObject();
    Sandbox::Options options;
    options.traps = path.contains("13"); // absent and unknown keys are traps of ours
    Sandbox plain(options);
    QVERIFY(plain.start());
    Client client(plain);
    (void)client.login(u"planner"_s);
    const Reply reply = client.tracker(path);
    QCOMPARE(reply.status, recorded.value(u"status"_s).toInt());
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    const QJsonValue ours = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const QString difference = fixtureshape::difference(recorded.value(u"json"_s), ours);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

QTEST_GUILESS_MAIN(TestSandboxTracker)
#include "tst_sandbox_tracker.moc"
