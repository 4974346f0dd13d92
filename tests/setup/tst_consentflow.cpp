// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consentworld.h"
#include "doctor/diagnosis.h"

#include <thread>

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;
using Step = ConsentProgress::Step;

namespace {

const QStringList k_both{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};

} // namespace

/// Consent from our address to our listener and on to the proof, over the sandbox's pages and real sockets.
class TstConsentFlow : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<ConsentWorld>(); }
    void cleanup() { m_world.reset(); }
    void whatIsGrantedIsProved();
    void whoeverDoesNotGrantIsTold_data();
    void whoeverDoesNotGrantIsTold();
    void anotherTenantIsTold();
    void aForeignAnswerChangesNothing();
    void aClosedBrowserIsTold();
    void withoutALocalAddressTheTokenIsAsked_data();
    void withoutALocalAddressTheTokenIsAsked();
    void aRegistrationThatCanBeReadIsSentTheRightWay();
    void exchangesOwnRightIsProofEnough();
    void exchangesRightDoesNotStandInForTheDirectorys();
    void grantsThatSpreadSlowlyAreWaitedFor();
    void grantsThatNeverComeAreGivenUp();
    void whatIsGrantedAlreadyOpensNothing();
    void againAnAnswerCountsAndNoOlderToken();
    void aWrongSecretIsToldBeforeTheBrowserOpens();
    void stoppedItEndsAtOnce_data();
    void stoppedItEndsAtOnce();

private:
    std::unique_ptr<ConsentWorld> m_world;
};

void TstConsentFlow::whatIsGrantedIsProved() {
    m_world->takesAnswers();
    const auto outcome = m_world->grant();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(outcome.wasAnswered && !outcome.wasGranted && !outcome.byExchange);
    QCOMPARE(outcome.roles, k_both);
    QCOMPARE(outcome.mailbox, m_world->wish.mailbox);
    QVERIFY(outcome.provedUtc.isValid());
    QCOMPARE(m_world->person->opened.size(), 1);
    QVERIFY(m_world->person->opened.front().query().contains(u"redirect_uri=http%3A%2F%2Flocalhost"_s));
    QCOMPARE(m_world->told.size(), size_t(3));
    QVERIFY(m_world->told.at(1).step == Step::Answer && m_world->told.at(1).isOpened);
    QVERIFY(!m_world->told.at(1).plainPage.query().contains(u"redirect_uri"_s));
}

void TstConsentFlow::whoeverDoesNotGrantIsTold_data() {
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("cause");
    QTest::newRow("declined") << demo::k_admin.toString() << u"65004"_s << u"consent-declined"_s;
    QTest::newRow("no admin") << demo::k_member.toString() << u"90094"_s << u"consent-account"_s;
}

void TstConsentFlow::whoeverDoesNotGrantIsTold() {
    QFETCH(const QString, who);
    QFETCH(const QString, code);
    QFETCH(const QString, cause);
    m_world->takesAnswers();
    m_world->person->login = who;
    m_world->person->button = "cancel";
    const auto outcome = m_world->grant();
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, code);
    QCOMPARE(diagnose(*outcome.error).cause, cause);
    QVERIFY(!outcome.wasAnswered && outcome.roles.isEmpty());
}

void TstConsentFlow::anotherTenantIsTold() {
    m_world->takesAnswers();
    // Of a single-tenant app the other tenant's admin sees a page of trouble, and no answer comes.
    m_world->open = [](const QUrl& page) {
        QUrlQuery query(page);
        return Person::get(QUrl(query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded)),
                           "admin_consent=True&tenant=" + demo::k_foreignTenant.toLatin1() +
                               "&state=" + query.queryItemValue(u"state"_s, QUrl::FullyDecoded).toLatin1());
    };
    const auto outcome = m_world->grant();
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, u"consent-account"_s);
    QVERIFY(diagnose(*outcome.error).title.contains(u"another tenant"_s));
}

