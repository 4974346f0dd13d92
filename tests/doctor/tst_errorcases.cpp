// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/entraerrors.h"
#include "doctor/causes.h"
#include "doctor/diagnosis.h"
#include "graph/grapherrors.h"
#include "http/apiclient.h"
#include "tracker/trackererrors.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Recorded failures with the cause that people found, where they are at hand: MILEPOST_SHARED names the
/// folder that holds error-cases.json and causes.json; without it the folder "shared" beside the checkout is
/// tried.
class TestErrorCases : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_folder = qEnvironmentVariable("MILEPOST_SHARED");
        if (m_folder.isEmpty())
            m_folder = QStringLiteral(MILEPOST_SOURCE_DIR "/../shared");
        if (!QFileInfo::exists(m_folder + u"/error-cases.json"_s))
            QSKIP("SKIPPED LOUDLY: no recorded failures here (set MILEPOST_SHARED to the folder that holds "
                  "error-cases.json)");
    }

    void sharesTheVocabulary() {
        QStringList theirs = document(u"causes.json"_s).value("causes"_L1).toObject().keys();
        QStringList ours = doctor::causeSlugs();
        ours.sort();
        theirs.sort();
        QCOMPARE(ours, theirs);
    }

    void namesMostRecordedFailures() {
        const QJsonArray cases = document(u"error-cases.json"_s).value("cases"_L1).toArray();
        QVERIFY(!cases.isEmpty());
        int right = 0;
        for (const auto& entry : cases) {
            const QJsonObject one = entry.toObject();
            const QString truth = one.value("truth"_L1).toObject().value("cause"_L1).toString();
            const Diagnosis diagnosis = diagnose(errorOf(one));
            if (diagnosis.cause == truth)
                ++right;
            else
                qInfo("%s: %s, said %s (%s)", qPrintable(one.value("id"_L1).toString()), qPrintable(truth),
                      qPrintable(diagnosis.cause), qPrintable(diagnosis.confidence));
        }
        qInfo("%d of %lld recorded failures named right", right, static_cast<long long>(cases.size()));
        QVERIFY(right * 100 >= cases.size() * k_floorPercent);
    }

private:
    /// What is reached without context; raise it when more is.
    static constexpr int k_floorPercent = 96;

    [[nodiscard]] QJsonObject document(const QString& name) const {
        QFile file(m_folder + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(name));
        return QJsonDocument::fromJson(file.readAll()).object();
    }

    /// Who asked: what somebody in between answers is read by whoever wanted something else.
    static Error::Stage stageOf(const QJsonObject& one) {
        const QString name = one.value("stage"_L1).toString();
        const QString path = one.value("request"_L1).toObject().value("path"_L1).toString();
        if (name == "transport"_L1 && one.value("status"_L1).toInt() != 0)
            return path.contains("//graph."_L1) ? Error::Stage::Graph : Error::Stage::Token;
        for (const auto stage : {Error::Stage::Token, Error::Stage::Consent, Error::Stage::Graph,
                                 Error::Stage::Tracker, Error::Stage::Transport})
            if (toString(stage) == name)
                return stage;
        return Error::Stage::None;
    }

    /// The product's own reader of the stage; nothing reads a consent page or a broken connection.
    static ApiClient::ErrorReader readerOf(Error::Stage stage) {
        switch (stage) {
        case Error::Stage::Token:
            return readEntraError;
        case Error::Stage::Graph:
            return readGraphError;
        case Error::Stage::Tracker:
            return tracker::readTrackerError;
        default: // no answer of a service
            return {};
        }
    }

    static HttpResponse responseOf(const QJsonObject& answer, const QByteArray& body) {
        HttpResponse response{answer.value("status"_L1).toInt(), {}, body, {}};
        const QJsonObject headers = answer.value("headers"_L1).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            response.headers.set(it.key().toLatin1(), it->toString().toUtf8());
        return response;
    }

    static Error errorFrom(const HttpResponse& response, Error::Stage stage) {
        Error error;
        error.stage = stage;
        error.httpStatus = response.status;
        error.kind = response.status == 0 ? Error::Kind::Offline : kindOfStatus(response.status);
        if (const auto read = readerOf(stage))
            read(response, error);
        else
            error.message = QString::fromUtf8(response.body);
        return error;
    }

    /// The query of a redirect back from the consent page reads like a form.
    static QByteArray decoded(QByteArray query) {
        return QByteArray::fromPercentEncoding(query.replace('+', ' '));
    }

    static Error errorOf(const QJsonObject& one) {
        const Error::Stage stage = stageOf(one);
        const QByteArray text = one.value("body"_L1).toString().toUtf8();
        const QByteArray body = stage == Error::Stage::Consent ? decoded(text) : text;
        // A batch is as well as its worst child.
        for (const auto& child : QJsonDocument::fromJson(body).object().value("responses"_L1).toArray())
            if (const QJsonObject answer = child.toObject(); answer.value("status"_L1).toInt() >= 400)
                return errorFrom(
                    responseOf(answer, QJsonDocument(answer.value("body"_L1).toObject()).toJson()), stage);
        return errorFrom(responseOf(one, body), stage);
    }

    QString m_folder;
};

QTEST_APPLESS_MAIN(TestErrorCases)
#include "tst_errorcases.moc"
