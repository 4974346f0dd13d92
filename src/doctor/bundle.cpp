// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/bundle.h"

#include "base/clock.h"
#include "doctor/redaction.h"
#include "domain/profileschema.h"

#include <array>
#include <limits>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSysInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Kind = Pseudonyms::Kind;

void learnAll(const BundleFacts& facts, Pseudonyms& pseudonyms) {
    for (const QString& mailbox : {facts.profile.mailbox, facts.profile.forbiddenMailbox})
        pseudonyms.learn(Kind::Mailbox, mailbox);
    pseudonyms.learn(Kind::Person, facts.profile.trackerUser);
    for (const PersonMapping& person : facts.people)
        for (const QString& mailbox : {person.mailbox, person.address})
            pseudonyms.learn(Kind::Mailbox, mailbox);
    for (const ExchangeRecord& exchange : facts.exchanges)
        pseudonyms.learn(Kind::Mailbox, exchange.mailbox);
    for (const RunDetails& run : facts.runs) {
        pseudonyms.learn(Kind::Mailbox, run.run.start.mailbox);
        pseudonyms.learn(Kind::Person, run.run.start.who);
        for (const IntentRecord& action : run.actions)
            for (const QJsonObject& content : {action.intent.before, action.intent.after})
                pseudonyms.learn(Kind::Title, content.value(u"subject"_s).toString());
        for (const QJsonValue& failure : run.run.failures)
            pseudonyms.learn(Kind::Title, failure.toObject().value(u"subject"_s).toString());
    }
}

QJsonObject aboutJson(const BundleFacts& facts) {
    return {{u"program"_s, facts.program},
            {u"made"_s, toIsoUtc(facts.madeUtc)},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"kernel"_s, QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion()},
            {u"processor"_s, QSysInfo::currentCpuArchitecture()},
            {u"locale"_s, QLocale::system().name()},
            {u"notHad"_s, QJsonArray::fromStringList(facts.gaps)}};
}

QJsonObject actionJson(const IntentRecord& action) {
    return {{u"key"_s, action.intent.key.toString()},
            {u"verb"_s, toString(action.intent.verb)},
            {u"state"_s, toString(action.state)},
            {u"error"_s, action.error},
            {u"intended"_s, toIsoUtc(action.intendedUtc)},
            {u"settled"_s, action.settledUtc ? QJsonValue(toIsoUtc(*action.settledUtc)) : QJsonValue()}};
}

QJsonArray runsJson(const std::vector<RunDetails>& runs) {
    QJsonArray list;
    for (const RunDetails& details : runs) {
        const RunRecord& run = details.run;
        QJsonArray actions;
        for (const IntentRecord& action : details.actions)
            actions.append(actionJson(action));
        list.append(QJsonObject{
            {u"run"_s, QString::number(run.id.value)},
            {u"kind"_s, toString(run.start.kind)},
            {u"started"_s, toIsoUtc(run.start.startedUtc)},
            {u"finished"_s, run.finishedUtc ? QJsonValue(toIsoUtc(*run.finishedUtc)) : QJsonValue()},
            {u"status"_s, toString(run.status)},
            {u"who"_s, run.start.who},
            {u"mailbox"_s, run.start.mailbox},
            {u"why"_s, run.why},
            {u"summary"_s, run.summary},
            {u"failures"_s, run.failures},
            {u"actions"_s, actions}});
    }
    return list;
}

/// Without the address: its shape says what was asked, and its query might hold a name.
QJsonObject exchangeJson(const ExchangeRecord& one) {
    const auto span = [](qint64 microseconds) {
        return microseconds == ExchangeRecord::k_unseen ? QJsonValue() : QJsonValue(microseconds);
    };
    return {{u"time"_s, one.startedUtc.toUTC().toString(Qt::ISODateWithMs)},
            {u"program"_s, one.program},
            {u"stage"_s, toString(one.stage)},
            {u"method"_s, one.method},
            {u"template"_s, one.urlTemplate},
            {u"mailbox"_s, one.mailbox},
            {u"status"_s, one.status},
            {u"code"_s, one.code},
            {u"error"_s, one.error},
            {u"requestId"_s, one.requestId},
            {u"clientRequestId"_s, one.clientRequestId},
            {u"date"_s, one.serverDate},
            {u"attempt"_s, one.attempt},
            {u"children"_s, one.children},
            {u"inBatch"_s, one.inBatch},
            {u"run"_s, one.run},
            {u"deliverable"_s, one.deliverable},
            {u"microseconds"_s, QJsonObject{{u"total"_s, span(one.spans.total)},
                                            {u"lane"_s, span(one.spans.lane)},
                                            {u"fence"_s, span(one.spans.fence)},
                                            {u"queue"_s, span(one.spans.queue)},
                                            {u"lookup"_s, span(one.spans.lookup)},
                                            {u"connect"_s, span(one.spans.connect)},
                                            {u"firstByte"_s, span(one.spans.answer)}}}};
}