void TstConsentFlow::aForeignAnswerChangesNothing() {
    m_world->takesAnswers();
    m_world->open = [this](const QUrl& page) {
        const QUrl home(QUrlQuery(page).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
        return Person::get(home, "admin_consent=True&state=guessed&tenant=" + demo::k_tenant.toLatin1()) &&
               m_world->person->visit(page);
    };
    const auto outcome = m_world->grant();
    QVERIFY(!outcome.error && outcome.wasAnswered);
    // An answer that is ours and says yes is no proof: nothing was granted here.
    m_world->setApp({{u"granted"_s, QJsonArray()}});
    m_world->spread = 300ms;
    m_world->open = [](const QUrl& page) {
        QUrlQuery query(page);
        return Person::get(QUrl(query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded)),
                           "admin_consent=True&tenant=" + demo::k_tenant.toLatin1() +
                               "&state=" + query.queryItemValue(u"state"_s, QUrl::FullyDecoded).toLatin1());
    };
    const auto forged = m_world->grant();
    QVERIFY(forged.error && forged.wasAnswered);
    QCOMPARE(forged.error->code, u"roles-missing"_s);
}

void TstConsentFlow::aClosedBrowserIsTold() {
    m_world->takesAnswers();
    m_world->person->button.clear();
    m_world->patience = 300ms;
    const auto outcome = m_world->grant();
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, u"sign-in-no-answer"_s);
    QVERIFY(diagnose(*outcome.error).title.contains(u"No answer"_s));
}

void TstConsentFlow::withoutALocalAddressTheTokenIsAsked_data() {
    QTest::addColumn<int>("propagation");
    QTest::newRow("at once") << 0;
    QTest::newRow("later") << 3600;
}

void TstConsentFlow::withoutALocalAddressTheTokenIsAsked() {
    QFETCH(const int, propagation);
    m_world->spreadsAfter(propagation);
    // The page refuses the address that nobody registered; the other one takes none.
    std::thread spreading;
    m_world->open = [&](const QUrl& page) {
        return m_world->person->visit(page) || m_world->person->saw("AADSTS50011");
    };
    m_world->tell = [&](const ConsentProgress& progress) {
        if (progress.step != Step::Answer || spreading.joinable())
            return;
        QVERIFY(m_world->person->saw("AADSTS50011"));
        spreading = std::thread([this, plain = progress.plainPage] {
            Person other(m_world->box);
            other.visit(plain);
            m_world->spreadsAfter(0);
        });
    };
    const auto outcome = m_world->grant();
    spreading.join();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(!outcome.wasAnswered);
    QCOMPARE(outcome.roles, k_both);
}

void TstConsentFlow::aRegistrationThatCanBeReadIsSentTheRightWay() {
    m_world->hasDirectory = true;
    m_world->setApp({{u"granted"_s, QJsonArray{u"Application.Read.All"_s}}});
    const auto plain = m_world->grant();
    QVERIFY2(!plain.error, plain.error ? qPrintable(plain.error->summary()) : "");
    QVERIFY(!plain.wasAnswered);
    QVERIFY(!m_world->person->opened.front().query().contains(u"redirect_uri"_s));
    m_world->setApp({{u"granted"_s, QJsonArray{u"Application.Read.All"_s}}});
    m_world->takesAnswers();
    QVERIFY(m_world->grant().wasAnswered);
    QVERIFY(m_world->person->opened.back().query().contains(u"redirect_uri"_s));
}

void TstConsentFlow::exchangesOwnRightIsProofEnough() {
    m_world->setApp({{u"granted"_s, QJsonArray{u"User.ReadBasic.All"_s}}});
    m_world->open = [this](const QUrl&) {
        m_world->control(u"options"_s, {{u"rbacMailboxes"_s, QJsonArray{m_world->wish.mailbox}}});
        return true;
    };
    const auto outcome = m_world->grant();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(outcome.byExchange && !outcome.wasAnswered);
    QCOMPARE(outcome.mailbox, m_world->wish.mailbox);
    QCOMPARE(outcome.roles, QStringList{u"User.ReadBasic.All"_s});
}

