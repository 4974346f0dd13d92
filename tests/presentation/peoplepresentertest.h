// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakebackend.h"
#include "presentation/peoplepresenter.h"
#include "surveytools.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace milepost {

inline PersonRow matched(qint64 person, const QString& name) {
    PersonRow row;
    row.person = person;
    row.name = name;
    row.mailbox = QStringLiteral("id-%1").arg(person);
    row.address = QStringLiteral("p%1@contoso.example").arg(person);
    row.state = PersonRow::State::Matched;
    row.source = PersonRow::Source::Account;
    return row;
}

inline PersonRow open(qint64 person, const QString& name, PersonRow::Reason why) {
    PersonRow row;
    row.person = person;
    row.name = name;
    row.reason = why;
    return row;
}

inline PeopleListing listingOf(std::vector<PersonRow> rows) {
    return {QStringLiteral("complete"),
            {},
            TrackerView{QStringLiteral("t"), QStringLiteral("ann"), QStringLiteral("admin")},
            {},
            std::move(rows),
            {}};
}

inline const Error k_down = makeError(Error::Kind::Unavailable, Error::Stage::Graph, QStringLiteral("503"));

/// The page of people without its widgets; two profiles, the first is chosen.
class PeoplePresenterTest : public QObject {
protected:
    void begin() {
        m_backend = std::make_unique<FakeBackend>();
        m_session = std::make_unique<Session>(*m_backend);
        m_people = std::make_unique<PeoplePresenter>(*m_session);
        m_people->setPatience(std::chrono::milliseconds(0));
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &m_people->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        Profile profile = readyProfile();
        Profile other = profile;
        other.name = QStringLiteral("other");
        m_session->reloadProfiles();
        m_backend->profilesGate.answer(
            std::vector<ProfileEntry>{{profile.name, profile}, {other.name, other}});
        QTRY_VERIFY(m_session->hasLoaded());
        m_session->choose(profile.name);
    }
    void end() {
        m_tester.reset();
        m_people.reset();
        m_session.reset();
        m_backend.reset();
    }
    void give(std::vector<PersonRow> rows) {
        m_people->look();
        QVERIFY(m_backend->peopleGate.answer(listingOf(std::move(rows))));
        QTRY_VERIFY(!m_people->isReading());
    }
    [[nodiscard]] QStringList names() {
        QStringList names;
        for (int row = 0; row < m_people->model().rowCount(); ++row)
            names << m_people->model().index(row, PeopleModel::Name).data().toString();
        return names;
    }

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PeoplePresenter> m_people;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace milepost
