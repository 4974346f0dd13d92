// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/taskpool.h"

namespace milepost {

TaskPool::TaskPool() { m_pool.setMaxThreadCount(k_threads); }

TaskPool::~TaskPool() { finish(); }

void TaskPool::finish() {
    requestStop();
    m_pool.waitForDone();
}

void TaskPool::addToLane(const QString& lane, Task task) {
    {
        const std::scoped_lock lock(m_mutex);
        std::deque<Task>& tasks = m_lanes[lane];
        tasks.push_back(std::move(task));
        if (tasks.size() > 1)
            return; // whoever runs the first goes on with it
    }
    m_pool.start([this, lane] { drain(lane); });
}

void TaskPool::drain(const QString& lane) {
    std::unique_lock lock(m_mutex);
    std::deque<Task>& tasks = m_lanes[lane];
    while (!tasks.empty()) {
        const Task task = std::move(tasks.front());
        lock.unlock();
        task();
        lock.lock();
        tasks.pop_front();
    }
    m_lanes.erase(lane);
}

} // namespace milepost
