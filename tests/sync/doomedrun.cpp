// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doomedrun.h"

#include <cstdio>

#include <QCoreApplication>
#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {
constexpr auto k_password = "MILEPOST_TEST_STORE_PASSWORD"; // an argument would be seen by everybody
}

void DoomedRun::start(QProcess& process) const {
    QJsonObject json{{u"baseUrl"_s, endpoints.baseUrl},
                     {u"trackerUrl"_s, endpoints.trackerUrl},
                     {u"caFile"_s, endpoints.caFile},
                     {u"dataDir"_s, dataDir},
                     {u"border"_s, border},
                     {u"daysAhead"_s, daysAhead},
                     {u"individual"_s, individual},
                     {u"exchanges"_s, exchanges}};
    if (policies)
        json.insert(u"policies"_s, int(*policies));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (store) {
        const StoreAddress& address = store->address();
        json.insert(u"store"_s, QJsonObject{{u"host"_s, address.host},
                                            {u"port"_s, address.port},
                                            {u"database"_s, address.database},
                                            {u"user"_s, address.user},
                                            {u"sslMode"_s, address.sslMode},
                                            {u"profile"_s, storeProfile}});
        environment.insert(QString::fromLatin1(k_password), store->password().reveal());
    }
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationDirPath() + u"/crashrunner"_s,
                  {QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact))});
}

DoomedRun DoomedRun::fromArguments(const QStringList& arguments) {
    const QJsonObject json = QJsonDocument::fromJson(arguments.value(1).toUtf8()).object();
    DoomedRun run{{json.value(u"baseUrl"_s).toString(), json.value(u"trackerUrl"_s).toString(),
                   json.value(u"caFile"_s).toString()},
                  json.value(u"dataDir"_s).toString(),
                  json.value(u"border"_s).toInt()};
    run.individual = json.value(u"individual"_s).toBool();
    run.exchanges = json.value(u"exchanges"_s).toString();
    run.daysAhead = json.value(u"daysAhead"_s).toInt();
    if (json.contains(u"policies"_s))
        run.policies = unsigned(json.value(u"policies"_s).toInt());
    if (const QJsonObject at = json.value(u"store"_s).toObject(); !at.isEmpty()) {
        StoreAddress address;
        address.host = at.value(u"host"_s).toString();
        address.port = at.value(u"port"_s).toInt();
        address.database = at.value(u"database"_s).toString();
        address.user = at.value(u"user"_s).toString();
        address.sslMode = at.value(u"sslMode"_s).toString();
        run.storeProfile = at.value(u"profile"_s).toString();
        run.store =
            StorePlace::onServer(address, run.storeProfile, Redacted(qEnvironmentVariable(k_password)));
    }
    return run;
}

Machine::Options DoomedRun::options() const {
    Machine::Options options;
    options.dataDir = dataDir;
    options.store = store;
    options.createCalendar = false;
    options.daysAhead = daysAhead;
    options.adjust = [choice = policies, isIndividual = individual](Profile& profile) {
        if (choice)
            choosePolicies(profile, *choice);
        if (isIndividual)
            profile.mode = CalendarMode::Individual;
    };
    return options;
}

RunnerReport RunnerReport::read(QProcess& process) {
    const QJsonObject json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    return {json.value(u"verified"_s).toBool(), json.value(u"created"_s).toInt(),
            json.value(u"peakKiB"_s).toInteger()};
}

void RunnerReport::say() const {
    const QJsonObject json{{u"verified"_s, verified}, {u"created"_s, created}, {u"peakKiB"_s, peakKiB}};
    std::fputs(QJsonDocument(json).toJson().constData(), stdout);
}

} // namespace milepost
