// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakes.h"
#include "http/httplog.h"

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

class TstHttpLog : public QObject {
    Q_OBJECT

private slots:
    void scrubsSecretsAndKeepsFacts_data();
    void scrubsSecretsAndKeepsFacts();
    void countsAndHandsOn();
};

void TstHttpLog::scrubsSecretsAndKeepsFacts_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* url, const char* expected) {
        QTest::newRow(url) << QByteArray(url) << QString::fromLatin1(expected);
    };
    row("https://h/a?$filter=name%20eq%20'x'&$top=5", "https://h/a?$filter=name%20eq%20'x'&$top=5");
    row("https://h/a?code=0.AX4&state=5", "https://h/a?code=***&state=5");
    row("https://h/a?access_token=eyJ&x=1#frag", "https://h/a?access_token=***&x=1");
    row("https://h/a?client%5Fsecret=s", "https://h/a?client_secret=***");
    row("https://h/cal.ics?Token=abc&key=def", "https://h/cal.ics?Token=***&key=***");
    row("https://h/a?password=a=b&b=%26", "https://h/a?password=***&b=%26");
    row("https://u:p@h/a", "https://h/a");
    row("https://h/a?$skiptoken=X1", "https://h/a?$skiptoken=X1");
    row("https://h/a?flag", "https://h/a?flag");
    row("https://h/a", "https://h/a");
}

void TstHttpLog::scrubsSecretsAndKeepsFacts() {
    QFETCH(QByteArray, url);
    QFETCH(QString, expected);
    QCOMPARE(scrubUrl(QUrl::fromEncoded(url)), expected);
}

void TstHttpLog::countsAndHandsOn() {
    RecordingSink next;
    RequestMeter meter(&next);
    Exchange exchange;
    exchange.status = 200;
    meter.exchanged(exchange);
    exchange.status = 429;
    exchange.children = 20;
    meter.exchanged(exchange);
    exchange.attempt = 2;
    exchange.status = 200;
    meter.exchanged(exchange);
    meter.waiting({u"lane"_s, std::chrono::seconds(3), u"429"_s});
    meter.waiting({u"lane"_s, std::chrono::seconds(3), u"503"_s});
    meter.waiting({u"lane"_s, std::chrono::seconds(3), u"retry"_s});
    meter.waiting({u"lane"_s, std::chrono::seconds(3), u"fence"_s}); // somebody else's refusal, counted there
    QCOMPARE(meter.totals().total, 3);
    QCOMPARE(meter.totals().children, 40);
    QCOMPARE(meter.totals().throttled, 2);
    QCOMPARE(meter.totals().retried, 1);
    QCOMPARE(next.exchanges().size(), size_t(3));
    QCOMPARE(next.waits().size(), size_t(4));
}

QTEST_APPLESS_MAIN(TstHttpLog)
#include "tst_httplog.moc"
