// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../setup/person.h"
#include "journeywindow.h"
#include "widgets/setuppage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

constexpr int k_patience = 30'000; // milliseconds

std::mutex s_logMutex;
QStringList s_log;

void listen(QtMsgType, const QMessageLogContext&, const QString& text) {
    const std::scoped_lock lock(s_logMutex);
    s_log << text;
}

/// Secrets in memory that the test can look into.
class OpenStore final : public SecretStore {
public:
    explicit OpenStore(std::shared_ptr<SessionSecretStore> store) : m_store(std::move(store)) {}
    QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override {
        return m_store->read(std::move(key), stop);
    }
    QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret, std::stop_token stop) override {
        return m_store->write(std::move(key), std::move(secret), stop);
    }
    QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override {
        return m_store->remove(std::move(key), stop);
    }
    QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override {
        return m_store->state(std::move(key), stop);
    }

private:
    std::shared_ptr<SessionSecretStore> m_store;
};

} // namespace

/// An admin at the window and at the browser: the real engine, the sandbox's tenant, real sockets.
class TestAdminJourneys : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void anAdminMakesTheRegistration();
    void anAdminAtAnotherScreenMakesIt();
    void cancelledItLeavesNothing();
    void whatCannotBeTakenAwayIsListed();
    void whoDeclinesIsTold();
    void consentIsGrantedAndProved();
    void consentThatIsDeclinedIsTold();

private:
    [[nodiscard]] SetupPresenter& setup() { return m_journey->console().setup(); }
    [[nodiscard]] qsizetype applications() {
        return m_journey->sandbox()
            .control(u"applications"_s, QJsonObject())
            ->value(u"applications"_s)
            .toArray()
            .size();
    }
    [[nodiscard]] SecretKey key() const {
        return entraKey(u"Office"_s, SecretPurpose::EntraSecret, QUrl(m_profile.custom.authority),
                        m_profile.tenantId, QUrl(m_profile.custom.graphRoot));
    }
    [[nodiscard]] QString secret() {
        const auto read = m_secrets->read(key(), {}).result();
        return read ? read->reveal() : QString();
    }
    [[nodiscard]] QString words(const char* name) {
        auto* label = m_journey->shown<QLabel>(name);
        return label == nullptr ? QString() : label->text();
    }
    [[nodiscard]] bool begin();
    [[nodiscard]] bool beginConsent();
    [[nodiscard]] bool visit() {
        return QTest::qWaitFor([this] { return !m_pages.isEmpty(); }, k_patience) &&
               m_person->visit(m_pages.takeFirst());
    }
    void isNowhere(const QString& secret);

    std::shared_ptr<SessionSecretStore> m_secrets;
    std::unique_ptr<JourneyWindow> m_journey;
    std::unique_ptr<test::Person> m_person;
    Profile m_profile;
    QList<QUrl> m_pages; ///< that the window opened
};

void TestAdminJourneys::init() {
    qInstallMessageHandler(listen);
    s_log.clear();
    m_pages.clear();
    m_secrets = std::make_shared<SessionSecretStore>();
    const auto stores = [secrets = m_secrets](const QString&) -> Result<std::unique_ptr<SecretStore>> {
        return std::make_unique<OpenStore>(secrets);
    };
    m_journey =
        std::make_unique<JourneyWindow>(stores, std::shared_ptr<UnlockWait>(), [this](const QUrl& page) {
            m_pages.append(page);
            return true;
        });
    QVERIFY(m_journey->start());
    m_profile = m_journey->ownProfile(u"Office"_s, SecretSource::Keychain);
    const std::map<SecretPurpose, Redacted<QString>> typed{
        {SecretPurpose::EntraSecret, Redacted(demo::k_clientSecret.toString())}};
    const auto saved = m_journey->desktop().backend().save({m_profile, typed});
    QTRY_VERIFY_WITH_TIMEOUT(saved.isFinished(), k_patience);
    QVERIFY(saved.result().has_value());
    m_journey->session().open(u"Office"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().profile().has_value(), k_patience);
    m_person = std::make_unique<test::Person>(m_journey->sandbox());
    m_journey->window().showPage(PageId::Setup);
}

void TestAdminJourneys::cleanup() {
    qInstallMessageHandler(nullptr);
    m_person.reset();
    m_journey.reset();
}

bool TestAdminJourneys::begin() {
    qobject_cast<SetupPage*>(m_journey->window().page(PageId::Setup))->showStep(SetupStep::App);
    return m_journey->click("createRegistration") &&
           QTest::qWaitFor([this] { return m_journey->shown("startRegistration") != nullptr; }, k_patience);
}

void TestAdminJourneys::isNowhere(const QString& secret) {
    QVERIFY(secret.size() > 5);
    const std::scoped_lock lock(s_logMutex);
    for (const QString& line : s_log)
        QVERIFY2(!line.contains(secret), qPrintable(line));
    for (QWidget* top : QApplication::topLevelWidgets())
        for (QWidget* widget : top->findChildren<QWidget*>())
            for (const char* property : {"text", "plainText", "toolTip", "accessibleName", "windowTitle"})
                QVERIFY2(!widget->property(property).toString().contains(secret),
                         qPrintable(widget->objectName()));
}

