// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of KeychainRunner that waits: for a keychain that is silent, and for a person at its prompt.

#include "auth/keychainrunner.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;
using Verb = KeychainTask::Verb;

void KeychainRunner::deadlinePassed(const std::weak_ptr<KeychainTask>& weak) {
    const Task task = weak.lock();
    if (!task || task->isAnswered)
        return;
    if (!m_isWaiting) {
        return settle(task,
                      std::unexpected(makeError(Error::Kind::Keychain, Error::Stage::Keychain,
                                                u"the keychain does not answer"_s, u"keychain-timeout"_s)));
    }
    // A prompt is open and a person may take their time. Once it is closed the deadline counts again.
    task->deadline->start(m_deadline);
    m_backend->askCollection(guarded([this](Collection collection) {
        if (collection != Collection::Locked)
            setWaiting(false);
    }));
}

void KeychainRunner::setWaiting(bool isWaiting) {
    if (m_isWaiting == isWaiting)
        return;
    m_isWaiting = isWaiting;
    // Whoever only asks for the state is told so, and does not wait for a person.
    for (const Task& task : m_queue)
        if (isWaiting && task->answerWaiting && takeAnswer(task))
            task->answerWaiting();
    if (!isWaiting)
        countAgain();
    tell();
}

/// The prompt's time is nobody's delay: whoever stood behind it has the whole deadline from now on.
void KeychainRunner::countAgain() {
    const auto again = [this](const Task& task) {
        if (task && !task->isAnswered)
            task->deadline->start(m_deadline);
    };
    again(m_current);
    std::ranges::for_each(m_queue, again);
}

void KeychainRunner::tell() {
    if (!m_unlock)
        return;
    const auto waits = [](const Task& task) { return task && !task->isAnswered; };
    Task first = m_current;
    if (!waits(first)) {
        const auto next = std::ranges::find_if(m_queue, waits);
        first = next == m_queue.end() ? nullptr : *next;
    }
    if (m_isWaiting && first)
        m_unlock->set(first->key, first->verb == Verb::Write);
    else
        m_unlock->set(std::nullopt, false);
}

void KeychainRunner::endWaits() {
    if (!m_isWaiting)
        return;
    if (m_current)
        settle(m_current, std::unexpected(cancelled()));
    for (const Task& task : std::deque(m_queue)) // an answer may bring the next question
        settle(task, std::unexpected(cancelled()));
}

} // namespace milepost
