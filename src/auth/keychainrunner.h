// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/keychainbackend.h"
#include "auth/keychainentry.h"
#include "auth/secretstore.h"
#include "auth/unlockwait.h"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace milepost {

/// One thing asked of the keychain: several jobs when the secret lies in chunks, one answer.
struct KeychainTask {
    enum class Verb { Read, Write, Remove, State };
    using Answer = std::function<void(const Result<Redacted<QString>>&)>;
    using Stopper = std::stop_callback<std::function<void()>>;

    Verb verb = Verb::Read;
    SecretKey key;
    Redacted<QString> secret;
    std::stop_token stop;
    Answer answer;                       ///< called once
    std::function<void()> answerWaiting; ///< of State: called instead while another's prompt is open

    bool isAnswered = false;
    std::unique_ptr<QTimer> deadline;
    std::unique_ptr<Stopper> stopper;
};

/// Carries tasks out, one at a time. Runs on: the main thread.
class KeychainRunner final : public QObject {
public:
    KeychainRunner(std::unique_ptr<KeychainBackend> backend, std::chrono::milliseconds deadline,
                   bool mayPrompt, std::shared_ptr<UnlockWait> unlock);
    /// Answers whatever is left with Cancelled; a job under way ends by itself.
    ~KeychainRunner() override;

    void accept(const std::shared_ptr<KeychainTask>& task);

private:
    using Task = std::shared_ptr<KeychainTask>;
    using Collection = KeychainBackend::Collection;
    using Answer = KeychainBackend::Answer;

    void startNext();
    void begin(Collection collection);
    void readHead();
    void gotHead(const std::optional<keychain::Head>& head);
    void readChunk(int number);
    void writeChunk(int number);
    void proveHead(const keychain::Head& head);
    void writeHead(const keychain::Head& head);
    void removeHead();
    void removeChunks(const QString& generation, int left, std::function<void()> then);
    void explainNotFound();
    void explainFailure(const Answer& answer);

    /// True for whoever is to answer: the task waits for nothing any more.
    [[nodiscard]] static bool takeAnswer(const Task& task);
    /// The caller's answer; the jobs may still have to tidy up.
    void settle(const Task& task, const Result<Redacted<QString>>& result);
    void settleAndEnd(const Result<Redacted<QString>>& result);
    void end();
    void deadlinePassed(const std::weak_ptr<KeychainTask>& task);
    void setWaiting(bool isWaiting);
    void countAgain();
    /// Says who waits for the prompt: nobody once all of them were answered.
    void tell();
    /// Answers everybody who waits for the prompt with Cancelled.
    void endWaits();
    /// Wraps what the backend calls back, for the case that this object is gone by then.
    template <class Function> auto guarded(Function function) {
        return [self = QPointer<KeychainRunner>(this), function = std::move(function)](const auto& answer) {
            if (self)
                function(answer);
        };
    }

    std::unique_ptr<KeychainBackend> m_backend;
    const std::chrono::milliseconds m_deadline;
    const bool m_mayPrompt;
    const std::shared_ptr<UnlockWait> m_unlock; ///< may be null

    std::deque<Task> m_queue;
    // Of the task under way:
    Task m_current;
    QString m_entry;
    Collection m_collection = Collection::Unlocked;
    bool m_isWaiting = false;
    std::optional<keychain::Head> m_oldHead;
    QStringList m_chunks;
    QString m_generation;
    QString m_text;
};

} // namespace milepost
