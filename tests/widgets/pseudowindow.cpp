// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pseudowindow.h"

#include "widgets/texts.h"

#include <QApplication>
#include <QLocale>
#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;

namespace milepost {

namespace {

constexpr QSize k_usual(1280, 800);

} // namespace

void PseudoWindow::speak() {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(u"milepost-test"_s);
    QCoreApplication::setApplicationVersion(u"1"_s);
    QLocale::setDefault(QLocale(QLocale::Greek)); // months and days are data
    QVERIFY(installTexts(*qApp, QStringLiteral(MILEPOST_PSEUDO)));
    m_theme = std::make_unique<Theme>(*qApp);
}

void PseudoWindow::open() {
    m_wrong.clear();
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    window().resize(k_usual);
    window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
}

void PseudoWindow::close() {
    m_console.reset();
    m_backend.reset();
    for (const QString& line : m_wrong)
        qWarning().noquote() << line;
    QVERIFY2(m_wrong.isEmpty(), "see the lines above");
}

void PseudoWindow::look(const char* where) { lookAt(window(), where); }

void PseudoWindow::lookAt(QWidget& seen, const char* where) {
    const auto add = [&](const QStringList& wrong, const QString& size) {
        for (const QString& line : wrong)
            if (!m_said.contains(line)) {
                m_said.insert(line);
                m_wrong << QString::fromLatin1(where) + u' ' + size + u": "_s + line;
            }
    };
    QTest::qWait(20);
    add(untranslated(seen), {});
    add(clipped(seen), u"as it opens"_s);
    if (&seen != &window())
        return;
    window().resize(window().minimumSize());
    QTest::qWait(20);
    add(clipped(seen), u"smallest"_s);
    window().resize(k_usual);
    QTest::qWait(20);
}

void PseudoWindow::openWith(const PlanWorld& world) {
    m_console->session().reloadProfiles();
    while (m_backend->profilesGate.answer(std::vector<ProfileEntry>{{world.profile.name, world.profile}})) {
    }
    QTRY_VERIFY(m_console->session().hasLoaded());
    m_console->session().choose(world.profile.name);
    m_console->session().refresh();
    QVERIFY(m_backend->surveyGate.answer(world.survey()));
    QTRY_VERIFY(m_console->session().survey() != nullptr);
}

void PseudoWindow::failWith(const Error& error) {
    m_console->session().refresh();
    QVERIFY(m_backend->surveyGate.answer(std::unexpected(error)));
    QTRY_VERIFY(m_console->session().failure());
}

} // namespace milepost
