// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../presentation/surveytools.h"
#include "consolewindow.h"
#include "widgets/setuppage.h"

#include <QPushButton>

namespace milepost {

/// The page of the set-up in the whole window.
class SetupWindow : public ConsoleWindow {
protected:
    void open() {
        using namespace Qt::StringLiterals;
        openWith(readyProfile(u"a"_s));
        m_page = qobject_cast<SetupPage*>(&page(PageId::Setup));
        window().showPage(PageId::Setup);
        show();
    }
    template <class T> [[nodiscard]] T* part(const QString& name) { return m_page->findChild<T*>(name); }
    [[nodiscard]] SetupPresenter& setup() { return m_console->setup(); }
    /// The page is at that step; its test ends with the report.
    void answer(SetupStep step, ProbeReport report) {
        m_page->showStep(step);
        part<QPushButton>(QStringLiteral("testStep"))->click();
        report.id = *stepProbe(step);
        report.atUtc = m_backend->time.now;
        QVERIFY(m_backend->probeGate.answer(report));
        QTRY_VERIFY(!setup().isBusy());
    }

    SetupPage* m_page = nullptr;
};

} // namespace milepost
