// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/directory.h"
#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
using Mailbox = TenantUser::Mailbox;

/// Look-ups in the directory against the sandbox's: by name, mail and alias, in batches, with faults.
class TestDirectory : public QObject {
    Q_OBJECT

private slots:
    void init() {
        sandbox::Sandbox::Options options;
        options.traps = false;
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        QVERIFY(m_sandbox->start());
        setRoles({u"Calendars.ReadWrite"_s, u"User.Read.All"_s});
    }
    void cleanup() {
        m_machine.reset();
        m_sandbox.reset();
    }

    void eachKindOfUserSaysWhatItIs_data() {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("name"); // "": nobody
        QTest::addColumn<int>("mailbox");
        QTest::newRow("own address") << u"PERSON01@contoso.example"_s << u"person01@contoso.example"_s << 1;
        QTest::newRow("alias") << u"alias-person01@contoso.example"_s << u"person01@contoso.example"_s << 1;
        QTest::newRow("no mailbox") << u"kiosk@contoso.example"_s << u"kiosk@contoso.example"_s << 2;
        QTest::newRow("guest's mail") << u"ann@fabrikam.example"_s << sandbox::demo::k_guest.toString() << 2;
        QTest::newRow("barred") << u"vault@contoso.example"_s << u"vault@contoso.example"_s << 3;
        QTest::newRow("nobody") << u"nobody@contoso.example"_s << QString() << 0;
        QTest::newRow("signs of the query") << u"o'neill+a&b#1=2%27@contoso.example"_s << QString() << 0;
    }
    void eachKindOfUserSaysWhatItIs() {
        QFETCH(QString, asked);
        QFETCH(QString, name);
        QFETCH(int, mailbox);
        const DirectoryAnswer answer = ask(asked);
        QVERIFY2(!answer.failure, answer.failure ? qPrintable(answer.failure->summary()) : "");
        QCOMPARE(answer.users.size(), size_t(name.isEmpty() ? 0 : 1));
        QVERIFY(!answer.aliasesHidden);
        if (name.isEmpty())
            return;
        QCOMPARE(answer.users.front().principalName, name);
        QVERIFY(answer.users.front().mailbox == Mailbox(mailbox));
        QCOMPARE(answer.users.front().enabled, std::optional(true));
        // By the object id: the same user.
        const QString id = answer.users.front().id;
        const auto again = lookUp(m_machine->graph(), {{}, {id}}, {});
        QVERIFY(again && again->at(addressKey(id)).users == answer.users);
    }

    void whatSeveralUsersAnswerToIsGivenWhole() {
        // One is called so, the other's mail is so: neither is meant more than the other.
        change(u"person07@contoso.example"_s, {{u"mail"_s, u"person01@contoso.example"_s}});
        QCOMPARE(ask(u"person01@contoso.example"_s).users.size(), size_t(2));
        // Called so, while mail of that address goes to somebody else.
        change(u"person08@contoso.example"_s, {{u"mail"_s, u"other@contoso.example"_s}});
        change(u"person10@contoso.example"_s,
               {{u"proxyAddresses"_s, QJsonArray{u"smtp:person08@contoso.example"_s}}});
        QCOMPARE(ask(u"person08@contoso.example"_s).users.size(), size_t(2));
    }

    void theBasicRightIsEnoughButForAliasesAndStates_data() {
        QTest::addColumn<bool>("refused");
        QTest::newRow("null") << false;
        QTest::newRow("refused") << true;
    }
    void theBasicRightIsEnoughButForAliasesAndStates() {
        QFETCH(bool, refused);
        setRoles({u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s});
        QVERIFY(m_sandbox->control(u"options"_s, {{u"fullProfileRefused"_s, refused}}));
        change(u"person01@contoso.example"_s, {{u"accountEnabled"_s, false}});
        const DirectoryAnswer answer = ask(u"person01@contoso.example"_s);
        QVERIFY(!answer.failure);
        QCOMPARE(answer.users.size(), size_t(1));
        QVERIFY(!answer.users.front().enabled);
        QVERIFY(answer.users.front().mailbox == Mailbox::Usable);
        const DirectoryAnswer alias = ask(u"alias-person01@contoso.example"_s);
        QVERIFY(!alias.failure && alias.users.empty() && alias.aliasesHidden);
    }

    void aSwitchedOffAccountIsSeenWithTheFullRight() {
        change(u"person01@contoso.example"_s, {{u"accountEnabled"_s, false}});
        QCOMPARE(ask(u"person01@contoso.example"_s).users.front().enabled, std::optional(false));
    }

    void withoutAnyRightNobodyIsUnknown() {
        setRoles({u"Calendars.ReadWrite"_s});
        const auto answers = lookUp(m_machine->graph(), {{u"person01@contoso.example"_s}, {}}, {});
        QVERIFY(!answers);
        QCOMPARE(answers.error().code, u"Authorization_RequestDenied"_s);
    }