void TstConsentFlow::exchangesRightDoesNotStandInForTheDirectorys() {
    m_world->control(u"options"_s, {{u"rbacMailboxes"_s, QJsonArray{m_world->wish.mailbox}}});
    m_world->person->button.clear();
    m_world->patience = 300ms;
    const auto outcome = m_world->grant();
    QVERIFY(outcome.error && !outcome.byExchange);
}

void TstConsentFlow::grantsThatSpreadSlowlyAreWaitedFor() {
    m_world->takesAnswers();
    m_world->spreadsAfter(3600);
    std::thread spreading;
    m_world->tell = [&](const ConsentProgress& progress) {
        if (progress.step == Step::Spread)
            spreading = std::thread([this] { m_world->spreadsAfter(0); });
    };
    const auto outcome = m_world->grant();
    spreading.join();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(outcome.wasAnswered);
    QCOMPARE(outcome.roles, k_both);
}

void TstConsentFlow::grantsThatNeverComeAreGivenUp() {
    m_world->takesAnswers();
    m_world->spreadsAfter(3600);
    m_world->spread = 300ms;
    const auto outcome = m_world->grant();
    QVERIFY(outcome.error && outcome.wasAnswered);
    QCOMPARE(outcome.error->code, u"roles-missing"_s);
    QVERIFY(outcome.error->detail.contains(u"Calendars.ReadWrite"_s));
    QVERIFY(diagnose(*outcome.error).retryable);
}

void TstConsentFlow::whatIsGrantedAlreadyOpensNothing() {
    m_world->setApp({{u"granted"_s, QJsonArray::fromStringList(k_both)}});
    const auto outcome = m_world->grant();
    QVERIFY(!outcome.error && outcome.wasGranted);
    QVERIFY(m_world->person->opened.isEmpty());
    QCOMPARE(outcome.roles, k_both);
}

void TstConsentFlow::againAnAnswerCountsAndNoOlderToken() {
    m_world->setApp({{u"granted"_s, QJsonArray::fromStringList(k_both)}});
    m_world->takesAnswers();
    m_world->wish.again = true;
    QVERIFY(m_world->grant().wasAnswered);
    m_world->person->button.clear();
    m_world->patience = 300ms;
    const auto closed = m_world->grant();
    QCOMPARE(closed.error ? closed.error->code : QString(), u"sign-in-no-answer"_s);
}

void TstConsentFlow::aWrongSecretIsToldBeforeTheBrowserOpens() {
    m_world->setSecret(u"no"_s);
    const auto outcome = m_world->grant();
    QCOMPARE(outcome.error ? outcome.error->code : QString(), u"7000215"_s);
    QVERIFY(m_world->person->opened.isEmpty());
}

void TstConsentFlow::stoppedItEndsAtOnce_data() {
    QTest::addColumn<int>("step");
    for (const Step step : {Step::Look, Step::Answer, Step::Spread})
        QTest::addRow("step %d", int(step)) << int(step);
}

void TstConsentFlow::stoppedItEndsAtOnce() {
    QFETCH(const int, step);
    m_world->takesAnswers();
    m_world->spreadsAfter(3600);
    if (step == int(Step::Answer))
        m_world->person->button.clear();
    m_world->patience = m_world->spread = 10min;
    std::stop_source stop;
    QElapsedTimer since;
    m_world->tell = [&](const ConsentProgress& progress) {
        if (int(progress.step) == step) {
            since.start();
            stop.request_stop();
        }
    };
    const auto outcome = m_world->grant(stop.get_token());
    QVERIFY(outcome.error && outcome.error->isCancelled());
    QVERIFY2(since.elapsed() < 5'000, qPrintable(QString::number(since.elapsed())));
}

QTEST_GUILESS_MAIN(TstConsentFlow)
#include "tst_consentflow.moc"
