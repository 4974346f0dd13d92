// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchangeworld.h"
#include "fakebackend.h"
#include "presentation/exchangespresenter.h"
#include "presentation/exchangetexts.h"
#include "surveytools.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Content = ExchangesPresenter::Content;

class TestExchanges : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhichNothingItIs();
    void readsInPartsAsTheViewGetsThere();
    void whatComesMeanwhileStandsAboveAndMovesNothingElse();
    void manyAtOnceAreFetchedToTheLast();
    void aLogThatWasBegunAnewIsReadAnew();
    void theLastFilterWins();
    void anotherProfileHasAnotherLog();
    void bodiesCountDownAndEnd();
    void aFailureDoesNotEndTheFollowing();
    void whatIsChosenGetsItsBodies();

private:
    void answer(ExchangePart part) {
        QSignalSpy asked(m_log.get(), &ExchangesPresenter::changed);
        QTRY_COMPARE(m_backend->exchangesGate.waiting(), 1);
        QVERIFY(m_backend->exchangesGate.answer(std::move(part)));
        QTRY_VERIFY(!asked.isEmpty());
    }
    /// Ids from `first` down to `last`.
    [[nodiscard]] static ExchangePart part(qint64 first, qint64 last, bool isWhole = true) {
        ExchangePart made;
        for (qint64 id = first; id >= last; --id)
            made.records.push_back(someExchange(id));
        made.isWhole = isWhole;
        made.fits = first;
        made.lastId = first;
        return made;
    }
    [[nodiscard]] int rows() { return m_log->model().rowCount(); }
    [[nodiscard]] const ExchangeQuery& asked() { return m_backend->queries.back(); }

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ExchangesPresenter> m_log;
};

void TestExchanges::init() {
    QLocale::setDefault(QLocale::c());
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_log = std::make_unique<ExchangesPresenter>(*m_session);
    new QAbstractItemModelTester(&m_log->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_log.get());
    QCOMPARE(m_log->content(), Content::NoProfile);
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(
        std::vector<ProfileEntry>{{u"a"_s, readyProfile(u"a"_s)}, {u"b"_s, readyProfile(u"b"_s)}});
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(u"a"_s);
}

void TestExchanges::cleanup() {
    m_log.reset();
    m_session.reset();
    m_backend.reset();
}

void TestExchanges::saysWhichNothingItIs() {
    QCOMPARE(m_log->content(), Content::Reading);
    m_log->look();
    answer({});
    QCOMPARE(m_log->content(), Content::Nothing);
    ExchangeFilter filter;
    filter.failedOnly = true;
    m_log->setFilter(filter);
    answer({});
    QCOMPARE(m_log->content(), Content::NoMatch);
    m_log->look();
    QSignalSpy changed(m_log.get(), &ExchangesPresenter::changed);
    m_backend->exchangesGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, u"x"_s)));
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(m_log->content(), Content::Failed);
}

void TestExchanges::readsInPartsAsTheViewGetsThere() {
    m_log->look();
    answer(part(1000, 801, false));
    QCOMPARE(rows(), 200);
    QCOMPARE(m_log->countText(), u"1000 request(s)"_s);
    ExchangeModel& model = m_log->model();
    model.fetchOlder();
    model.fetchOlder(); // once is enough
    QCOMPARE(m_backend->exchangesGate.calls(), 2);
    QCOMPARE(asked().before, 801);
    answer(part(800, 601, true));
    QCOMPARE(rows(), 400);
    QVERIFY(!model.canFetchOlder());
    for (const qint64 id : {1000, 801, 800, 601})
        QCOMPARE(model.record(model.indexOf(id).row())->id, id);
    QVERIFY(!model.indexOf(600).isValid());
    QVERIFY(!model.indexOf(1001).isValid());
}

void TestExchanges::whatComesMeanwhileStandsAboveAndMovesNothingElse() {
    m_log->follow(true);
    answer(part(10, 1));
    QCOMPARE(m_log->chosen()->id, 10);
    const QPersistentModelIndex seven = m_log->model().indexOf(7);
    m_log->pulse();
    QCOMPARE(asked().after, 10);
    answer(part(12, 11));
    QCOMPARE(rows(), 12);
    QCOMPARE(m_log->model().record(seven.row())->id, 7);
    QCOMPARE(m_log->chosen()->id, 10); // what somebody looks at stays
    QCOMPARE(m_log->countText(), u"12 request(s)"_s);
    ExchangePart none; // others came that do not fit
    none.lastId = 20;
    m_log->pulse();
    QVERIFY(m_backend->exchangesGate.answer(none));
    m_log->pulse();
    QTRY_COMPARE(m_backend->exchangesGate.waiting(), 1);
    QCOMPARE(asked().after, 20);
}

void TestExchanges::manyAtOnceAreFetchedToTheLast() {
    m_log->look();
    answer(part(10, 1));
    m_log->pulse();
    ExchangePart burst = part(210, 11, false); // the oldest of them; more wait
    burst.lastId = 500;
    answer(burst);
    QTRY_COMPARE(m_backend->exchangesGate.waiting(), 1); // without another pulse
    QCOMPARE(asked().after, 210);
    answer(part(300, 211));
    QCOMPARE(rows(), 300);
}

