// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "troubletest.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// One deliverable from "I can't see it" to the calendar, each time by the button of the rung that failed.
class TestExplainJourneys : public TroubleTest {
    Q_OBJECT

private slots:
    void previewsOfOneDeliverableMakeItPass();
    void sharingMakesItPass();

private:
    /// The plan of that deliverable alone is applied, edits in Outlook taken back.
    [[nodiscard]] bool applyOne();
    /// The same after "Preview this one": then the ladder is climbed again by itself.
    [[nodiscard]] bool applyAndClimb() {
        const QDateTime before = trouble().report()->startedUtc;
        return applyOne() && QTest::qWaitFor(
                                 [&] {
                                     return !trouble().isBusy() && trouble().report() &&
                                            trouble().report()->startedUtc != before;
                                 },
                                 k_patience);
    }
    [[nodiscard]] const Deliverable& deliverable();
    [[nodiscard]] QString eventOf(qint64 deliverable);
    void outlook(const QJsonObject& set) {
        edit({{u"op"_s, u"update"_s}, {u"event"_s, eventOf(deliverable().id)}, {u"set"_s, set}});
    }
    [[nodiscard]] bool explain(const QString& viewer = {}) {
        return goTo(PageId::Troubleshoot) && press("explainOne") &&
               type("explainNumber", QString::number(deliverable().id)) && type("explainViewer", viewer) &&
               press("explainGo") && climbed();
    }
    qint64 m_chosen = 0;
};

const Deliverable& TestExplainJourneys::deliverable() {
    const Survey& survey = *m_journey->session().survey();
    const auto& all = survey.data().deliverables;
    const auto chosen = std::ranges::find_if(all, [&](const Deliverable& each) {
        return m_chosen == 0 ? survey.standing(each) == Standing::No : each.id == m_chosen;
    });
    if (chosen == all.end())
        qFatal("there is no such deliverable");
    m_chosen = chosen->id;
    return *chosen;
}

QString TestExplainJourneys::eventOf(qint64 deliverable) {
    const CalendarEvent* event = m_journey->session().survey()->event(deliverable);
    if (event == nullptr)
        qFatal("the event does not stand");
    return event->id;
}

bool TestExplainJourneys::applyOne() {
    PreviewPresenter& preview = m_journey->console().preview();
    if (m_journey->window().currentPage() != PageId::Preview ||
        !QTest::qWaitFor([&] { return !m_journey->session().isReading() && !preview.model().isTaking(); },
                         k_patience))
        return false;
    if (preview.model().narrowed() != std::set<qint64>{m_chosen})
        return false;
    const auto before = m_journey->session().survey();
    PlanModel& model = preview.model();
    if (const QModelIndex edited = model.groupIndex(PlanGroup::Edited); edited.isValid())
        model.toggle(model.index(0, 0, edited));
    if (preview.ticked() != 1 || !apply() || !runEnds())
        return false;
    return QTest::qWaitFor(
        [&] { return !m_journey->session().isReading() && m_journey->session().survey() != before; },
        k_patience);
}

void TestExplainJourneys::previewsOfOneDeliverableMakeItPass() {
    m_chosen = 0;
    QVERIFY(lookAtTheSandbox());
    QVERIFY(explain());
    QCOMPARE(trouble().wish().trace.deliverable.value_or(0), deliverable().id);
    QCOMPARE(trouble().wish().trace.viewer, profile().mailbox); // the usual one
    QCOMPARE(failed(), u"in-calendar"_s);
    QVERIFY(pressFix(RungFix::Kind::Sync));
    QVERIFY(applyAndClimb());
    QVERIFY2(failed().isEmpty(), qPrintable(where()));
    QCOMPARE(standing(), qsizetype(1));

    const auto at = [](const QDate& day) {
        return QJsonObject{{u"dateTime"_s, day.toString(Qt::ISODate) + u"T00:00:00"_s},
                           {u"timeZone"_s, u"W. Europe Standard Time"_s}};
    };
    const QDate day = deliverable().date.value_or(QDate());
    outlook({{u"start"_s, at(day.addDays(1))}, {u"end"_s, at(day.addDays(2))}});
    QVERIFY(explain());
    QCOMPARE(failed(), u"right-day"_s);
    QVERIFY(pressFix(RungFix::Kind::Sync));
    QVERIFY(applyAndClimb());
    QVERIFY2(failed().isEmpty(), qPrintable(where()));

    outlook({{u"categories"_s, QJsonArray()}});
    QVERIFY(explain());
    QCOMPARE(failed(), u"visible"_s);
    QVERIFY(pressFix(RungFix::Kind::Sync));
    QVERIFY(applyAndClimb());
    QVERIFY2(failed().isEmpty(), qPrintable(where()));
}

void TestExplainJourneys::sharingMakesItPass() {
    m_chosen = 0;
    const QString viewer = sandbox::demo::k_secondMailbox.toString();
    QVERIFY(lookAtTheSandbox());
    QVERIFY(explain());
    QVERIFY(pressFix(RungFix::Kind::Sync));
    QVERIFY(applyAndClimb());
    edit({{u"op"_s, u"createCalendar"_s}, // the viewer has accepted it
          {u"mailbox"_s, viewer},
          {u"calendar"_s, calendar()},
          {u"owner"_s, profile().mailbox}});
    QVERIFY(explain(viewer));
    QCOMPARE(failed(), u"shared"_s);
    QVERIFY(pressFix(RungFix::Kind::ShareCalendar));
    QVERIFY(agree(viewer));
    QVERIFY2(passes(), qPrintable(where()));
    // A run that failed is told, and mended by the next.
    control(
        u"tracker"_s,
        {{u"table"_s, u"deliverables"_s},
         {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, m_chosen},
                                             {u"set"_s, QJsonObject{{u"description"_s, u"Renamed"_s}}}}}}});
    sandbox().addFault(
        {{u"area"_s, u"graph"_s}, {u"method"_s, u"PATCH"_s}, {u"times"_s, 0}},
        {{u"kind"_s, u"status"_s}, {u"status"_s, 400}, {u"code"_s, u"ErrorPropertyValidationFailure"_s}});
    QVERIFY(goTo(PageId::Preview));
    m_journey->console().preview().previewOf({m_chosen});
    QVERIFY(lookAgain());
    QVERIFY(applyOne());
    sandbox().clearFaults();
    QVERIFY(explain(viewer));
    QCOMPARE(failed(), u"last-run"_s);
    QVERIFY(pressFix(RungFix::Kind::Sync));
    QVERIFY(applyAndClimb());
    QVERIFY2(failed().isEmpty(), qPrintable(where()));
}

QTEST_MAIN(TestExplainJourneys)
#include "tst_explainjourneys.moc"
