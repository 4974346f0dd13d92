// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/boundsecretstore.h"
#include "auth/sourcesecretstore.h"
#include "base/futures.h"

#include <map>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// What the book would hold on the disk.
struct Pages {
    std::map<SecretPurpose, QString> origins;
    std::optional<Error> failure;
    int writes = 0;
};

class PagesBook final : public OriginBook {
public:
    explicit PagesBook(Pages& pages) : m_pages(pages) {}
    [[nodiscard]] Result<std::optional<QString>> accepted(SecretPurpose purpose) override {
        if (m_pages.failure)
            return std::unexpected(*m_pages.failure);
        const auto it = m_pages.origins.find(purpose);
        return it == m_pages.origins.end() ? std::optional<QString>() : it->second;
    }
    [[nodiscard]] Result<void> accept(SecretPurpose purpose, const QString& origin) override {
        ++m_pages.writes;
        m_pages.origins[purpose] = origin;
        return {};
    }

private:
    Pages& m_pages;
};

SecretKey tracker(const char* url) { return trackerPasswordKey(u"main"_s, QUrl(QString::fromLatin1(url))); }

constexpr auto k_here = "https://tracker.example.com";
constexpr auto k_there = "https://elsewhere.example.com";

} // namespace

class TstBoundSecretStore : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_pages = {};
        m_store = storeWith({{u"MILEPOST_TRACKER_PASSWORD"_s, u"s3cret"_s}});
    }

    void theFirstUseAcceptsAndTheNextOnesNeedNobody() {
        QCOMPARE(read(tracker(k_here)), u"s3cret"_s);
        QCOMPARE(m_pages.origins[SecretPurpose::TrackerPassword], tracker(k_here).origin);
        QCOMPARE(read(tracker(k_here)), u"s3cret"_s);
        m_store =
            storeWith({{u"MILEPOST_TRACKER_PASSWORD"_s, u"another"_s}}); // another process, a new secret
        QCOMPARE(read(tracker(k_here)), u"another"_s);
        QCOMPARE(m_pages.writes, 1);
    }

    void anotherOriginGetsNothingUntilItIsAccepted() {
        QCOMPARE(read(tracker(k_here)), u"s3cret"_s);
        const auto refused = await(m_store->read(tracker(k_there), {}));
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), u"config"_s);
        QCOMPARE(refused.error().code, u"origin-unconfirmed"_s);
        for (const char* place : {k_here, k_there})
            QVERIFY(refused.error().detail.contains(QString::fromLatin1(place)));
        QVERIFY(!refused.error().summary().contains(u"s3cret"_s));
        QCOMPARE(state(tracker(k_there)), u"unconfirmed"_s);
        QCOMPARE(read(tracker(k_here)), u"s3cret"_s); // asking in vain changed nothing
        m_pages.origins[SecretPurpose::TrackerPassword] = tracker(k_there).origin;
        QCOMPARE(read(tracker(k_there)), u"s3cret"_s);
        QCOMPARE(state(tracker(k_here)), u"unconfirmed"_s);
    }

    void anImportedProfileHasNoFirstUse() {
        m_pages.origins[SecretPurpose::TrackerPassword] = u""_s;
        QCOMPARE(read(tracker(k_here)), u"error origin-unconfirmed"_s);
        QCOMPARE(state(tracker(k_here)), u"unconfirmed"_s);
        QCOMPARE(m_pages.writes, 0);
    }

    void lookingAcceptsNothing() {
        QCOMPARE(state(tracker(k_here)), u"stored"_s);
        m_store = storeWith({});
        QCOMPARE(state(tracker(k_here)), u"absent"_s);
        QCOMPARE(read(tracker(k_here)), u"error credential-missing"_s); // no use without a secret
        QCOMPARE(m_pages.writes, 0);
        m_pages.origins[SecretPurpose::TrackerPassword] = u""_s;
        QCOMPARE(state(tracker(k_here)), u"unconfirmed"_s); // said where systemd's credentials are not
    }

    void eachSecretHasItsOwnOrigin() {
        m_store = storeWith({{u"MILEPOST_TRACKER_PASSWORD"_s, u"p"_s}, {u"MILEPOST_ENTRA_SECRET"_s, u"e"_s}});
        QCOMPARE(read(tracker(k_here)), u"p"_s);
        const auto entra = [](const QString& tenant) {
            return entraKey(u"main"_s, SecretPurpose::EntraSecret, QUrl(u"https://login.example"_s), tenant);
        };
        QCOMPARE(read(entra(u"one"_s)), u"e"_s);
        QCOMPARE(read(entra(u"two"_s)), u"error origin-unconfirmed"_s);
        QCOMPARE(read(tracker(k_here)), u"p"_s);
    }

    void aBookThatCannotBeReadGivesNothing() {
        m_pages.failure =
            makeError(Error::Kind::Storage, Error::Stage::Storage, u"full"_s, u"store-failed"_s);
        QCOMPARE(read(tracker(k_here)), u"error store-failed"_s);
        QVERIFY(!await(m_store->state(tracker(k_here), {})));
    }

    void theRotatedTokenStaysInMemory() {
        const SecretKey refresh = trackerRefreshKey(u"main"_s, QUrl(QString::fromLatin1(k_here)), u"me"_s);
        QCOMPARE(read(refresh), u"error credential-missing"_s);
        QVERIFY(await(m_store->write(refresh, Redacted(u"r1"_s), {})));
        QCOMPARE(read(refresh), u"r1"_s);
        QVERIFY(await(m_store->remove(refresh, {})));
        QCOMPARE(read(refresh), u"error credential-missing"_s);
        QCOMPARE(m_pages.writes, 0);
        QVERIFY(!await(m_store->write(tracker(k_here), Redacted(u"x"_s), {}))); // the source is only read
    }

private:
    std::unique_ptr<SecretStore> storeWith(const std::vector<std::pair<QString, QString>>& variables) {
        QProcessEnvironment environment;
        for (const auto& [name, value] : variables)
            environment.insert(name, value);
        return std::make_unique<BoundSecretStore>(
            std::make_unique<SourceSecretStore>(SourceSecretStore::Source::Environment, environment),
            std::make_unique<PagesBook>(m_pages));
    }
    QString read(const SecretKey& key) {
        const auto found = await(m_store->read(key, {}));
        return found ? found->reveal() : u"error "_s + found.error().code;
    }
    QString state(const SecretKey& key) { return toString(await(m_store->state(key, {})).value()); }

    Pages m_pages;
    std::unique_ptr<SecretStore> m_store;
};

QTEST_GUILESS_MAIN(TstBoundSecretStore)
#include "tst_boundsecretstore.moc"