    void manyAreAskedInTwenties() {
        QStringList addresses;
        for (int i = 0; i < 40; ++i)
            addresses << u"nobody%1@contoso.example"_s.arg(i);
        m_sandbox->resetLog();
        const auto answers = lookUp(m_machine->graph(), {addresses, {}}, {});
        QVERIFY(answers && answers->size() == 40);
        QCOMPARE(m_sandbox->children(u"GET"_s), 80); // by name and mail, then by alias
        QCOMPARE(m_sandbox->requests(u"graph"_s, u"POST"_s), 4);
    }

    void onlyTheChildThatFailedIsAskedAgain() {
        for (const QJsonObject& fault :
             {QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 429}, {u"retryAfter"_s, u"0.2"_s}},
              QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 503}, {u"retryAfter"_s, u"0.2"_s}},
              QJsonObject{{u"kind"_s, u"dropBefore"_s}}, QJsonObject{{u"kind"_s, u"html200"_s}}}) {
            m_sandbox->clearFaults();
            m_sandbox->addFault({{u"child"_s, true}, {u"query"_s, u"person07"_s}}, fault);
            m_sandbox->resetLog();
            const auto answers = lookUp(
                m_machine->graph(), {{u"person01@contoso.example"_s, u"person07@contoso.example"_s}, {}}, {});
            QVERIFY(answers);
            const bool isLasting = fault.value(u"kind"_s) == u"html200"_s;
            QCOMPARE(answers->at(u"person01@contoso.example"_s).users.size(), size_t(1));
            QCOMPARE(answers->at(u"person07@contoso.example"_s).users.size(), size_t(isLasting ? 0 : 1));
            QCOMPARE(answers->at(u"person07@contoso.example"_s).failure.has_value(), isLasting);
            QCOMPARE(asked(u"person01"_s), 1);
            QCOMPARE(asked(u"person07"_s), isLasting ? 1 : 2);
        }
    }

    void aChildThatAlwaysFailsIsItsOwnFailureAlone() {
        m_sandbox->addFault({{u"child"_s, true}, {u"query"_s, u"person07"_s}, {u"times"_s, 0}},
                            {{u"kind"_s, u"status"_s}, {u"status"_s, 503}, {u"retryAfter"_s, u"0.01"_s}});
        const auto answers = lookUp(m_machine->graph(),
                                    {{u"person01@contoso.example"_s, u"person07@contoso.example"_s}, {}}, {});
        QVERIFY(answers);
        QVERIFY(!answers->at(u"person01@contoso.example"_s).failure);
        QCOMPARE(answers->at(u"person07@contoso.example"_s).failure->httpStatus, 503);
        QCOMPARE(asked(u"person07"_s), 3); // as often as the policy allows
    }

    void aMailboxThatGaveNoAnswerIsNotAbsent() {
        m_sandbox->addFault({{u"child"_s, true}, {u"path"_s, u"/calendar"_s}, {u"times"_s, 0}},
                            {{u"kind"_s, u"status"_s}, {u"status"_s, 503}, {u"retryAfter"_s, u"0.01"_s}});
        QVERIFY(ask(u"person01@contoso.example"_s).users.front().mailbox == Mailbox::Unknown);
    }

    void anEnvelopeThatFailsIsRepeatedAndThenEndsIt() {
        const QJsonObject envelope{{u"path"_s, u"/$batch"_s}};
        m_sandbox->addFault(envelope, {{u"kind"_s, u"dropBefore"_s}});
        QCOMPARE(ask(u"person01@contoso.example"_s).users.size(), size_t(1));
        m_sandbox->addFault(envelope, {{u"kind"_s, u"status"_s}, {u"status"_s, 424}});
        QCOMPARE(ask(u"person01@contoso.example"_s).users.size(), size_t(1));
        m_sandbox->addFault({{u"path"_s, u"/$batch"_s}, {u"times"_s, 0}},
                            {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
        QVERIFY(!lookUp(m_machine->graph(), {{u"person01@contoso.example"_s}, {}}, {}));
    }

private:
    void setRoles(const QStringList& roles) {
        QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray::fromStringList(roles)}}));
        Machine::Options options;
        options.createCalendar = false;
        m_machine = std::make_unique<Machine>(*m_sandbox, options); // the token of before holds other roles
    }
    void change(const QString& mailbox, QJsonObject what) {
        what.insert(u"mailbox"_s, mailbox);
        QVERIFY(m_sandbox->control(u"mailbox"_s, what));
    }
    DirectoryAnswer ask(const QString& address) {
        const auto answers = lookUp(m_machine->graph(), {{address}, {}}, {});
        return answers ? answers->at(addressKey(address)) : DirectoryAnswer{{}, answers.error()};
    }
    /// How often the first question about an address was asked.
    int asked(const QString& name) {
        int count = 0;
        for (const QJsonValue entry : m_sandbox->log())
            if (entry[u"child"_s].toBool() && entry[u"query"_s].toString().contains(name) &&
                entry[u"query"_s].toString().contains(u"userPrincipalName%20eq"_s))
                ++count;
        return count;
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
};

QTEST_GUILESS_MAIN(TestDirectory)
#include "tst_directory.moc"
