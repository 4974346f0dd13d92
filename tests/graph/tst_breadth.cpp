// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Many mailboxes at once, over real sockets: what goes in batches obeys each mailbox and stands once.
#include "manymailboxes.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_mailboxes = 20;
constexpr int k_each = 12;

} // namespace

class TestBreadth : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void eachMailboxIsObeyed();
    void faultsOfOneDoNotTouchTheOthers();

private:
    [[nodiscard]] int refused() const;
    [[nodiscard]] int children() const;

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
};

void TestBreadth::init() {
    sandbox::Options options;
    options.traps = false;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_machine = std::make_unique<Machine>(*m_sandbox);
}

void TestBreadth::cleanup() {
    m_machine.reset();
    m_sandbox.reset();
}

int TestBreadth::refused() const {
    int count = 0;
    for (const QJsonValue call : m_sandbox->log())
        count += call[u"status"_s].toInt() == 429 ? 1 : 0;
    return count;
}

int TestBreadth::children() const {
    int count = 0;
    for (const QJsonValue call : m_sandbox->log())
        count += call[u"child"_s].toBool() ? 1 : 0;
    return count;
}

void TestBreadth::eachMailboxIsObeyed() {
    const auto calendars = defaultCalendars(*m_machine, k_mailboxes);
    QCOMPARE(calendars.size(), size_t(k_mailboxes));
    // Slow enough that requests have to share connections.
    QVERIFY(m_sandbox->control(u"options"_s, {{u"latencyMilliseconds"_s, 20}}));
    m_sandbox->resetLog();
    Written written;
    writeInto(*m_machine, calendars, k_each, written);
    QCOMPARE(written.created, k_mailboxes * k_each);
    QCOMPARE(written.failed, 0);
    QCOMPARE(refused(), 0); // never more in one mailbox than it bears
    QVERIFY(children() > k_mailboxes * k_each / 2);
    QCOMPARE(taggedEvents(*m_sandbox).size(), k_mailboxes * k_each);
    QCOMPARE(taggedEvents(*m_sandbox).uniqueKeys().size(), k_mailboxes * k_each);
}

/// One mailbox answers nothing but errors: it alone fails, though the others' requests go along with its own.
void TestBreadth::faultsOfOneDoNotTouchTheOthers() {
    const auto calendars = defaultCalendars(*m_machine, k_mailboxes);
    QVERIFY(m_sandbox->control(u"options"_s, {{u"latencyMilliseconds"_s, 20}}));
    m_sandbox->addFault({{u"method"_s, u"POST"_s}, {u"mailbox"_s, calendars[6].mailbox}, {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    m_sandbox->resetLog();
    Written written;
    writeInto(*m_machine, calendars, k_each, written);
    QCOMPARE(written.failed, k_each);
    QCOMPARE(written.created, (k_mailboxes - 1) * k_each);
    QCOMPARE(taggedEvents(*m_sandbox).size(), (k_mailboxes - 1) * k_each);
    QVERIFY(children() > k_mailboxes * k_each / 2);
}

QTEST_GUILESS_MAIN(TestBreadth)
#include "tst_breadth.moc"
