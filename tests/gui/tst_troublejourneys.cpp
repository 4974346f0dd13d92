// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "troubletest.h"

#include <QDir>
#include <QFileDialog>

using namespace milepost;
using namespace Qt::StringLiterals;

/// From a complaint to its cause, and by a button to a ladder that is climbed to its end: on the real window
/// with the real engine.
class TestTroubleJourneys : public TroubleTest {
    Q_OBJECT

private slots:
    void aFixMakesItPass_data();
    void aFixMakesItPass();
    void anAdminIsAskedByAFolder_data();
    void anAdminIsAskedByAFolder();
    void aReportIsKeptAndComparedWith();
    void aLadderIsCancelled();

public:
    using Change = std::function<void(TestTroubleJourneys&)>;
};

namespace {

void row(const char* name, LadderId ladder, const char* rung, const QByteArray& button, const char* told,
         const TestTroubleJourneys::Change& fault, const TestTroubleJourneys::Change& meanwhile = {}) {
    QTest::newRow(name) << ladder << QString::fromLatin1(rung) << QString::fromLatin1(button)
                        << QString::fromUtf8(told) << fault << meanwhile;
}

QByteArray fix(RungFix::Kind kind) { return "fix-" + QByteArray::number(static_cast<int>(kind)); }

} // namespace

