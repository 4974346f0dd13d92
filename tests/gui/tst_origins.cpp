// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretstores.h"
#include "journeywindow.h"

#include <QFile>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

template <class T> bool comes(const QFuture<T>& future) {
    return QTest::qWaitFor([&] { return future.isFinished(); }, 30'000) && future.resultCount() == 1;
}

} // namespace

/// Law 10 in the window: secrets of the environment go only to the address that somebody accepted.
class TestOrigins : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_journey.reset(); }
    void aTestOfTheScreenAcceptsNothing();
    void anotherAddressIsAskedForAndThenTaken();
    void anImportedProfileIsAskedForToo();

private:
    [[nodiscard]] DesktopBackend& backend() { return m_journey->desktop().backend(); }
    [[nodiscard]] QString database() const {
        return Paths::below(m_journey->folder()).database(m_profile.name);
    }
    [[nodiscard]] std::vector<OriginQuestion> questions(const Profile& profile) {
        const auto asked = backend().originQuestions(profile);
        return comes(asked) ? asked.result().value_or(std::vector<OriginQuestion>())
                            : std::vector<OriginQuestion>();
    }

    std::unique_ptr<JourneyWindow> m_journey;
    Profile m_profile;
};

void TestOrigins::init() {
    m_journey = std::make_unique<JourneyWindow>([](const QString& source) {
        QProcessEnvironment variables;
        variables.insert(u"MILEPOST_ENTRA_SECRET"_s, demo::k_clientSecret.toString());
        variables.insert(u"MILEPOST_TRACKER_PASSWORD"_s, demo::k_trackerPassword.toString());
        return makeSecretStore(source, variables);
    });
    m_profile = m_journey->ownProfile(u"Named"_s, SecretSource::Environment);
}

void TestOrigins::aTestOfTheScreenAcceptsNothing() {
    const auto probe = backend().probe(ProbeId::Tracker, {m_profile, {}}, {});
    QVERIFY(comes(probe));
    QVERIFY(probe.result().passed);
    QVERIFY(!QFile::exists(database()));
    QVERIFY(questions(m_profile).empty());
}

void TestOrigins::anotherAddressIsAskedForAndThenTaken() {
    const auto saved = backend().save({m_profile, {}});
    QVERIFY(comes(saved) && saved.result());
    const auto survey = backend().survey(m_profile, {}, false, {}); // the first use
    QVERIFY(comes(survey) && survey.result());
    Draft draft{m_profile, {}};
    draft.profile.trackerUrl.replace(u"127.0.0.1"_s, u"localhost"_s);
    m_journey->sandbox().resetLog();
    const auto refused = backend().probe(ProbeId::Tracker, draft, {});
    QVERIFY(comes(refused) && refused.result().error);
    QCOMPARE(refused.result().error->code, u"origin-unconfirmed"_s);
    QCOMPARE(m_journey->sandbox().requests(u"tracker"_s, u"POST"_s), 0); // the password went nowhere
    const auto asked = questions(draft.profile);
    QCOMPARE(asked.size(), size_t{1});
    QVERIFY(asked[0].purpose == SecretPurpose::TrackerPassword);
    QVERIFY(asked[0].before.contains(u"127.0.0.1"_s) && asked[0].now.contains(u"localhost"_s));
    const auto state = backend().secretState(draft.profile, SecretPurpose::TrackerPassword);
    QVERIFY(comes(state));
    QCOMPARE(toString(*state.result()), u"unconfirmed"_s);

    draft.confirmed[SecretPurpose::TrackerPassword] = asked[0].now;
    const auto passed = backend().probe(ProbeId::Tracker, draft, {});
    QVERIFY(comes(passed));
    QVERIFY2(passed.result().passed,
             passed.result().error ? qPrintable(passed.result().error->summary()) : "");
    QCOMPARE(questions(draft.profile).size(), size_t{1}); // a test stores nothing
    const auto kept = backend().save(draft);
    QVERIFY(comes(kept) && kept.result());
    QVERIFY(questions(draft.profile).empty());
    draft.confirmed[SecretPurpose::TrackerPassword] = u"https://elsewhere.example:443"_s;
    const auto other = backend().save(draft); // not where it would be sent: not taken
    QVERIFY(comes(other) && other.result());
    QVERIFY(questions(draft.profile).empty());
}

void TestOrigins::anImportedProfileIsAskedForToo() {
    const auto saved = backend().save({m_profile, {}});
    QVERIFY(comes(saved) && saved.result());
    const auto document = ProfileStore(Paths::below(m_journey->folder())).exported(m_profile.name);
    QVERIFY(document.has_value());
    const auto removed = backend().removeProfile(m_profile);
    QVERIFY(comes(removed) && removed.result());
    QFile file(m_journey->folder() + u"/Named.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(*document).toJson());
    file.close();
    const auto imported = backend().importProfile(file.fileName());
    QVERIFY(comes(imported));
    QVERIFY2(imported.result(), imported.result() ? "" : qPrintable(imported.result().error().summary()));
    Profile profile = *imported.result(); // it keeps its secrets in the keychain; somebody changes that
    profile.secretSource = SecretSource::Environment;
    const auto asked = questions(profile);
    QCOMPARE(asked.size(), size_t{2});
    QVERIFY(asked[0].before.isEmpty() && asked[1].before.isEmpty());
    const auto survey = backend().survey(profile, {}, false, {});
    QVERIFY(comes(survey) && !survey.result());
    QCOMPARE(survey.result().error().code, u"origin-unconfirmed"_s);
}

QTEST_MAIN(TestOrigins)
#include "tst_origins.moc"
