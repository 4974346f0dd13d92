// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "benchtenant.h"
#include "doomedrun.h"
#include "storage/exchangefile.h"

#include <algorithm>
#include <map>

#include <QElapsedTimer>
#include <QJsonArray>

namespace milepost::bench {

/// A first run over the mailboxes of people, in a process of its own, against a sandbox in this one whose
/// every answer takes 100 ms.
class WholeRun {
public:
    static constexpr int k_serviceMs = 100;

    /// As tenantOf() takes them; with the exchange log or without it.
    WholeRun(int people, int events, bool keepsRequests = false) {
        using namespace Qt::StringLiterals;
        m_sandbox = tenantOf(people, events);
        (void)m_sandbox->control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}});
        run(keepsRequests);
    }

    [[nodiscard]] const RunnerReport& report() const { return m_report; }
    [[nodiscard]] double seconds() const { return m_seconds; } ///< both sides read and proven
    /// Milliseconds from the first event anywhere to each mailbox's own first, ascending.
    [[nodiscard]] const std::vector<double>& starts() const { return m_starts; }
    /// From the first event to the last.
    [[nodiscard]] double writingSeconds() const { return m_writingSeconds; }
    [[nodiscard]] qint64 envelopes() const { return m_envelopes; }
    [[nodiscard]] int refused() const { return m_refused; }
    [[nodiscard]] qint64 requestsKept() const { return m_requestsKept; }

private:
    void run(bool keepsRequests) {
        using namespace Qt::StringLiterals;
        const QTemporaryDir data;
        DoomedRun run{Endpoints::of(*m_sandbox), data.path()};
        run.individual = true;
        if (keepsRequests)
            run.exchanges = data.filePath(u"exchanges.sqlite"_s);
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QElapsedTimer timer;
        timer.start();
        run.start(process);
        process.waitForFinished(-1);
        m_seconds = double(timer.nsecsElapsed()) / 1e9;
        m_report = RunnerReport::read(process);
        if (keepsRequests)
            if (const auto log = ExchangeFile::openForReading(run.exchanges, QDateTime::currentDateTimeUtc()))
                m_requestsKept = log->lastId().value_or(0);
        readLog();
    }

    void readLog() {
        using namespace Qt::StringLiterals;
        std::map<QString, QDateTime> firsts;
        QDateTime begin;
        QDateTime end;
        for (const QJsonValue call : m_sandbox->log()) {
            m_envelopes += call[u"path"_s].toString().endsWith(u"$batch"_s) ? 1 : 0;
            m_refused += call[u"status"_s].toInt() == 429 ? 1 : 0;
            if (call[u"method"_s] != u"POST"_s || !call[u"path"_s].toString().endsWith(u"/events"_s))
                continue;
            const auto at = QDateTime::fromString(call[u"time"_s].toString(), Qt::ISODateWithMs);
            begin = begin.isValid() ? std::min(begin, at) : at;
            end = end.isValid() ? std::max(end, at) : at;
            firsts.try_emplace(call[u"mailbox"_s].toString(), at);
        }
        for (const auto& [mailbox, at] : firsts)
            m_starts.push_back(double(begin.msecsTo(at)));
        std::ranges::sort(m_starts);
        if (begin.isValid())
            m_writingSeconds = double(begin.msecsTo(end) + k_serviceMs) / 1000;
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    RunnerReport m_report;
    double m_seconds = 0;
    double m_writingSeconds = 0;
    qint64 m_envelopes = 0;
    int m_refused = 0;
    qint64 m_requestsKept = 0;
    std::vector<double> m_starts;
};

} // namespace milepost::bench