void TestTroubleJourneys::aFixMakesItPass_data() {
    using Kind = RungFix::Kind;
    using Self = TestTroubleJourneys;
    constexpr auto k_calendar = LadderId::CalendarNotFound;
    QTest::addColumn<LadderId>("ladder");
    QTest::addColumn<QString>("rung");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("told"); // by the question; "": none is asked
    QTest::addColumn<Change>("fault");
    QTest::addColumn<Change>("meanwhile");
    const auto alone = [](Self& self) { // the sandbox has some that come near
        for (const QString& name : {u"project deliverables"_s, u"Project  Deliverables"_s,
                                    u"Projéct Deliverables"_s, u"Project Deliverables "_s})
            self.edit({{u"op"_s, u"deleteCalendar"_s}, {u"calendar"_s, name}});
    };
    const auto gone = [](Self& self) {
        self.edit({{u"op"_s, u"deleteCalendar"_s}, {u"calendar"_s, self.calendar()}});
    };
    row("create", k_calendar, "exact-name", fix(Kind::CreateCalendar), "an empty calendar", [=](Self& self) {
        alone(self);
        gone(self);
    });
    row("create beside some that come near", k_calendar, "near-names", fix(Kind::CreateCalendar),
        "an empty calendar", gone);
    const auto look = [=](Self& self) {
        alone(self);
        self.rename(self.calendar(), u"project Deliverables"_s);
    };
    row("use one that comes near", k_calendar, "near-names", "useNear1", "project Deliverables", look);
    row("rename one that comes near", k_calendar, "near-names", "renameNear1", "Prоject Deliverables",
        [=](Self& self) {
            alone(self);
            self.rename(self.calendar(), u"Prоject Deliverables"_s);
        });
    const auto away = [](Self& self) { self.rename(self.calendar(), u"Put away"_s); };
    row("rename it back", k_calendar, "id-valid", fix(Kind::RenameCalendar), "Put away", away);
    row("use its new name", k_calendar, "id-valid", fix(Kind::UseCalendar), "Put away", away);
    row("look it up anew", k_calendar, "id-valid", fix(Kind::Resolve), "remembers", [=](Self& self) {
        away(self);
        self.edit({{u"op"_s, u"createCalendar"_s}, {u"calendar"_s, self.calendar()}});
    });
    const QJsonArray roles{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
    row(
        "get a new token", LadderId::InsufficientPrivileges, "consent-age", fix(Kind::NewToken), "",
        [=](Self& self) {
            self.control(u"options"_s, {{u"consentDelaySeconds"_s, 3600}});
            self.control(u"application"_s,
                         {{u"granted"_s, QJsonArray{u"User.ReadBasic.All"_s, u"Application.Read.All"_s}},
                          {u"grantedNow"_s, QJsonArray{roles.first()}}});
        },
        [](Self& self) {
            self.control(u"options"_s, {{u"consentDelaySeconds"_s, 0}});
        });
}

void TestTroubleJourneys::aFixMakesItPass() {
    QFETCH(LadderId, ladder);
    QFETCH(QString, rung);
    QFETCH(QString, button);
    QFETCH(QString, told);
    QFETCH(Change, fault);
    QFETCH(Change, meanwhile);
    QVERIFY(lookAtTheSandbox());
    fault(*this);
    QVERIFY(complain(ladder));
    QCOMPARE(failed(), rung);
    if (meanwhile)
        meanwhile(*this);
    QVERIFY(press(qPrintable(button)));
    QVERIFY(told.isEmpty() || agree(told));
    QVERIFY2(passes(), qPrintable(where()));
}

void TestTroubleJourneys::anAdminIsAskedByAFolder_data() {
    using Self = TestTroubleJourneys;
    QTest::addColumn<LadderId>("ladder");
    QTest::addColumn<QString>("rung");
    QTest::addColumn<Change>("fault");
    QTest::addColumn<Change>("admin");
    const QJsonArray roles{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
    const auto scope = [](bool isBlocked) {
        return Change([isBlocked](Self& self) {
            self.control(u"mailbox"_s, {{u"mailbox"_s, self.profile().mailbox}, {u"blocked"_s, isBlocked}});
        });
    };
    QTest::newRow("scope") << LadderId::CalendarNotFound << u"mailbox-scope"_s << scope(true) << scope(false);
    QTest::newRow("access") << LadderId::InsufficientPrivileges << u"mailbox-access"_s << scope(true)
                            << scope(false);
    QTest::newRow("consent") << LadderId::InsufficientPrivileges << u"declared-granted"_s
                             << Change([=](Self& self) {
                                    self.control(u"application"_s,
                                                 {{u"declared"_s, roles},
                                                  {u"granted"_s, QJsonArray{u"User.ReadBasic.All"_s,
                                                                            u"Application.Read.All"_s}}});
                                })
                             << Change([=](Self& self) {
                                    self.control(u"application"_s, {{u"grantedNow"_s, roles}});
                                });
}

void TestTroubleJourneys::anAdminIsAskedByAFolder() {
    QFETCH(LadderId, ladder);
    QFETCH(QString, rung);
    QFETCH(Change, fault);
    QFETCH(Change, admin);
    QVERIFY(lookAtTheSandbox());
    fault(*this);
    QVERIFY(complain(ladder));
    QCOMPARE(failed(), rung);
    QVERIFY(pressFix(RungFix::Kind::RequestPack));
    auto* dialog = m_journey->window().findChild<QFileDialog*>(u"requestFolder"_s);
    QVERIFY(dialog != nullptr && dialog->isVisible());
    const QString folder = m_journey->folder() + u"/for-the-admin"_s;
    emit dialog->fileSelected(folder);
    dialog->reject();
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown("troubleshootNotice") != nullptr, k_patience);
    QVERIFY(QDir(folder).exists(u"README.md"_s));
    admin(*this);
    QVERIFY(press("runAgain"));
    QVERIFY2(passes(), qPrintable(where()));
}

void TestTroubleJourneys::aReportIsKeptAndComparedWith() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(complain(LadderId::CalendarNotFound));
    QCOMPARE(failed(), QString());
    const QString name = m_journey->folder() + u"/well"_s;
    const auto choose = [&](const char* button, const QString& dialog, const QString& path) {
        if (!press(button))
            return false;
        auto* asked = m_journey->window().findChild<QFileDialog*>(dialog);
        if (asked == nullptr)
            return false;
        emit asked->fileSelected(path);
        asked->reject();
        return QTest::qWaitFor(
            [&] { return m_journey->window().findChild<QFileDialog*>(dialog) == nullptr; });
    };
    for (const QString& end : {u".html"_s, u".md"_s, u".json"_s}) {
        QVERIFY(choose("saveReport", u"reportFile"_s, name + end));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(name + end), k_patience);
        QFile file(name + end);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.contains(calendar().toUtf8()), text.constData());
        QVERIFY(!text.contains(sandbox::demo::k_clientSecret.toString().toUtf8()));
    }
    rename(calendar(), u"project deliverables"_s);
    QVERIFY(press("runAgain"));
    QTRY_COMPARE_WITH_TIMEOUT(failed(), u"near-names"_s, k_patience);
    QVERIFY(choose("compareReport", u"earlierReport"_s, name + u".json"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown<QLabel>("changes") != nullptr, k_patience);
    const QString changes = m_journey->shown<QLabel>("changes")->text();
    QVERIFY2(changes.contains(u"Names that come near"_s) && changes.contains(u"before: ok"_s),
             qPrintable(changes));
    QVERIFY(!changes.contains(u"Signing in gives a token"_s)); // that is as it was
}

void TestTroubleJourneys::aLadderIsCancelled() {
    QVERIFY(lookAtTheSandbox());
    sandbox().addFault({{u"area"_s, u"graph"_s}, {u"times"_s, 0}},
                       {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    QVERIFY(goTo(PageId::Troubleshoot));
    QVERIFY(press("ladder-calendar-not-found"));
    QVERIFY(sandbox().waitHeld(std::chrono::milliseconds(k_patience)));
    QVERIFY(trouble().isRunning());
    if (hand().isKeyboard())
        m_journey->press(Qt::Key_Escape);
    else
        QVERIFY(press("runAgain")); // says "Cancel" now
    QTRY_VERIFY_WITH_TIMEOUT(!trouble().isBusy(), k_patience);
    QCOMPARE(trouble().headline(), u"Cancelled"_s);
    sandbox().clearFaults();
    sandbox().release();
    QVERIFY(press("runAgain"));
    QVERIFY2(passes(), qPrintable(where()));
}

QTEST_MAIN(TestTroubleJourneys)
#include "tst_troublejourneys.moc"
