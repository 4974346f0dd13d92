// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/keychainsecretstore.h"

#include "auth/keychainrunner.h"

#include <QPromise>

namespace milepost {

namespace {

/// A promise that a copyable closure can hold. Its one completion is the task's one answer.
template <class T> std::shared_ptr<QPromise<Result<T>>> startedPromise() {
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <class T> void complete(QPromise<Result<T>>& promise, Result<T> result) {
    promise.addResult(std::move(result));
    promise.finish();
}

std::shared_ptr<KeychainTask> taskFor(KeychainTask::Verb verb, SecretKey key, std::stop_token stop) {
    auto task = std::make_shared<KeychainTask>();
    task->verb = verb;
    task->key = std::move(key);
    task->stop = std::move(stop);
    return task;
}

KeychainTask::Answer withoutValue(const std::shared_ptr<QPromise<Result<void>>>& promise) {
    return [promise](const Result<Redacted<QString>>& done) {
        complete<void>(*promise, done ? Result<void>() : std::unexpected(done.error()));
    };
}

} // namespace

KeychainSecretStore::KeychainSecretStore(std::unique_ptr<KeychainBackend> backend, Options options)
    : m_runner(std::make_unique<KeychainRunner>(std::move(backend), options.deadline, options.mayPrompt,
                                                std::move(options.unlock))) {}

KeychainSecretStore::~KeychainSecretStore() = default;

QFuture<Result<Redacted<QString>>> KeychainSecretStore::read(SecretKey key, std::stop_token stop) {
    const auto promise = startedPromise<Redacted<QString>>();
    auto task = taskFor(KeychainTask::Verb::Read, std::move(key), std::move(stop));
    task->answer = [promise](const Result<Redacted<QString>>& done) { complete(*promise, done); };
    QFuture<Result<Redacted<QString>>> future = promise->future();
    post(std::move(task));
    return future;
}

QFuture<Result<void>> KeychainSecretStore::write(SecretKey key, Redacted<QString> secret,
                                                 std::stop_token stop) {
    const auto promise = startedPromise<void>();
    auto task = taskFor(KeychainTask::Verb::Write, std::move(key), std::move(stop));
    task->secret = std::move(secret);
    task->answer = withoutValue(promise);
    QFuture<Result<void>> future = promise->future();
    post(std::move(task));
    return future;
}

QFuture<Result<void>> KeychainSecretStore::remove(SecretKey key, std::stop_token stop) {
    const auto promise = startedPromise<void>();
    auto task = taskFor(KeychainTask::Verb::Remove, std::move(key), std::move(stop));
    task->answer = withoutValue(promise);
    QFuture<Result<void>> future = promise->future();
    post(std::move(task));
    return future;
}

QFuture<Result<SecretState>> KeychainSecretStore::state(SecretKey key, std::stop_token stop) {
    const auto promise = startedPromise<SecretState>();
    auto task = taskFor(KeychainTask::Verb::State, std::move(key), std::move(stop));
    task->answer = [promise](const Result<Redacted<QString>>& done) { complete(*promise, stateFrom(done)); };
    task->answerWaiting = [promise] { complete<SecretState>(*promise, SecretState::WaitingForUnlock); };
    QFuture<Result<SecretState>> future = promise->future();
    post(std::move(task));
    return future;
}

void KeychainSecretStore::post(std::shared_ptr<KeychainTask> task) {
    QMetaObject::invokeMethod(
        m_runner.get(), [runner = m_runner.get(), task = std::move(task)] { runner->accept(task); },
        Qt::QueuedConnection);
}

} // namespace milepost
