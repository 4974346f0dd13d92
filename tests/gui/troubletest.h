// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "journeytest.h"
#include "sandbox/sandbox.h"

#include <QDialog>
#include <QLabel>

namespace milepost {

using namespace Qt::StringLiterals;

/// Journeys that begin with a complaint.
class TroubleTest : public JourneyTest {
public:
    void control(const QString& name, const QJsonObject& arguments) {
        const auto done = sandbox().control(name, arguments);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    void edit(const QJsonObject& arguments) { control(u"edit"_s, arguments); }
    void rename(const QString& from, const QString& to) {
        edit({{u"op"_s, u"renameCalendar"_s}, {u"calendar"_s, from}, {u"to"_s, to}});
    }
    [[nodiscard]] const Profile& profile() { return *m_journey->session().profile(); }
    [[nodiscard]] QString calendar() { return profile().calendarName; }

protected:
    [[nodiscard]] TroubleshootPresenter& trouble() { return m_journey->console().troubleshoot(); }
    [[nodiscard]] bool climbed() {
        return QTest::qWaitFor([&] { return !trouble().isBusy() && trouble().report(); }, k_patience);
    }
    /// The rung that failed; "" for none.
    [[nodiscard]] QString failed() {
        const Rung* rung = trouble().report() ? trouble().report()->failedRung() : nullptr;
        return rung == nullptr ? QString() : rung->id;
    }
    /// The complaint is chosen, and its ladder climbed.
    [[nodiscard]] bool complain(LadderId id) {
        return goTo(PageId::Troubleshoot) && press(qPrintable(u"ladder-"_s + ladderName(id))) && climbed();
    }
    /// Somebody reads what will be done, and agrees.
    [[nodiscard]] bool agree(const QString& name) {
        auto* question = m_journey->window().findChild<QDialog*>(u"confirmFix"_s);
        return question != nullptr && question->isVisible() &&
               question->findChild<QLabel*>(u"qt_msgbox_informativelabel"_s)->text().contains(name) &&
               press("fixConfirm");
    }
    [[nodiscard]] bool pressFix(RungFix::Kind kind) {
        return press(QByteArray("fix-" + QByteArray::number(static_cast<int>(kind))).constData());
    }
    [[nodiscard]] bool passes() {
        return QTest::qWaitFor(
            [&] { return !trouble().isBusy() && trouble().report() && failed().isEmpty(); }, k_patience);
    }
    [[nodiscard]] QString where() {
        return failed() + u": "_s +
               (trouble().report() && trouble().report()->failedRung() != nullptr
                    ? trouble().report()->failedRung()->evidence
                    : trouble().headline());
    }
};

} // namespace milepost
