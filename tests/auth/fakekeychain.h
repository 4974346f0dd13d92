// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/keychainbackend.h"
#include "auth/secretstore.h"

#include <deque>
#include <map>
#include <memory>

#include <QCoreApplication>
#include <QStringList>
#include <QTest>
#include <QThread>

namespace milepost::test {

using namespace Qt::StringLiterals;
using Outcome = KeychainBackend::Outcome;
using Collection = KeychainBackend::Collection;

/// What a keychain does, and what it remembers; outlives the store, as the real one does.
struct World {
    std::map<QString, QString> entries;
    QStringList calls;
    Collection collection = Collection::Unlocked;
    std::optional<Outcome> refuseAll;
    std::optional<QString> refuseEntry;
    bool forgets = false; ///< says that it stored, and did not
    bool hangs = false;
    std::deque<std::function<void()>> held; ///< answers that a test lets go, while it hangs
    int running = 0;
    int mostRunning = 0;
    bool onlyMainThread = true;
};

class FakeBackend final : public KeychainBackend {
public:
    explicit FakeBackend(std::shared_ptr<World> world) : m_world(std::move(world)) {}

    void read(const QString& entry, Done done) override {
        act(u"read "_s + entry, entry, std::move(done), [entry](World& world) -> Answer {
            const auto it = world.entries.find(entry);
            if (it == world.entries.end() || world.collection == Collection::Locked)
                return {Outcome::NotFound, {}, u"not found"_s};
            return {Outcome::Done, it->second, {}};
        });
    }
    void write(const QString& entry, const QString& text, Done done) override {
        act(u"write "_s + entry, entry, std::move(done), [entry, text](World& world) -> Answer {
            if (text.toUtf8().size() > 2560)
                return {Outcome::Failed, {}, u"too long"_s};
            if (!world.forgets)
                world.entries[entry] = text;
            return {Outcome::Done, {}, {}};
        });
    }
    void remove(const QString& entry, Done done) override {
        act(u"remove "_s + entry, entry, std::move(done), [entry](World& world) -> Answer {
            return {world.entries.erase(entry) > 0 ? Outcome::Done : Outcome::NotFound, {}, {}};
        });
    }
    void askCollection(std::function<void(Collection)> done) override {
        QMetaObject::invokeMethod(
            qApp, [world = m_world, done = std::move(done)] { done(world->collection); },
            Qt::QueuedConnection);
    }

private:
    template <class Act> void act(const QString& call, const QString& entry, Done done, Act what) {
        m_world->calls << call;
        m_world->onlyMainThread = m_world->onlyMainThread && QThread::currentThread() == qApp->thread();
        m_world->mostRunning = std::max(m_world->mostRunning, ++m_world->running);
        auto finish = [world = m_world, entry, done = std::move(done), what] {
            --world->running;
            if (world->refuseAll)
                return done({*world->refuseAll, {}, u"refused"_s});
            if (world->refuseEntry && entry.contains(*world->refuseEntry))
                return done({Outcome::Failed, {}, u"refused"_s});
            done(what(*world));
        };
        if (m_world->hangs)
            m_world->held.push_back(finish);
        else
            QMetaObject::invokeMethod(qApp, finish, Qt::QueuedConnection);
    }
    std::shared_ptr<World> m_world;
};

inline const SecretKey k_key{u"main"_s, SecretPurpose::EntraSecret, u"https://login.example:443/t"_s};

/// How it ended, in one word.
template <class T> QString codeOf(const QFuture<Result<T>>& future) {
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 5000))
        return u"never"_s;
    if (future.resultCount() == 0)
        return u"no result"_s;
    const auto result = future.result();
    return result ? u"ok"_s : (result.error().isCancelled() ? u"cancelled"_s : result.error().code);
}

} // namespace milepost::test
