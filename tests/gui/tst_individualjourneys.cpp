// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/graphclient.h"
#include "journeytest.h"
#include "presentation/requesttext.h"
#include "presentation/standingtexts.h"

#include <QComboBox>

using namespace milepost;
using namespace Qt::StringLiterals;
using Nothing = PreviewPresenter::Nothing;

/// A calendar for each person: from the set-up to a run, on the real window with the real engine.
class TestIndividualJourneys : public JourneyTest {
    Q_OBJECT

private slots:
    void fromTheSetupToEverybodysCalendar();

private:
    /// So few deliverables are left that a run is over soon.
    [[nodiscard]] bool leaveFewDeliverables() {
        QJsonArray gone;
        for (const Deliverable& deliverable : m_journey->session().survey()->data().deliverables)
            if (gone.size() + k_deliverables < std::ssize(m_journey->session().survey()->data().deliverables))
                gone.append(deliverable.id);
        return sandbox()
            .control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"delete"_s, gone}})
            .has_value();
    }
    /// The box is on the screen, and takes the entry of that value.
    [[nodiscard]] bool chooseIn(const char* box, const QString& value) {
        auto* combo = m_journey->shown<QComboBox>(box);
        if (combo == nullptr || !hand().use(combo))
            return false;
        if (combo->view()->isVisible())
            combo->hidePopup();
        QTest::keyClick(combo, Qt::Key_Home);
        while (combo->currentData() != value && combo->currentIndex() + 1 < combo->count())
            QTest::keyClick(combo, Qt::Key_Down);
        return combo->currentData() == value;
    }
    /// By address, how many events of ours stand there.
    [[nodiscard]] std::map<QString, int> standingByMailbox() const {
        std::map<QString, int> standing;
        const auto state = sandbox().control(u"state"_s);
        const QJsonObject mailboxes = state->value(u"mailboxes"_s).toObject();
        for (auto mailbox = mailboxes.begin(); mailbox != mailboxes.end(); ++mailbox)
            for (const QJsonValue calendar : mailbox->toObject().value(u"calendars"_s).toArray())
                for (const QJsonValue event : calendar.toObject().value(u"events"_s).toArray())
                    if (!event.toObject().value(u"extended"_s).toObject().isEmpty())
                        ++standing[mailbox.key()];
        standing.erase(sandbox::demo::k_mailbox.toString()); // another tracker writes there
        return standing;
    }

    static constexpr int k_deliverables = 24;
};

void TestIndividualJourneys::fromTheSetupToEverybodysCalendar() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(leaveFewDeliverables());
    QVERIFY(openStep(SetupStep::Calendar));
    QVERIFY(m_journey->shown("mailbox") != nullptr);
    QVERIFY(m_journey->shown("personCalendar") == nullptr);
    QVERIFY(type("mailbox", {}));
    QVERIFY(chooseIn("mode", u"individual"_s));
    QVERIFY(m_journey->shown("mailbox") == nullptr); // no shared one is asked for
    QVERIFY(m_journey->shown("personCalendar") != nullptr);
    QVERIFY(press("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(found(SetupStep::Calendar) == State::Ok, k_patience);
    QVERIFY(press("save"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().profile()->isIndividual(), k_patience);

    QVERIFY(goTo(PageId::Preview));
    const auto before = m_journey->session().survey();
    QVERIFY(lookAgain());
    QTRY_VERIFY_WITH_TIMEOUT(
        m_journey->session().survey() != before && m_journey->session().survey()->isIndividual(), k_patience);
    const Plan plan = *m_journey->session().survey()->plan();
    QVERIFY(plan.summary.create > k_deliverables); // several people have the same deliverable
    const PlanModel& rows = m_journey->console().preview().model();
    QTRY_VERIFY(rows.groupIndex(PlanGroup::Add).isValid());
    for (int row = 0; row < rows.rowCount(rows.groupIndex(PlanGroup::Add)); ++row) {
        const QModelIndex index = rows.index(row, PlanModel::EventColumn, rows.groupIndex(PlanGroup::Add));
        const Action& action = *rows.action(index);
        QVERIFY(index.data().toString().endsWith(plan.mailboxOf(action)->address));
        QVERIFY(requestText(action, plan, *m_journey->session().profile())
                    .contains(mailboxPath(plan.mailboxOf(action)->id)));
    }
    QVERIFY(!leftOutTexts(plan).isEmpty()); // who has no mailbox is said
    QVERIFY(m_journey->shown("leftOutBanner") != nullptr);
    const auto ready = m_journey->console().preview().prepare();
    QVERIFY(ready && ready->target.contains(plan.target.calendarName));
    QVERIFY(apply());
    QVERIFY(runEnds());
    QVERIFY(lastJob()->report->verified);
    QCOMPARE(lastJob()->report->summary.created, plan.summary.create);
    std::map<QString, int> planned;
    for (const Action& action : plan.actions)
        ++planned[plan.mailboxOf(action)->address];
    QCOMPARE(standingByMailbox(), planned);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().preview().nothing() == Nothing::NothingToDo, k_patience);

    const auto after = m_journey->session().survey();
    const qint64 id = plan.actions.front().key.deliverable;
    for (const Deliverable& deliverable : after->data().deliverables)
        if (deliverable.id == id)
            for (const StandingPlace& place : after->places(id))
                QVERIFY(whyText(*after, deliverable).answer.contains(after->mailbox(place.mailbox)->address));
    QCOMPARE(sandbox().mailsSent(), 0);
}

QTEST_MAIN(TestIndividualJourneys)
#include "tst_individualjourneys.moc"
