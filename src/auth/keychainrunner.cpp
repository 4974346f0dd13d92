// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/keychainrunner.h"

#include "base/logging.h"

#include <QThread>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;
using Outcome = KeychainBackend::Outcome;
using Verb = KeychainTask::Verb;

namespace {

Error keychainError(const QString& code, const QString& detail) {
    return makeError(Error::Kind::Keychain, Error::Stage::Keychain, detail, code);
}

Error locked() { return keychainError(u"keychain-locked"_s, u"the keychain is locked"_s); }

} // namespace

KeychainRunner::KeychainRunner(std::unique_ptr<KeychainBackend> backend, std::chrono::milliseconds deadline,
                               bool mayPrompt, std::shared_ptr<UnlockWait> unlock)
    : m_backend(std::move(backend)),
      m_deadline(deadline),
      m_mayPrompt(mayPrompt),
      m_unlock(std::move(unlock)) {
    if (m_unlock)
        connect(m_unlock.get(), &UnlockWait::cancelWanted, this, &KeychainRunner::endWaits);
}

KeychainRunner::~KeychainRunner() {
    if (m_current)
        settle(m_current, std::unexpected(cancelled()));
    for (const Task& task : m_queue)
        settle(task, std::unexpected(cancelled()));
    m_isWaiting = false;
    tell();
}

void KeychainRunner::accept(const Task& task) {
    Q_ASSERT(QThread::currentThread() == thread());
    if (task->answerWaiting && m_isWaiting) {
        task->answerWaiting();
        return;
    }
    m_queue.push_back(task);
    task->deadline = std::make_unique<QTimer>();
    task->deadline->setSingleShot(true);
    const std::weak_ptr<KeychainTask> weak = task;
    connect(task->deadline.get(), &QTimer::timeout, this, [this, weak] { deadlinePassed(weak); });
    task->deadline->start(m_deadline);
    tell();
    // May call back at once and from any thread, so it only posts.
    task->stopper = std::make_unique<KeychainTask::Stopper>(task->stop, [this, weak] {
        QMetaObject::invokeMethod(
            this,
            [this, weak] {
                if (const Task stopped = weak.lock())
                    settle(stopped, std::unexpected(cancelled()));
            },
            Qt::QueuedConnection);
    });
    if (!m_current)
        startNext();
}

void KeychainRunner::startNext() {
    while (!m_queue.empty() && (m_queue.front()->isAnswered || m_queue.front()->stop.stop_requested())) {
        settle(m_queue.front(), std::unexpected(cancelled())); // nothing, when it was answered before
        m_queue.pop_front();
    }
    if (m_queue.empty())
        return;
    m_current = m_queue.front();
    m_queue.pop_front();
    m_entry = keychain::entryName(m_current->key);
    m_collection = Collection::Unlocked;
    m_oldHead.reset();
    m_chunks.clear();
    m_generation.clear();
    m_text.clear();
    m_backend->askCollection(guarded([this](Collection collection) { begin(collection); }));
}

void KeychainRunner::begin(Collection collection) {
    m_collection = collection;
    if (m_current->isAnswered)
        return end();
    if (collection == Collection::Locked) {
        if (!m_mayPrompt || m_current->verb == Verb::State)
            return settleAndEnd(std::unexpected(locked()));
        setWaiting(true); // the job below makes the keychain ask
    }
    readHead();
}

void KeychainRunner::readHead() {
    m_backend->read(m_entry, guarded([this](const Answer& answer) {
                        if (m_current->isAnswered)
                            return end();
                        if (answer.outcome == Outcome::NotFound)
                            return explainNotFound();
                        if (answer.outcome != Outcome::Done)
                            return explainFailure(answer);
                        gotHead(keychain::headFrom(answer.text));
                    }));
}

void KeychainRunner::gotHead(const std::optional<keychain::Head>& head) {
    m_oldHead = head;
    switch (m_current->verb) {
    case Verb::Read:
    case Verb::State:
        if (!head)
            return settleAndEnd(std::unexpected(credentialMissing(m_current->key)));
        if (m_current->verb == Verb::State || head->generation.isEmpty())
            return settleAndEnd(Redacted(head->text));
        return readChunk(0);
    case Verb::Write:
        m_chunks = keychain::chunksOf(m_current->secret.reveal());
        if (m_chunks.isEmpty())
            return writeHead({{}, 0, m_current->secret.reveal()});
        m_generation = QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
        return writeChunk(0);
    case Verb::Remove:
        return removeHead();
    }
}

void KeychainRunner::readChunk(int number) {
    const QString name = keychain::chunkName(m_entry, m_oldHead->generation, number);
    m_backend->read(name, guarded([this, number](const Answer& answer) {
                        if (m_current->isAnswered)
                            return end();
                        // A part that is gone makes the whole unusable: it has to be entered again.
                        if (answer.outcome == Outcome::NotFound)
                            return explainNotFound();
                        if (answer.outcome != Outcome::Done)
                            return explainFailure(answer);
                        m_text += answer.text;
                        if (number + 1 < m_oldHead->chunks)
                            return readChunk(number + 1);
                        settleAndEnd(Redacted(m_text));
                    }));
}

