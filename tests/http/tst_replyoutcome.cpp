// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/replyoutcome.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TstReplyOutcome : public QObject {
    Q_OBJECT

private slots:
    void namesWhatHappened_data();
    void namesWhatHappened();
    void aRefusalIsOneEvenWhenItsWordsAreCut();
};

void TstReplyOutcome::namesWhatHappened_data() {
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("ending");
    QTest::addColumn<bool>("isWrite");
    QTest::addColumn<bool>("mayHaveArrived");
    QTest::addColumn<QString>("expected");
    using Net = QNetworkReply;
    const auto row = [](const char* name, QNetworkReply::NetworkError error, Ending ending, bool isWrite,
                        bool mayHaveArrived, const char* expected) {
        QTest::newRow(name) << static_cast<int>(error) << static_cast<int>(ending) << isWrite
                            << mayHaveArrived << QString::fromLatin1(expected);
    };
    const Ending itself = Ending::ByItself;
    row("no name", Net::HostNotFoundError, itself, false, false, "offline dns-failure");
    row("no name, write", Net::HostNotFoundError, itself, true, true, "offline dns-failure");
    row("refused", Net::ConnectionRefusedError, itself, false, false, "offline connect-failed");
    row("refused, write", Net::ConnectionRefusedError, itself, true, false, "offline connect-failed");
    row("closed, read", Net::RemoteHostClosedError, itself, false, true, "offline connection-closed");
    row("closed, write sent", Net::RemoteHostClosedError, itself, true, true, "doubtful no-answer");
    row("closed, write not sent", Net::RemoteHostClosedError, itself, true, false, "offline connect-failed");
    row("resend refused", Net::ContentReSendError, itself, true, true, "doubtful no-answer");
    row("unreachable, write not sent", Net::UnknownNetworkError, itself, true, false,
        "offline connect-failed");
    row("unreachable, read", Net::UnknownNetworkError, itself, false, false, "offline connection-closed");
    row("tls", Net::SslHandshakeFailedError, itself, true, false, "tls tls-failed");
    row("proxy wants a password", Net::ProxyAuthenticationRequiredError, itself, true, true,
        "offline proxy-auth");
    row("proxy is not there", Net::ProxyConnectionRefusedError, itself, true, true, "offline proxy-failed");
    row("proxy name", Net::ProxyNotFoundError, itself, false, false, "offline proxy-failed");
    row("not http, read", Net::ProtocolFailure, itself, false, true, "malformed not-http");
    row("not http, write", Net::ProtocolFailure, itself, true, true, "doubtful no-answer");
    row("late read", Net::OperationCanceledError, Ending::Deadline, false, true, "timeout timeout");
    row("late write", Net::OperationCanceledError, Ending::Deadline, true, true, "doubtful timeout");
    row("late write, never sent", Net::OperationCanceledError, Ending::Deadline, true, false,
        "offline connect-timeout");
    row("stopped read", Net::OperationCanceledError, Ending::Stopped, false, true, "cancelled ");
    row("stopped write", Net::OperationCanceledError, Ending::Stopped, true, true,
        "cancelled may-have-arrived");
    row("stopped before", Net::NoError, Ending::Stopped, true, false, "cancelled ");
}

void TstReplyOutcome::namesWhatHappened() {
    QFETCH(int, error);
    QFETCH(int, ending);
    QFETCH(bool, isWrite);
    QFETCH(bool, mayHaveArrived);
    QFETCH(QString, expected);
    ReplyFacts facts;
    facts.error = static_cast<QNetworkReply::NetworkError>(error);
    facts.ending = static_cast<Ending>(ending);
    facts.isWrite = isWrite;
    facts.mayHaveArrived = mayHaveArrived;
    const auto outcome = outcomeOf(facts);
    QVERIFY(!outcome);
    QCOMPARE(QString(toString(outcome.error().kind) + u' ' + outcome.error().code), expected);
}

void TstReplyOutcome::aRefusalIsOneEvenWhenItsWordsAreCut() {
    ReplyFacts facts;
    facts.error = QNetworkReply::RemoteHostClosedError;
    facts.isWrite = true;
    facts.mayHaveArrived = true;
    facts.response.status = 412;
    facts.response.headers.set("Content-Length", "100");
    const auto outcome = outcomeOf(facts);
    QVERIFY(outcome);
    QCOMPARE(outcome->status, 412);
}

QTEST_APPLESS_MAIN(TstReplyOutcome)
#include "tst_replyoutcome.moc"
