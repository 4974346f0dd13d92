// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/jsonreader.h"
#include "doctor/causes.h"
#include "doctor/diagnosis.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

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

    static Error::Stage stageOf(const QString& name) {
        for (const auto stage : {Error::Stage::Token, Error::Stage::Consent, Error::Stage::Graph,
                                 Error::Stage::Tracker, Error::Stage::Transport})
            if (toString(stage) == name)
                return stage;
        return Error::Stage::None;
    }

    static Error::Kind kindOf(int status) {
        switch (status) {
        case 0:
            return Error::Kind::Offline;
        case 401:
            return Error::Kind::Auth;
        case 403:
            return Error::Kind::Forbidden;
        case 404:
        case 410:
            return Error::Kind::NotFound;
        case 409:
        case 412:
            return Error::Kind::Conflict;
        case 429:
            return Error::Kind::Throttled;
        default:
            return status >= 500 ? Error::Kind::Unavailable : Error::Kind::Rejected;
        }
    }

    /// The members that the readers of the rooms pick out of a JSON answer of Entra, Graph or the tracker.
    static void readJson(const QJsonObject& answer, Error& error) {
        const QJsonObject graph = answer.value("error"_L1).toObject();
        if (!graph.isEmpty()) {
            error.code = graph.value("code"_L1).toString();
            error.message = graph.value("message"_L1).toString();
        } else if (const QJsonArray numbers = answer.value("error_codes"_L1).toArray(); !numbers.isEmpty()) {
            error.code = QString::number(numbers.first().toInteger());
            error.message = answer.value("error_description"_L1).toString();
        } else {
            error.code = answer.value("code"_L1).toString();
            error.message = answer.value("detail"_L1).toString();
        }
        for (const auto& child : answer.value("responses"_L1).toArray())
            if (const int status = child.toObject().value("status"_L1).toInt(); status >= 400) {
                error.httpStatus = status;
                error.kind = kindOf(status);
                readJson(child.toObject().value("body"_L1).toObject(), error);
            }
    }

    /// The query of a redirect back from the consent page reads like a form.
    static QString decoded(QByteArray query) { return QUrl::fromPercentEncoding(query.replace('+', ' ')); }

    static Error errorOf(const QJsonObject& one) {
        Error error;
        error.stage = stageOf(one.value("stage"_L1).toString());
        error.httpStatus = one.value("status"_L1).toInt();
        error.kind = kindOf(error.httpStatus);
        const QByteArray body = one.value("body"_L1).toString().toUtf8();
        const Result<QJsonValue> json = parseJson(body, error.stage);
        if (json) {
            readJson(json->toObject(), error);
        } else {
            error.code = json.error().code == "html"_L1 ? u"html"_s : QString();
            error.message = error.stage == Error::Stage::Consent ? decoded(body) : QString::fromUtf8(body);
        }
        return error;
    }

    QString m_folder;
};

QTEST_APPLESS_MAIN(TestErrorCases)
#include "tst_errorcases.moc"