void KeychainRunner::writeChunk(int number) {
    const QString name = keychain::chunkName(m_entry, m_generation, number);
    m_backend->write(name, m_chunks.at(number), guarded([this, number](const Answer& answer) {
                         // Given up half-way: the old secret still stands, what was begun is taken away
                         // again.
                         if (m_current->isAnswered)
                             return removeChunks(m_generation, number + 1, [this] { end(); });
                         if (answer.outcome != Outcome::Done)
                             return removeChunks(m_generation, number,
                                                 [this, answer] { explainFailure(answer); });
                         if (number + 1 < m_chunks.size())
                             return writeChunk(number + 1);
                         writeHead({m_generation, static_cast<int>(m_chunks.size()), {}});
                     }));
}

void KeychainRunner::writeHead(const keychain::Head& head) {
    m_backend->write(m_entry, keychain::toText(head), guarded([this, head](const Answer& answer) {
                         if (answer.outcome != Outcome::Done)
                             return removeChunks(head.generation, head.chunks,
                                                 [this, answer] { explainFailure(answer); });
                         proveHead(head);
                     }));
}

/// Some keychains say that they keep it, and do not: nobody shall find that out at the next start.
void KeychainRunner::proveHead(const keychain::Head& head) {
    m_backend->read(m_entry, guarded([this, head](const Answer& answer) {
                        if (answer.outcome != Outcome::Done || answer.text != keychain::toText(head))
                            return removeChunks(head.generation, head.chunks, [this] {
                                settleAndEnd(std::unexpected(keychainError(
                                    u"keychain-forgets"_s, u"what was stored cannot be read again"_s)));
                            });
                        settle(m_current, Redacted<QString>());
                        const keychain::Head old = m_oldHead.value_or(keychain::Head());
                        removeChunks(old.generation, old.chunks, [this] { end(); });
                    }));
}

void KeychainRunner::removeHead() {
    m_backend->remove(m_entry, guarded([this](const Answer& answer) {
                          if (answer.outcome != Outcome::Done && answer.outcome != Outcome::NotFound)
                              return explainFailure(answer);
                          settle(m_current, Redacted<QString>());
                          const keychain::Head old = m_oldHead.value_or(keychain::Head());
                          removeChunks(old.generation, old.chunks, [this] { end(); });
                      }));
}

void KeychainRunner::removeChunks(const QString& generation, int left, std::function<void()> then) {
    if (left == 0)
        return then();
    const QString name = keychain::chunkName(m_entry, generation, left - 1);
    // A leftover that stays is unreachable without its head, so a failure here changes nothing.
    m_backend->remove(name, guarded([this, generation, left, then = std::move(then)](const Answer&) {
                          removeChunks(generation, left - 1, then);
                      }));
}

/// Locked keychains say "not found" too (style 7.6): ask before believing it.
void KeychainRunner::explainNotFound() {
    m_backend->askCollection(guarded([this](Collection collection) {
        if (m_current->isAnswered)
            return end();
        if (collection == Collection::Locked)
            return settleAndEnd(std::unexpected(locked()));
        if (m_current->verb == Verb::Write)
            return gotHead(std::nullopt);
        if (m_current->verb == Verb::Remove)
            return settleAndEnd(Redacted<QString>());
        settleAndEnd(std::unexpected(credentialMissing(m_current->key)));
    }));
}

void KeychainRunner::explainFailure(const Answer& answer) {
    m_backend->askCollection(guarded([this, answer](Collection collection) {
        if (answer.outcome == Outcome::Denied)
            return settleAndEnd(std::unexpected(keychainError(u"keychain-denied"_s, answer.detail)));
        if (collection == Collection::Locked)
            return settleAndEnd(std::unexpected(locked()));
        if (answer.outcome == Outcome::NoService || collection != Collection::Unlocked)
            return settleAndEnd(std::unexpected(keychainError(u"keychain-absent"_s, answer.detail)));
        settleAndEnd(std::unexpected(keychainError(u"keychain-failed"_s, answer.detail)));
    }));
}

bool KeychainRunner::takeAnswer(const Task& task) {
    if (task->isAnswered)
        return false;
    task->isAnswered = true;
    task->stopper.reset();
    task->deadline.release()->deleteLater(); // we may be inside its signal
    return true;
}

void KeychainRunner::settle(const Task& task, const Result<Redacted<QString>>& result) {
    if (!takeAnswer(task))
        return;
    if (!result && !result.error().isCancelled())
        qCInfo(lcAuth).noquote() << "keychain:" << toString(task->key.purpose) << result.error().summary();
    task->answer(result);
    tell();
}

void KeychainRunner::settleAndEnd(const Result<Redacted<QString>>& result) {
    settle(m_current, result);
    end();
}

void KeychainRunner::end() {
    setWaiting(false);
    m_current.reset();
    m_text.clear();
    startNext();
}

} // namespace milepost
