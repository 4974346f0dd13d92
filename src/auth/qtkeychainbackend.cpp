// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/qtkeychainbackend.h"

#include "auth/secretservice.h"

#include <qt6keychain/keychain.h>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

KeychainBackend::Outcome outcomeOf(QKeychain::Error error) {
    using Outcome = KeychainBackend::Outcome;
    switch (error) {
    case QKeychain::NoError:
        return Outcome::Done;
    case QKeychain::EntryNotFound:
        return Outcome::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Outcome::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Outcome::NoService;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        return Outcome::Failed;
    }
    return Outcome::Failed;
}

/// Starts a job that nobody owns. The receiver is guarded by whoever made `done`, never the job.
template <class Job> void start(Job* job, const QString& entry, KeychainBackend::Done done) {
    job->setKey(entry);
    job->setInsecureFallback(false); // no plain text, ever (law 10)
    QObject::connect(job, &QKeychain::Job::finished, job, [job, done = std::move(done)] {
        KeychainBackend::Answer answer;
        answer.outcome = outcomeOf(job->error());
        if (answer.outcome != KeychainBackend::Outcome::Done)
            answer.detail = job->errorString();
        else if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
            answer.text = job->textData();
        done(std::move(answer));
    });
    job->start();
}

const QString k_service = u"Milepost"_s;

} // namespace

void QtKeychainBackend::read(const QString& entry, Done done) {
    start(new QKeychain::ReadPasswordJob(k_service), entry, std::move(done));
}

void QtKeychainBackend::write(const QString& entry, const QString& text, Done done) {
    auto* job = new QKeychain::WritePasswordJob(k_service);
    job->setTextData(text);
    start(job, entry, std::move(done));
}

void QtKeychainBackend::remove(const QString& entry, Done done) {
    start(new QKeychain::DeletePasswordJob(k_service), entry, std::move(done));
}

void QtKeychainBackend::askCollection(std::function<void(Collection)> done) {
    askSecretService(std::move(done));
}

} // namespace milepost