void TestExchanges::aLogThatWasBegunAnewIsReadAnew() {
    m_log->look();
    answer(part(100, 91));
    m_log->pulse();
    ExchangePart anew;
    anew.lastId = 3;
    m_backend->exchangesGate.answer(anew);
    QTRY_COMPARE(m_backend->exchangesGate.waiting(), 1);
    QVERIFY(asked().isBeginning());
    answer(part(3, 1));
    QCOMPARE(rows(), 3);
}

void TestExchanges::theLastFilterWins() {
    m_log->look();
    answer(part(3, 1));
    ExchangeFilter filter;
    for (const QString& typed : {u"4"_s, u"40"_s, u"404"_s}) {
        filter.text = typed;
        m_log->setFilter(filter);
    }
    QCOMPARE(m_backend->exchangesGate.waiting(), 1); // one question at a time
    m_backend->exchangesGate.answer(part(2, 2));
    QTRY_COMPARE(m_backend->exchangesGate.waiting(), 1);
    QCOMPARE(asked().filter.text, u"404"_s);
    QCOMPARE(rows(), 3); // the answer to "4" is nobody's any more
    answer(part(1, 1));
    QCOMPARE(rows(), 1);
}

void TestExchanges::anotherProfileHasAnotherLog() {
    m_log->follow(true);
    answer(part(5, 1));
    ExchangeFilter filter;
    filter.run = 7;
    m_log->setFilter(filter); // still on its way
    m_session->choose(u"b"_s);
    QCOMPARE(rows(), 0);
    QVERIFY(m_log->chosen() == nullptr);
    QCOMPARE(m_log->filter(), ExchangeFilter());
    m_backend->exchangesGate.answer(part(9, 8)); // of the other profile
    QTRY_COMPARE(m_backend->exchangesGate.waiting(), 1);
    QCOMPARE(rows(), 0);
    answer(part(1, 1));
    QCOMPARE(rows(), 1);
}

void TestExchanges::bodiesCountDownAndEnd() {
    m_log->look();
    answer(part(1, 1));
    QCOMPARE(m_log->bodiesLeft(), 0s);
    QSignalSpy bodies(m_log.get(), &ExchangesPresenter::bodiesChanged);
    m_log->keepBodies(15);
    QCOMPARE(m_backend->bodyMinutes, std::vector<int>{15});
    const QDateTime until = m_backend->time.now.addSecs(900);
    m_backend->bodiesGate.answer(until);
    QTRY_COMPARE(m_log->bodiesLeft(), 900s);
    m_backend->time.now = m_backend->time.now.addMSecs(899'400);
    QCOMPARE(m_log->bodiesLeft(), 1s); // not over before it is
    m_backend->time.now = until;
    bodies.clear();
    m_log->pulse();
    QCOMPARE(bodies.count(), 1); // that it ended
    QCOMPARE(m_log->bodiesLeft(), 0s);
    m_log->pulse();
    QCOMPARE(bodies.count(), 1);
    // A wish that another program made is seen.
    ExchangePart elsewhere;
    elsewhere.lastId = 1;
    elsewhere.bodiesUntil = until.addSecs(60);
    m_backend->exchangesGate.answer(elsewhere);
    QTRY_COMPARE(m_log->bodiesLeft(), 60s);
}

void TestExchanges::aFailureDoesNotEndTheFollowing() {
    m_log->look();
    answer(part(2, 1));
    m_log->pulse();
    QSignalSpy changed(m_log.get(), &ExchangesPresenter::changed);
    const auto failure = makeError(Error::Kind::Storage, Error::Stage::Storage, u"disk"_s);
    m_backend->exchangesGate.answer(std::unexpected(failure));
    QTRY_COMPARE(changed.count(), 1);
    QVERIFY(m_log->failure());
    QCOMPARE(m_log->content(), Content::List); // what was read stays
    m_log->pulse();
    QVERIFY(m_backend->exchangesGate.answer(std::unexpected(failure)));
    m_log->pulse();
    QTRY_COMPARE(m_backend->exchangesGate.waiting(), 1);
    QCOMPARE(changed.count(), 1); // said once
    answer(part(3, 3));
    QVERIFY(!m_log->failure());
    QCOMPARE(rows(), 3);
}

void TestExchanges::whatIsChosenGetsItsBodies() {
    m_log->look();
    answer(part(3, 1));
    m_log->choose(2);
    m_log->choose(1);
    QCOMPARE(m_log->chosen()->id, 1);
    ExchangeRecord first = someExchange(3);
    first.answerBody = u"three"_s;
    ExchangeRecord second = someExchange(2);
    second.answerBody = u"two"_s;
    ExchangeRecord third = someExchange(1);
    third.answerBody = u"one"_s;
    for (const ExchangeRecord& whole : {first, second, third})
        QVERIFY(m_backend->exchangeGate.answer(whole));
    QTRY_COMPARE(m_log->chosen()->answerBody, u"one"_s);
    QVERIFY(exchangeFactsText(*m_log->chosen()).endsWith(u"one"_s));
    // One that the ring lost meanwhile stays as it was listed.
    m_log->choose(2);
    m_backend->exchangeGate.answer(
        std::unexpected(makeError(Error::Kind::NotFound, Error::Stage::Storage, {})));
    m_log->choose(3);
    QVERIFY(m_backend->exchangeGate.answer(first));
    QTRY_COMPARE(m_log->chosen()->answerBody, u"three"_s);
    m_log->choose(2);
    QCOMPARE(m_log->chosen()->id, 2);
}

QTEST_MAIN(TestExchanges)
#include "tst_exchanges.moc"
