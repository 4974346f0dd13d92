// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journeytest.h"

#include <QFileInfo>
#include <QListView>

namespace milepost {

using namespace Qt::StringLiterals;

void JourneyTest::initTestCase_data() {
    QTest::addColumn<bool>("byKeyboard");
    QTest::newRow("mouse") << false;
    QTest::newRow("keyboard") << true;
}

void JourneyTest::init() {
    QFETCH_GLOBAL(bool, byKeyboard);
    m_hand = std::make_unique<Hand>(byKeyboard ? Hand::Kind::Keyboard : Hand::Kind::Mouse);
    m_journey = std::make_unique<JourneyWindow>();
}

void JourneyTest::cleanup() {
    if (QTest::currentTestFailed() && m_journey) {
        const QString file = u"journey-%1-%2.png"_s.arg(QString::fromLatin1(QTest::currentTestFunction()),
                                                        m_hand->isKeyboard() ? u"keyboard"_s : u"mouse"_s);
        m_journey->window().grab().save(file);
        qInfo().noquote() << "picture:" << QFileInfo(file).absoluteFilePath();
    }
    if (m_journey && m_journey->desktop().backend().sandbox())
        sandbox().release();
    m_journey.reset();
}

bool JourneyTest::lookAtTheSandbox() {
    return m_journey->start() && press("sandboxButton") && looked() && m_journey->session().isSandbox();
}

bool JourneyTest::looked() {
    return QTest::qWaitFor(
        [this] { return m_journey->session().survey() != nullptr && !m_journey->session().isReading(); },
        k_patience);
}

bool JourneyTest::goTo(PageId page) {
    MainWindow& window = m_journey->window();
    if (m_hand->isKeyboard()) {
        const QKeyCombination key = window.keyOf(page)[0];
        m_journey->press(key.key(), key.keyboardModifiers());
        return window.currentPage() == page;
    }
    for (QListView* list : window.findChild<NavigationRail*>()->findChildren<QListView*>())
        for (int row = 0; row < list->model()->rowCount(); ++row)
            if (const QModelIndex entry = list->model()->index(row, 0);
                entry.data().toString() == pageName(page))
                return m_hand->choose(list, entry) && window.currentPage() == page;
    return false;
}

bool JourneyTest::openStep(SetupStep step) {
    if (!goTo(PageId::Setup))
        return false;
    auto* steps = m_journey->shown<QListView>("steps");
    return steps != nullptr && m_hand->choose(steps, steps->model()->index(stepNumber(step) - 1, 0));
}

bool JourneyTest::press(const char* name) {
    if (!QTest::qWaitFor([&] { return m_journey->shown(name) != nullptr; }, k_patience)) {
        qWarning("%s cannot be used", name);
        return false;
    }
    return m_hand->use(m_journey->shown(name));
}

bool JourneyTest::type(const char* field, const QString& text) {
    if (!QTest::qWaitFor([&] { return m_journey->shown<QLineEdit>(field) != nullptr; }, k_patience)) {
        qWarning("%s cannot be used", field);
        return false;
    }
    return m_hand->type(m_journey->shown<QLineEdit>(field), text);
}

bool JourneyTest::lookAgain() {
    if (!m_hand->isKeyboard())
        return press("lookAgain");
    m_journey->press(Qt::Key_F5);
    return true;
}

const Job* JourneyTest::lastJob() const {
    const auto& jobs = m_journey->console().jobs().jobs();
    return jobs.empty() ? nullptr : &jobs.back();
}

bool JourneyTest::runEnds() {
    return QTest::qWaitFor([this] { return lastJob() != nullptr && lastJob()->report; }, k_runPatience);
}

qsizetype JourneyTest::standing() const {
    const Profile& profile = *m_journey->session().profile();
    return sandbox().events(profile.mailbox, profile.calendarName).size();
}

} // namespace milepost