/// In their order, and what each is about.
constexpr std::array k_files{
    std::pair("README.txt", QT_TRANSLATE_NOOP("doctor", "What is in it, for whoever reads it")),
    std::pair("about.json", QT_TRANSLATE_NOOP("doctor", "Versions, and what could not be had")),
    std::pair("settings.json", QT_TRANSLATE_NOOP("doctor", "The profile; it holds no secret")),
    std::pair("checks.json", QT_TRANSLATE_NOOP("doctor", "What the checks found")),
    std::pair("runs.json", QT_TRANSLATE_NOOP("doctor", "The last runs and what they wrote")),
    std::pair("store.json", QT_TRANSLATE_NOOP("doctor", "The journal's schema, and how much it holds")),
    std::pair("exchanges.jsonl",
              QT_TRANSLATE_NOOP("doctor", "The last requests, without addresses and bodies"))};

QByteArray readme() {
    QByteArray text = "Diagnostics of Milepost, for support.\n\n";
    for (const auto& [name, about] : k_files)
        text += QByteArray(name).leftJustified(18) + about + '\n';
    return text + "\nEach request is a line of its file, oldest first.\n\n"
                  "Mailboxes, people and titles have other names here (mailbox-..., person-..., title-...), "
                  "the same\nones in every bundle of that computer. Who they are stands in a file that "
                  "stays there.\nNames of hosts, the tenant's id and the app's id are as they are.\n";
}

/// Text by text, so that what is left is still JSON.
struct Cleaner {
    Pseudonyms& pseudonyms;
    const SecretMask& secrets;

    [[nodiscard]] QJsonValue operator()(const QJsonValue& value) const {
        if (value.isString()) {
            // Secrets first, as they were written; then names, for a name may be a part of a secret's
            // spelling.
            const QByteArray masked = secrets.applied(value.toString().toUtf8());
            return pseudonyms.applied(withoutSecrets(QString::fromUtf8(masked)));
        }
        if (value.isArray()) {
            QJsonArray list;
            for (const QJsonValue& one : value.toArray())
                list.append((*this)(one));
            return list;
        }
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            *it = (*this)(it.value());
        return value.isObject() ? QJsonValue(object) : value;
    }
};

} // namespace

QString aboutBundleFile(const QString& name) {
    for (const auto& [file, about] : k_files)
        if (name == QLatin1StringView(file))
            return QCoreApplication::translate("doctor", about);
    return {};
}

std::vector<ZipEntry> bundleOf(const BundleFacts& facts, Pseudonyms& pseudonyms, const SecretMask& secrets) {
    learnAll(facts, pseudonyms);
    const Cleaner cleaned{pseudonyms, secrets};
    const auto pretty = [&](const QJsonObject& object) {
        return QJsonDocument(cleaned(object).toObject()).toJson(QJsonDocument::Indented);
    };
    QByteArray exchanges;
    for (const ExchangeRecord& one : facts.exchanges)
        exchanges +=
            QJsonDocument(cleaned(exchangeJson(one)).toObject()).toJson(QJsonDocument::Compact) + '\n';
    return {{u"README.txt"_s, readme()},
            {u"about.json"_s, pretty(aboutJson(facts))},
            {u"settings.json"_s, pretty(toJson(facts.profile))},
            {u"checks.json"_s, pretty(facts.checks)},
            {u"runs.json"_s, pretty({{u"runs"_s, runsJson(facts.runs)}})},
            {u"store.json"_s, pretty(facts.store)},
            {u"exchanges.jsonl"_s, exchanges}};
}

} // namespace milepost