void TestAdminJourneys::anAdminMakesTheRegistration() {
    const qsizetype before = applications();
    const QString formerSecret = secret();
    QVERIFY(begin());
    QVERIFY(words("registrationReplaced").contains(m_profile.clientId));
    QVERIFY(m_journey->click("startRegistration"));
    QVERIFY(visit());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown("registrationLines") != nullptr, k_patience);
    QCOMPARE(applications(), before + 1);
    // The profile has it, and it works.
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().profile()->clientId != m_profile.clientId, k_patience);
    const QString clientId = m_journey->session().profile()->clientId;
    QVERIFY(words("registrationLines").contains(clientId));
    QVERIFY(!secret().isEmpty() && secret() != formerSecret);
    QVERIFY(m_journey->click("registrationClose"));
    QTRY_VERIFY(m_journey->shown("registrationLines") == nullptr);
    QTRY_VERIFY(!setup().isSaving());
    setup().test(SetupStep::App);
    QTRY_VERIFY_WITH_TIMEOUT(!setup().isBusy(), k_patience);
    QVERIFY2(setup().finding(SetupStep::App).state == State::Ok,
             qPrintable(setup().finding(SetupStep::App).evidence));
    isNowhere(secret());
    isNowhere(m_person->told().value(u"code"_s));
    isNowhere(u"eyJ"_s + u"0eXAi"_s); // how a token begins
}

void TestAdminJourneys::anAdminAtAnotherScreenMakesIt() {
    QVERIFY(begin());
    QVERIFY(m_journey->click("startByCode"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown<QLineEdit>("userCode") != nullptr, k_patience);
    QVERIFY(m_person->enter(QUrl(m_journey->shown<QLineEdit>("signInPage")->text()),
                            m_journey->shown<QLineEdit>("userCode")->text()));
    QVERIFY(m_pages.isEmpty()); // no browser of this computer
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown("registrationLines") != nullptr, k_patience);
}

void TestAdminJourneys::cancelledItLeavesNothing() {
    QVERIFY(m_journey->sandbox().control(u"options"_s, {{u"propagationSeconds"_s, 3600}}));
    const qsizetype before = applications();
    const QString formerSecret = secret();
    QVERIFY(begin());
    QVERIFY(m_journey->click("startRegistration"));
    QVERIFY(visit());
    QTRY_VERIFY_WITH_TIMEOUT(applications() == before + 1, k_patience);
    QVERIFY(m_journey->click("cancelRegistration"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown("startRegistration") != nullptr, k_patience);
    QCOMPARE(applications(), before);
    QCOMPARE(secret(), formerSecret);
    QCOMPARE(m_journey->session().profile()->clientId, m_profile.clientId);
}

void TestAdminJourneys::whatCannotBeTakenAwayIsListed() {
    QVERIFY(m_journey->sandbox().control(u"options"_s, {{u"propagationSeconds"_s, 3600}}));
    const qsizetype before = applications();
    const QString formerSecret = secret();
    QVERIFY(begin());
    QVERIFY(m_journey->click("startRegistration"));
    QVERIFY(visit());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().registration().steps().at(2).note.contains(u','),
                             k_patience);
    m_journey->sandbox().addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"DELETE"_s}, {u"times"_s, 0}},
                                  {{u"kind"_s, u"status"_s}, {u"status"_s, 403}});
    QVERIFY(m_journey->click("cancelRegistration"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown("registrationLeftovers") != nullptr, k_patience);
    QCOMPARE(applications(), before + 1);
    const QStringList lines = m_journey->console().registration().leftoverLines();
    QVERIFY(!lines.isEmpty());
    QStringList shown;
    for (const QLabel* label : m_journey->shown("registrationLeftovers")->findChildren<QLabel*>())
        shown << label->text();
    for (const QString& line : lines)
        QVERIFY2(shown.join(u'\n').contains(line), qPrintable(line));
    QCOMPARE(secret(), formerSecret); // what works stays in use
    QCOMPARE(m_journey->session().profile()->clientId, m_profile.clientId);
}

void TestAdminJourneys::whoDeclinesIsTold() {
    const qsizetype before = applications();
    m_person->button = "cancel";
    QVERIFY(begin());
    QVERIFY(m_journey->click("startRegistration"));
    QVERIFY(visit());
    QTRY_COMPARE_WITH_TIMEOUT(words("errorHappened"), u"Consent was not given"_s, k_patience);
    QCOMPARE(applications(), before);
}

bool TestAdminJourneys::beginConsent() {
    const QJsonObject app{{u"clientId"_s, m_profile.clientId},
                          {u"granted"_s, QJsonArray()},
                          {u"redirectUris"_s, QJsonArray{u"http://localhost"_s}}};
    if (!m_journey->sandbox().control(u"application"_s, app))
        return false;
    qobject_cast<SetupPage*>(m_journey->window().page(PageId::Setup))->showStep(SetupStep::Permissions);
    return m_journey->click("grantConsent") && m_journey->click("startConsent");
}

void TestAdminJourneys::consentIsGrantedAndProved() {
    QVERIFY(beginConsent());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown<QLineEdit>("consentPage") != nullptr, k_patience);
    QVERIFY(m_journey->shown<QLineEdit>("plainPage") != nullptr);
    QVERIFY(visit());
    QTRY_VERIFY_WITH_TIMEOUT(words("consentProof").contains(u"Calendars.ReadWrite"_s), k_patience);
    QVERIFY(words("consentProof").contains(m_profile.mailbox));
    isNowhere(secret());
}

void TestAdminJourneys::consentThatIsDeclinedIsTold() {
    m_person->button = "cancel";
    QVERIFY(beginConsent());
    QVERIFY(visit());
    QTRY_COMPARE_WITH_TIMEOUT(words("errorHappened"), u"Consent was not given"_s, k_patience);
    // Cancelled while it waits, it is ready again.
    QVERIFY(m_journey->click("startConsent"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown<QLineEdit>("consentPage") != nullptr, k_patience);
    QVERIFY(m_journey->click("consentClose"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().consent().stage() == ConsentPresenter::Stage::Ready,
                             k_patience);
}

QTEST_MAIN(TestAdminJourneys)
#include "tst_adminjourneys.moc"
