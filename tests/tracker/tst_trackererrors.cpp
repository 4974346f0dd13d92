// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/trackererrors.h"

#include <QTest>

using namespace milepost;
using namespace milepost::tracker;
using namespace Qt::StringLiterals;

class TestTrackerErrors : public QObject {
    Q_OBJECT

private slots:
    void readsEveryShape_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, int status, const char* body, const QString& code,
                            const QString& message) {
            QTest::newRow(name) << status << QByteArray(body) << code << message;
        };
        row("detail", 401, R"({"detail":"Authentication credentials were not provided."})", {},
            u"Authentication credentials were not provided."_s);
        row("detail and code", 401,
            R"({"detail":"Given token not valid for any token type","code":"token_not_valid","messages":[{}]})",
            u"token_not_valid"_s, u"Given token not valid for any token type"_s);
        row("disabled account", 401, R"({"detail":"User is inactive","code":"user_inactive"})",
            u"user_inactive"_s, u"User is inactive"_s);
        row("maintenance", 503, R"({"detail":"Read-only maintenance"})", u"maintenance"_s,
            u"Read-only maintenance"_s);
        row("other 503", 503, R"({"detail":"Service unavailable"})", {}, u"Service unavailable"_s);
        row("single sign-on", 403, R"({"detail":"Password login is disabled. Use Sign in with Microsoft."})",
            u"sso-enforced"_s, u"Password login is disabled. Use Sign in with Microsoft."_s);
        row("refused", 403, R"({"detail":"You do not have permission to perform this action."})", {},
            u"You do not have permission to perform this action."_s);
        row("no such row", 404, R"({"detail":"No Deliverable matches the given query."})", u"no-row"_s,
            u"No Deliverable matches the given query."_s);
        row("a gateway's 404", 404, R"({"detail":"Not Found","path":"/api"})", {}, u"Not Found"_s);
        row("fields", 400, R"({"date":["Bad date."],"percentage":["Too high.","Not whole."]})", u"invalid"_s,
            u"date: Bad date.; percentage: Too high. Not whole."_s);
        row("error", 400, R"({"error":"Invalid project ID format."})", {}, u"Invalid project ID format."_s);
        row("not ready", 503, R"({"status":"degraded","checks":{"database":"error"}})", u"not-ready"_s,
            u"status: degraded"_s);
        row("web page", 404,
            "\n<!doctype html><html><head><title>Not Found</title><style>h1 {}</style></head><body>"
            "<h1>Not\n Found</h1></body></html>",
            u"html"_s, u"Not Found Not Found"_s);
        row("empty", 502, "", u"empty"_s, {});
        row("plain text", 502, "Bad Gateway", u"json"_s, {});
        row("a list", 500, "[1]", {}, {});
        row("nothing of ours", 400, R"({"ok":false})", {}, {});
    }
    void readsEveryShape() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        QFETCH(QString, message);
        HttpResponse response;
        response.status = status;
        response.headers = {{"X-Request-ID", "abc"}};
        response.body = body;
        Error error;
        error.kind = Error::Kind::Throttled;
        readTrackerError(response, error);
        QCOMPARE(error.code, code);
        QCOMPARE(error.message, message);
        QCOMPARE(error.httpStatus, status);
        QCOMPARE(error.requestId, u"abc"_s);
        QCOMPARE(toString(error.kind), toString(Error::Kind::Throttled)); // the status decides, not the words
    }

    void cutsEndlessMessages() {
        HttpResponse response;
        response.status = 500;
        response.body = "<html>" + QByteArray(100'000, 'x');
        Error error;
        readTrackerError(response, error);
        QVERIFY(error.message.size() <= 500);
    }
};

QTEST_APPLESS_MAIN(TestTrackerErrors)
#include "tst_trackererrors.moc"
