// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "machine.h"

#include <map>

#include <QTest>

namespace milepost {

/// The people map against the sandbox.
class PeopleTest : public QObject {
protected:
    using Rows = std::map<qint64, PersonRow>;

    void open() {
        using namespace Qt::StringLiterals;
        m_sandbox = std::make_unique<sandbox::Sandbox>();
        QVERIFY(m_sandbox->start());
        m_dir = std::make_unique<QTemporaryDir>();
        grant({u"Calendars.ReadWrite"_s, u"User.Read.All"_s});
    }
    void close() {
        m_machine.reset();
        m_sandbox.reset();
    }
    /// A machine whose token holds these roles, on the same journal as before.
    void grant(const QStringList& roles, const QString& user = QStringLiteral("planner")) {
        using namespace Qt::StringLiterals;
        QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray::fromStringList(roles)}}));
        m_machine.reset();
        Machine::Options options;
        options.createCalendar = false;
        options.dataDir = m_dir->path();
        options.trackerUser = user;
        m_machine = std::make_unique<Machine>(*m_sandbox, options);
    }
    void change(const QString& mailbox, QJsonObject what) {
        using namespace Qt::StringLiterals;
        what.insert(u"mailbox"_s, mailbox + u"@contoso.example"_s);
        QVERIFY(m_sandbox->control(u"mailbox"_s, what));
    }
    void account(const QString& name, const QString& email) {
        using namespace Qt::StringLiterals;
        QVERIFY(m_sandbox->control(
            u"tracker"_s, {{u"account"_s, QJsonObject{{u"username"_s, name}, {u"email"_s, email}}}}));
    }
    [[nodiscard]] Rows look() {
        const auto listing = m_machine->people().list({});
        Rows rows;
        if (!listing)
            qWarning().noquote() << listing.error().summary();
        else
            for (const PersonRow& row : listing->rows)
                rows[row.person] = row;
        return rows;
    }
    [[nodiscard]] WishOutcome decide(const std::vector<PersonWish>& wishes,
                                     PeopleEngine::Known known = PeopleEngine::Known::Pin) {
        const auto outcome = m_machine->people().decide(wishes, known, {});
        if (!outcome)
            qWarning().noquote() << outcome.error().summary();
        return outcome ? *outcome : WishOutcome{{{}}, {}, -1};
    }
    [[nodiscard]] std::vector<PersonMapping> kept() {
        return *m_machine->journal().people(sourceOf(m_machine->profile().trackerUrl));
    }
    [[nodiscard]] static QString text(const PersonRow& row) {
        using namespace Qt::StringLiterals;
        return toString(row.state) + u": "_s + reasonText(row) + u' ' + row.address;
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Machine> m_machine;
};

} // namespace milepost
