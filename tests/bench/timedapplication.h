// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <ctime>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonObject>
#include <QThread>
#include <QTimer>

namespace milepost {

/// Milliseconds of processor time that this thread has used.
inline double threadMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Times what each event of the main thread takes, with all that it sends on the way: a slice.
class TimedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (QThread::currentThread() != thread()) // other threads' events come by here too
            return QApplication::notify(receiver, event);
        if (m_depth++ > 0 || !m_isOn) {
            const bool done = QApplication::notify(receiver, event);
            --m_depth;
            return done;
        }
        // An event may delete its receiver, or itself.
        const QByteArray name = QByteArray(receiver->metaObject()->className()) + ' ' +
                                receiver->objectName().toLatin1() + ' ' + QByteArray::number(event->type());
        QElapsedTimer timer;
        timer.start();
        const double before = threadMs();
        const bool done = QApplication::notify(receiver, event);
        const double cpu = threadMs() - before;
        m_longest = std::max(m_longest, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        --m_depth;
        ++m_slices;
        if (cpu > m_longestCpu) {
            m_longestCpu = cpu;
            m_longestName = name;
        }
        return done;
    }
    void begin() {
        m_isOn = true;
        m_longest = 0;
        m_longestCpu = 0;
        m_slices = 0;
        m_longestName.clear();
    }
    /// The longest slice since begin(): by the clock on the wall, and without what other programs took of the
    /// core.
    QJsonObject end() {
        m_isOn = false;
        using namespace Qt::StringLiterals;
        return {{u"longestMs"_s, m_longest},
                {u"longestCpuMs"_s, m_longestCpu},
                {u"longestIn"_s, QString::fromLatin1(m_longestName)},
                {u"slices"_s, m_slices}};
    }

private:
    int m_depth = 0;
    bool m_isOn = false;
    int m_slices = 0;
    double m_longest = 0;
    double m_longestCpu = 0;
    QByteArray m_longestName;
};

/// As the program sets the allocator, see main_gui.cpp.
inline void setAllocatorUp() {
#ifdef __GLIBC__
    mallopt(M_MXFAST, 0);
#endif
}

/// Real time goes by, as between two keys.
inline void letGo(int milliseconds) {
    QEventLoop loop;
    QTimer::singleShot(milliseconds, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

template <class Condition> void waitFor(Condition condition) {
    while (!condition())
        letGo(1);
}

/// Does it as part of an event, so that it is a slice of its own.
inline void inOneSlice(std::function<void()> work) {
    QEventLoop loop;
    QTimer::singleShot(0, &loop, [&] {
        work();
        loop.quit();
    });
    loop.exec();
}

inline double residentMiB() {
    using namespace Qt::StringLiterals;
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("VmRSS:"))
                return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    return 0;
}

/// As the engine makes it: its memory is not of the main thread's arena.
template <class Make> auto elsewhere(Make make) {
    decltype(make()) made;
    std::thread([&] { made = make(); }).join();
    return made;
}

} // namespace milepost
