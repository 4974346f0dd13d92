// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consentworld.h"
#include "webdriver.h"

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

/// Consent by a real browser: whether it finds "localhost" where we listen is its own business, and no test
/// of ours can know it.
class TstConsentBrowser : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_world.reset(); }
    void whoAcceptsComesHome();
    void whoDeclinesIsTold();
    void anotherTenantsAdminGetsNowhere();

private:
    /// Signs in on the page that was opened.
    [[nodiscard]] bool signIn(const QUrl& page, QStringView who) {
        return m_browser->open(page) && m_browser->type(u"login"_s, who.toString()) &&
               m_browser->type(u"password"_s, demo::k_peoplePassword.toString()) &&
               m_browser->click(u"signin"_s);
    }

    std::unique_ptr<WebDriver> m_browser;
    std::unique_ptr<ConsentWorld> m_world;
};

void TstConsentBrowser::initTestCase() {
    m_browser = WebDriver::start();
    if (!m_browser)
        QSKIP("NOT TESTED: consent by a real browser. Install chromium and chromium-driver.");
}

void TstConsentBrowser::init() {
    m_world = std::make_unique<ConsentWorld>();
    m_world->takesAnswers();
}

void TstConsentBrowser::whoAcceptsComesHome() {
    m_world->open = [this](const QUrl& page) {
        return signIn(page, demo::k_admin) && m_browser->click(u"accept"_s);
    };
    const auto outcome = m_world->grant();
    QVERIFY2(!outcome.error, qPrintable(m_browser->why()));
    QVERIFY(outcome.wasAnswered);
    QCOMPARE(outcome.roles.size(), 2);
    QVERIFY2(m_browser->address().startsWith(u"http://localhost:"_s), qPrintable(m_browser->address()));
    QVERIFY2(m_browser->text().contains(u"Milepost has the answer"_s), qPrintable(m_browser->text()));
}

void TstConsentBrowser::whoDeclinesIsTold() {
    m_world->open = [this](const QUrl& page) {
        return signIn(page, demo::k_admin) && m_browser->click(u"cancel"_s);
    };
    const auto outcome = m_world->grant();
    QCOMPARE(outcome.error ? outcome.error->code : m_browser->why(), u"65004"_s);
}

void TstConsentBrowser::anotherTenantsAdminGetsNowhere() {
    m_world->patience = std::chrono::milliseconds(300); // for an answer that cannot come
    m_world->open = [this](const QUrl& page) { return signIn(page, demo::k_foreignAdmin); };
    const auto outcome = m_world->grant();
    QCOMPARE(outcome.error ? outcome.error->code : m_browser->why(), u"sign-in-no-answer"_s);
    QVERIFY2(m_browser->text().contains(u"AADSTS50020"_s), qPrintable(m_browser->text()));
}

QTEST_GUILESS_MAIN(TstConsentBrowser)
#include "tst_consentbrowser.moc"
