// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../presentation/fakebackend.h"
#include "../presentation/planworld.h"
#include "widgets/console.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace milepost {

/// The whole window, its profile chosen, over an engine that answers when the test says so.
class ConsoleWindow : public QObject {
protected:
    /// Once for all tests of a program: what a window keeps goes into a folder of the test's own.
    void dress() {
        using namespace Qt::StringLiterals;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(u"milepost-test"_s);
        m_theme = std::make_unique<Theme>(*qApp);
    }
    /// Not shown yet.
    void openWith(const Profile& profile) {
        m_backend = std::make_unique<FakeBackend>();
        m_console = std::make_unique<Console>(*m_backend, *m_theme);
        m_console->session().open(profile.name);
        while (m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}})) {
        }
        QTRY_VERIFY(m_console->session().profile());
    }
    void open() {
        m_world = PlanWorld::usual();
        openWith(m_world.profile);
    }
    /// Tracker and calendar are read.
    void look() {
        m_console->session().refresh();
        QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
        QTRY_VERIFY(m_console->session().survey());
    }
    void show() {
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void close() {
        m_console.reset();
        m_backend.reset();
    }

    [[nodiscard]] MainWindow& window() { return m_console->window(); }
    [[nodiscard]] QWidget& page(PageId id) { return *window().page(id); }
    template <class T = QWidget> [[nodiscard]] T* part(PageId id, const char* name) {
        return page(id).findChild<T*>(QString::fromLatin1(name));
    }
    /// By mouse; one that cannot be pressed is a failure.
    static void click(QAbstractButton* button) {
        QVERIFY(button != nullptr && button->isVisible() && button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// Every word on it.
    [[nodiscard]] static QString labelsOf(const QWidget& widget) {
        QStringList texts;
        for (const QLabel* label : widget.findChildren<QLabel*>())
            texts << label->text();
        return texts.join(u' ');
    }

    QTemporaryDir m_folder;
    PlanWorld m_world;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
};

} // namespace milepost
