// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What people paste: a service's answer, a transcript, a log. Whatever it is, a cause is named, and a secret
// that stands in it stays there.

#include "doctor/causes.h"
#include "doctor/diagnosis.h"
#include "doctor/redaction.h"
#include "fuzzing.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

const QString k_canary = u"CANARY-7f3a"_s;

QString saidOf(const Diagnosis& diagnosis) {
    QStringList said = diagnosis.evidence + diagnosis.remedies + diagnosis.candidates;
    said << diagnosis.title << diagnosis.explanation << diagnosis.settledBy << diagnosis.cause;
    return said.join(u'\n');
}

void judge(const Failure& failure) {
    const Diagnosis diagnosis = diagnose(failure);
    require(doctor::isCause(diagnosis.cause), "a cause is one of the vocabulary");
    require(!diagnosis.remedies.isEmpty() && !diagnosis.title.isEmpty(), "something is said");
    require(diagnosis.candidates.value(0) == diagnosis.cause, "the cause is the first candidate");
    require((diagnosis.candidates.size() > 1) == !diagnosis.settledBy.isEmpty(), "a doubt can be settled");
    require(diagnose(failure) == diagnosis, "the same facts have the same cause");
    require(!saidOf(diagnosis).contains(k_canary), "a secret stays where it was");
}

void paste(const QByteArray& text) {
    bool wasList = false;
    const std::vector<Failure> failures = failuresFromText(text, &wasList);
    require(wasList || failures.size() == 1, "what is no list is one failure");
    for (size_t i = 0; i < failures.size() && i < 20; ++i)
        judge(failures.at(i));
}

/// The bytes as each part of a failure.
void place(const QByteArray& bytes) {
    for (const auto stage : {Error::Stage::None, Error::Stage::Token, Error::Stage::Graph,
                             Error::Stage::Tracker, Error::Stage::Transport}) {
        Failure failure;
        failure.stage = stage;
        failure.status = bytes.isEmpty() ? 0 : 100 + static_cast<uchar>(bytes.front()) * 2;
        failure.body = bytes;
        failure.headers.add("Location", bytes.left(80));
        failure.context = QJsonDocument::fromJson(bytes).object();
        judge(failure);
    }
    Failure failure;
    failure.address = QString::fromUtf8(bytes.left(200));
    failure.message = QString::fromUtf8(bytes);
    judge(failure);
}

} // namespace

void attack(const QByteArray& bytes) {
    paste(bytes);
    place(bytes);
    const QByteArray canary = k_canary.toUtf8();
    // A line of its own hides what it holds, whatever stands around it.
    paste(bytes + "\nAuthorization: Bearer " + canary + "\n" + bytes);
    paste(bytes + "\nSet-Cookie: refresh_token=" + canary + "; HttpOnly\n" + bytes);
    paste(bytes + "\nclient_secret=" + canary + "&grant_type=client_credentials\n" + bytes);
    paste(bytes + "\nhttps://admin:" + canary + "@tracker.example/api/?token=" + canary + "\n" + bytes);
    const QJsonObject members{{u"client_secret"_s, k_canary}, {u"password"_s, k_canary}};
    paste(QJsonDocument(members).toJson() + bytes);
    const QString shown = withoutSecrets(QString::fromUtf8(bytes));
    require(withoutSecrets(shown) == shown || shown.size() < bytes.size() * 4 + 64,
            "redaction does not grow");
}
