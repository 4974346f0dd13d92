// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/directory.h"
#include "graph/permissionuse.h"
#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Which permissions were used: by what a call is, and by what was answered.
class TestPermissionUse : public QObject {
    Q_OBJECT

private slots:
    void aCallNeedsThe_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("permission");
        const auto row = [](const char* method, const char* path, const char* permission) {
            QTest::addRow("%s %s", method, path)
                << QByteArray(method) << QByteArray(path) << QString::fromLatin1(permission);
        };
        row("GET", "users/a%2Fb%40c/calendars", "Calendars.ReadWrite");
        row("GET", "users/a/calendar?$select=id", "Calendars.ReadWrite");
        row("GET", "users/a/calendarGroups", "Calendars.ReadWrite");
        row("PATCH", "users/a/events/x", "Calendars.ReadWrite");
        row("POST", "users/a/calendars/x/events", "Calendars.ReadWrite");
        row("GET", "users/a/mailboxSettings/timeZone", "MailboxSettings.Read");
        row("GET", "users/calendar?$select=id", "User.ReadBasic.All"); // somebody is called so
        row("GET", "users?$select=id&$top=1", "User.ReadBasic.All");
        row("GET", "users?$filter=proxyAddresses/any(p:p eq 'smtp:a')", "User.Read.All");
        row("GET", "users/a?$select=id,accountEnabled", "User.Read.All");
        row("GET", "users/a/manager", "");
        row("GET", "applications(appId='a')?$select=id", "Application.Read.All");
        row("GET", "servicePrincipals/a/appRoleAssignments", "Application.Read.All");
        row("POST", "applications/a/addPassword", "Application.ReadWrite.OwnedBy");
        row("GET", "organization", "");
        row("POST", "$batch", "");
        row("GET", "", "");
    }
    void aCallNeedsThe() {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QTEST(permissionOfCall(method, path), "permission");
    }

    void onlyWhatSucceededCounts() {
        ask({u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s});
        QCOMPARE(used(), QStringList());
        QVERIFY(!m_machine->graph().calendars(u"nobody@contoso.example"_s, {}));
        QCOMPARE(used(), QStringList());
        QVERIFY(!m_machine->graph().timeZone(mailbox(), {})); // 403
        QVERIFY(m_machine->graph().calendars(mailbox(), {}));
        QCOMPARE(used(), QStringList{u"Calendars.ReadWrite"_s});
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QDateTime at = m_use->uses().at(u"Calendars.ReadWrite"_s);
        QVERIFY(at.timeSpec() == Qt::UTC && qAbs(at.secsTo(now)) < 60);
    }

    void theNextDayIsNews() {
        ask({u"Calendars.ReadWrite"_s});
        QVERIFY(m_machine->graph().calendars(mailbox(), {}));
        const QDateTime first = m_use->uses().at(u"Calendars.ReadWrite"_s);
        QVERIFY(m_machine->graph().calendars(mailbox(), {}));
        QCOMPARE(m_use->uses().at(u"Calendars.ReadWrite"_s).date(), first.date());
        m_clock.daysAhead = 2; // a window stays open for weeks
        QVERIFY(m_machine->graph().calendars(mailbox(), {}));
        QVERIFY(m_use->uses().at(u"Calendars.ReadWrite"_s).date() >= first.date().addDays(2));
    }

    void eachChildOfABatchCountsForItself() {
        ask({u"User.ReadBasic.All"_s}); // neither aliases, nor accounts, nor calendars may be seen
        QVERIFY(lookUp(m_machine->graph(),
                       {{u"alias-person01@contoso.example"_s, u"person02@contoso.example"_s}, {}}, {}));
        QCOMPARE(used(), QStringList{u"User.ReadBasic.All"_s});
        ask({u"Calendars.ReadWrite"_s, u"User.Read.All"_s});
        QVERIFY(lookUp(m_machine->graph(), {{u"alias-person01@contoso.example"_s}, {}}, {}));
        QCOMPARE(used(),
                 (QStringList{u"Calendars.ReadWrite"_s, u"User.Read.All"_s, u"User.ReadBasic.All"_s}));
    }

    void aRunUsesWhatItSendsTogether() {
        ask({u"Calendars.ReadWrite"_s}, true);
        QVERIFY(m_machine->sync().status == RunStatus::Succeeded);
        QCOMPARE(used(), QStringList{u"Calendars.ReadWrite"_s});
    }

    void anAnswerThatNobodyCanReadIsNoUse() {
        ask({u"Calendars.ReadWrite"_s, u"User.Read.All"_s});
        m_sandbox->addFault({{u"path"_s, u"/$batch"_s}, {u"times"_s, 0}}, {{u"kind"_s, u"html200"_s}});
        std::ignore = lookUp(m_machine->graph(), {{u"person01@contoso.example"_s}, {}}, {});
        QCOMPARE(used(), QStringList());
    }

private:
    class LaterClock final : public Clock {
    public:
        int daysAhead = 0;
        [[nodiscard]] QDateTime utcNow() const override { return m_true.utcNow().addDays(daysAhead); }
        [[nodiscard]] Result<void> sleep(std::chrono::milliseconds duration,
                                         std::stop_token stop) const override {
            return m_true.sleep(duration, std::move(stop));
        }

    private:
        SystemClock m_true;
    };

    static QString mailbox() { return sandbox::demo::k_mailbox.toString(); }
    QStringList used() const {
        QStringList names;
        for (const auto& [name, atUtc] : m_use->uses())
            names << name;
        return names;
    }
    /// A new computer in a new tenant, where the app has these roles.
    void ask(const QStringList& roles, bool createCalendar = false) {
        m_machine.reset();
        m_clock.daysAhead = 0;
        sandbox::Sandbox::Options setting;
        setting.traps = false;
        setting.deliverables = 5;
        m_sandbox = std::make_unique<sandbox::Sandbox>(setting);
        QVERIFY(m_sandbox->start());
        QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray::fromStringList(roles)}}));
        Machine::Options options;
        options.createCalendar = createCalendar;
        options.wrap = [this](Transport& network) {
            auto use = std::make_unique<PermissionUse>(network, m_clock, m_sandbox->graphRoot());
            m_use = use.get();
            return use;
        };
        m_machine = std::make_unique<Machine>(*m_sandbox, options);
    }

    LaterClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
    PermissionUse* m_use = nullptr; ///< the machine's
};

QTEST_GUILESS_MAIN(TestPermissionUse)
#include "tst_permissionuse.moc"
