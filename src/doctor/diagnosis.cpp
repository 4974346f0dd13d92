// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/diagnosis.h"

#include "doctor/catalogue.h"
#include "doctor/evidence.h"
#include "doctor/facts.h"
#include "doctor/rules.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

QString nameOf(doctor::Confidence confidence) {
    switch (confidence) {
    case doctor::Confidence::Sure:
        return u"sure"_s;
    case doctor::Confidence::Likely:
        return u"likely"_s;
    case doctor::Confidence::Open:
        return u"open"_s;
    }
    return {};
}

/// The facts of the error that people can use, the other side's own words among them.
QStringList evidenceOf(const Error& error) {
    QStringList facts;
    if (error.httpStatus != 0)
        facts << say(QT_TRANSLATE_NOOP("doctor", "HTTP status %1")).arg(error.httpStatus);
    if (!error.code.isEmpty())
        facts << say(QT_TRANSLATE_NOOP("doctor", "code %1")).arg(error.code);
    if (!error.message.isEmpty())
        facts << say(QT_TRANSLATE_NOOP("doctor", "the answer says: %1")).arg(error.message);
    if (!error.detail.isEmpty())
        facts << error.detail;
    if (error.retryAfter.count() > 0) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(error.retryAfter).count();
        facts << say(QT_TRANSLATE_NOOP("doctor", "the service asks to wait %1 seconds")).arg(seconds);
    }
    if (!error.requestId.isEmpty())
        facts << say(QT_TRANSLATE_NOOP("doctor", "request id %1")).arg(error.requestId);
    return facts;
}

/// Somebody asked to stop. There is nothing to mend.
Diagnosis stopped() {
    Diagnosis diagnosis;
    diagnosis.title = say(QT_TRANSLATE_NOOP("doctor", "Cancelled"));
    diagnosis.explanation =
        say(QT_TRANSLATE_NOOP("doctor", "The task was stopped on request. What was done until then stays."));
    diagnosis.who = u"admin"_s;
    diagnosis.retryable = true;
    diagnosis.confidence = u"sure"_s;
    return diagnosis;
}

/// The words for a verdict.
Diagnosis named(const doctor::Verdict& verdict, Surface surface) {
    const doctor::Text& text = doctor::textFor(verdict.key);
    Diagnosis diagnosis;
    diagnosis.cause = doctor::slugOf(verdict.key);
    diagnosis.candidates = verdict.candidates;
    diagnosis.title = say(text.title);
    diagnosis.explanation = say(text.explanation);
    for (const doctor::Remedy& remedy : text.remedies)
        if (const char* words = remedy.wordsFor(surface)) {
            diagnosis.remedies << say(words);
            diagnosis.actions.push_back(surface == Surface::Window ? remedy.action : RemedyAction::None);
        }
    diagnosis.who = QString::fromLatin1(text.who);
    diagnosis.retryable = text.retryable;
    diagnosis.confidence = nameOf(verdict.confidence);
    if (verdict.candidates.size() > 1)
        diagnosis.settledBy = say(doctor::settlingText(verdict.settling));
    return diagnosis;
}

} // namespace

Diagnosis diagnose(const Error& error, Surface surface) {
    if (error.isCancelled())
        return stopped();
    const doctor::Facts facts = doctor::factsOf(error);
    Diagnosis diagnosis = named(doctor::judge(facts), surface);
    diagnosis.evidence = evidenceOf(error) + doctor::evidenceBeside(facts);
    return diagnosis;
}

QStringList knownBeside(const Error& error) { return doctor::evidenceBeside(doctor::factsOf(error)); }

Diagnosis diagnose(const Failure& failure, Surface surface) {
    const doctor::Facts facts = doctor::factsOf(failure);
    Diagnosis diagnosis = named(doctor::judge(facts), surface);
    diagnosis.evidence = doctor::evidenceOf(facts);
    if (diagnosis.cause == "unknown"_L1)
        diagnosis.explanation += u' ' + doctor::ruledOut(facts);
    return diagnosis;
}

} // namespace milepost
