// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/keychainentry.h"
#include "auth/keychainsecretstore.h"
#include "auth/qtkeychainbackend.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QProcess>
#include <QTest>

using namespace milepost;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A secret as the Secret Service passes it: (oayays).
struct PlainSecret {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};
Q_DECLARE_METATYPE(PlainSecret)

static QDBusArgument& operator<<(QDBusArgument& argument, const PlainSecret& secret) {
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

static const QDBusArgument& operator>>(const QDBusArgument& argument, PlainSecret& secret) {
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

// The real Secret Service: needs a session bus with an unlocked keyring of its own (tests/run.sh). Without a
// bus it says so and skips; it never touches a keyring but for entries of a profile named "milepost-test".

namespace {

const QByteArray k_keyringPassword = "milepost-tests"; // of tests/run.sh
const SecretKey k_key{u"milepost-test"_s, SecretPurpose::EntraSecret, u"https://login.example:443/t"_s};

template <class T> QString codeOf(const QFuture<Result<T>>& future) {
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        return u"never"_s;
    const auto result = future.result();
    return result ? u"ok"_s : result.error().code;
}

/// This program again, in another environment: QtDBus and libsecret connect once per process.
QString runElsewhere(const QString& bus) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationFilePath(), {u"reportsAnAbsentService"_s});
    process.waitForFinished(60'000);
    return QString::fromUtf8(process.readAll()) + u"exit %1"_s.arg(process.exitCode());
}

} // namespace

class TstKeychain : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() {
        m_store = std::make_unique<KeychainSecretStore>(std::make_unique<QtKeychainBackend>(),
                                                        KeychainSecretStore::Options{});
    }
    void cleanup() { m_store.reset(); }

    void roundTrip_data();
    void roundTrip();
    void lockedCollectionIsSaidAndNothingIsLost();
    void absentServiceIsSaid();
    void reportsAnAbsentService();

private:
    [[nodiscard]] static bool isChild() {
        return qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS").contains(u"nowhere"_s);
    }
    [[nodiscard]] static bool lock();
    [[nodiscard]] static bool unlock();
    std::unique_ptr<KeychainSecretStore> m_store;
};

void TstKeychain::initTestCase() {
    if (isChild())
        return;
    QDBusInterface service(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                           u"org.freedesktop.Secret.Service"_s);
    if (!QDBusConnection::sessionBus().isConnected() || !service.isValid())
        QSKIP("LEFT OUT: no Secret Service on the session bus; tests/run.sh brings one");
}

void TstKeychain::roundTrip_data() {
    QTest::addColumn<QString>("secret");
    for (const int length : {1, 40, 2559, 2560, 2561, 60'000})
        QTest::addRow("%d", length) << QString(length, u'k');
    QTest::newRow("unicode") << QString(u"p\u00e4ss \u20ac \U0001F511"_s).repeated(500);
}

void TstKeychain::roundTrip() {
    QFETCH(QString, secret);
    QCOMPARE(codeOf(m_store->write(k_key, Redacted(secret), {})), u"ok"_s);
    const auto read = m_store->read(k_key, {});
    QCOMPARE(codeOf(read), u"ok"_s);
    QCOMPARE(read.result()->reveal(), secret);
    QCOMPARE(codeOf(m_store->remove(k_key, {})), u"ok"_s);
    QCOMPARE(codeOf(m_store->read(k_key, {})), u"credential-missing"_s);
    QCOMPARE(codeOf(m_store->remove(k_key, {})), u"ok"_s);
}

bool TstKeychain::lock() {
    QDBusInterface service(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                           u"org.freedesktop.Secret.Service"_s);
    const QDBusReply<QDBusObjectPath> path = service.call(u"ReadAlias"_s, u"default"_s);
    return path.isValid() &&
           service.call(u"Lock"_s, QVariant::fromValue(QList<QDBusObjectPath>{path.value()})).type() ==
               QDBusMessage::ReplyMessage;
}

/// As a person at the prompt would, through the door that gnome-keyring keeps for its own tools.
bool TstKeychain::unlock() {
    qDBusRegisterMetaType<PlainSecret>();
    const QDBusConnection bus = QDBusConnection::sessionBus();
    const auto call = [&](const QString& interface, const QString& method, const QVariantList& arguments) {
        QDBusMessage message = QDBusMessage::createMethodCall(
            u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s, interface, method);
        message.setArguments(arguments);
        return bus.call(message);
    };
    const QString service = u"org.freedesktop.Secret.Service"_s;
    const QDBusReply<QDBusObjectPath> collection = call(service, u"ReadAlias"_s, {u"default"_s});
    const QDBusMessage session =
        call(service, u"OpenSession"_s, {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    if (!collection.isValid() || session.type() != QDBusMessage::ReplyMessage)
        return false;
    const PlainSecret password{
        session.arguments().at(1).value<QDBusObjectPath>(), {}, k_keyringPassword, u"text/plain"_s};
    const QDBusMessage done =
        call(u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s, u"UnlockWithMasterPassword"_s,
             {QVariant::fromValue(collection.value()), QVariant::fromValue(password)});
    return done.type() == QDBusMessage::ReplyMessage;
}

void TstKeychain::lockedCollectionIsSaidAndNothingIsLost() {
    QCOMPARE(codeOf(m_store->write(k_key, Redacted(u"kept"_s), {})), u"ok"_s);
    QVERIFY(lock());
    const auto state = m_store->state(k_key, {});
    QCOMPARE(codeOf(state), u"ok"_s);
    QCOMPARE(toString(*state.result()), u"locked"_s);
    // Nobody can see a prompt here, so the keychain gives up at once. It says "not found"; we do not.
    QCOMPARE(codeOf(m_store->read(k_key, {})), u"keychain-locked"_s);
    QCOMPARE(codeOf(m_store->write(k_key, Redacted(u"lost"_s), {})), u"keychain-locked"_s);
    QVERIFY(unlock());
    const auto read = m_store->read(k_key, {});
    QCOMPARE(codeOf(read), u"ok"_s);
    QCOMPARE(read.result()->reveal(), u"kept"_s);
    QCOMPARE(codeOf(m_store->remove(k_key, {})), u"ok"_s);
}

void TstKeychain::absentServiceIsSaid() {
    if (isChild())
        return;
    const QString said = runElsewhere(u"unix:path=/nowhere/bus"_s);
    QVERIFY2(said.endsWith(u"exit 0"_s) && said.contains(u"PASS   : TstKeychain::reportsAnAbsentService"_s),
             qPrintable(said));
}

void TstKeychain::reportsAnAbsentService() {
    if (!isChild())
        return; // asked for by the test above
    QCOMPARE(codeOf(m_store->read(k_key, {})), u"keychain-absent"_s);
    QCOMPARE(codeOf(m_store->write(k_key, Redacted(u"x"_s), {})), u"keychain-absent"_s);
    const auto state = m_store->state(k_key, {});
    QCOMPARE(codeOf(state), u"ok"_s);
    QCOMPARE(toString(*state.result()), u"no-keychain"_s);
}

QTEST_GUILESS_MAIN(TstKeychain)
#include "tst_keychain.moc"
