// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Twenty mailboxes against one, and against a client that posts one event after another: requests that share
// envelopes, with a fixed service time of 100 ms. bench_breadth [EACH]: events in each mailbox; default 500.
#include "baseline/plainclient.h"
#include "manymailboxes.h"

#include <cstdio>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_serviceMs = 100;
constexpr int k_plainEach = 5; ///< the plain client is slow: a part of its work gives its pace

struct Row {
    int created = 0;
    double seconds = 0;
    qint64 envelopes = 0;
    int refused = 0;

    [[nodiscard]] double pace() const { return created / seconds; }
};

class Conditions {
public:
    Conditions() {
        sandbox::Options options;
        options.traps = false;
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        if (!m_sandbox->start())
            qFatal("the sandbox did not start");
        m_machine = std::make_unique<Machine>(*m_sandbox);
    }
    [[nodiscard]] std::vector<CalendarAddress> calendars(size_t count) {
        auto found = defaultCalendars(*m_machine, count);
        (void)m_sandbox->control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}});
        m_sandbox->resetLog();
        return found;
    }
    [[nodiscard]] Row lanes(size_t mailboxes, int each) {
        const auto at = calendars(mailboxes);
        Written written;
        QElapsedTimer timer;
        timer.start();
        writeInto(*m_machine, at, each, written);
        return measured(written.created, timer);
    }
    [[nodiscard]] Row plain(size_t mailboxes) {
        const auto at = calendars(mailboxes);
        const QByteArray token = m_machine->graphToken();
        QElapsedTimer timer;
        timer.start();
        const int created = bench::postOneAfterAnother(m_machine->transport(), token,
                                                       m_sandbox->baseUrl() + u"/graph"_s, at, k_plainEach);
        return measured(created, timer);
    }

private:
    [[nodiscard]] Row measured(int created, const QElapsedTimer& timer) {
        Row row{created, double(timer.nsecsElapsed()) / 1e9};
        for (const QJsonValue call : m_sandbox->log()) {
            row.envelopes += call[u"path"_s].toString().endsWith(u"$batch"_s) ? 1 : 0;
            row.refused += call[u"status"_s].toInt() == 429 ? 1 : 0;
        }
        return row;
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
};

QJsonObject json(const QString& name, const Row& row) {
    return {{u"row"_s, name},
            {u"created"_s, row.created},
            {u"seconds"_s, row.seconds},
            {u"eventsPerSecond"_s, row.pace()},
            {u"envelopes"_s, row.envelopes},
            {u"refused"_s, row.refused}};
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int each = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 500;
    constexpr size_t k_mailboxes = 20;
    const Row one = Conditions().lanes(1, each);
    const Row many = Conditions().lanes(k_mailboxes, each);
    const Row plain = Conditions().plain(k_mailboxes);
    const double ideal = double(k_mailboxes) * LaneWidth::k_most * 1000.0 / k_serviceMs;
    const QJsonObject result{
        {u"bench"_s, u"breadth"_s},
        {u"serviceMs"_s, k_serviceMs},
        {u"mailboxes"_s, qint64(k_mailboxes)},
        {u"rows"_s, QJsonArray{json(u"one mailbox"_s, one), json(u"twenty mailboxes"_s, many),
                               json(u"plain client, twenty mailboxes"_s, plain)}},
        {u"twentyToOne"_s, many.pace() / one.pace()},
        {u"ratioToIdeal"_s, many.pace() / ideal},
        {u"ratioToPlain"_s, many.pace() / plain.pace()}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    const bool isWhole = one.created == each && many.created == each * int(k_mailboxes) &&
                         plain.created == k_plainEach * int(k_mailboxes);
    return isWhole ? 0 : 1;
}
