// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "individuals.h"

#include <QTest>

namespace milepost {

using namespace Qt::StringLiterals;

void Individuals::begin() {
    sandbox::Options options;
    options.deliverables = k_deliverables;
    options.people = 24;
    options.roles = QStringList{u"Calendars.ReadWrite"_s, u"User.Read.All"_s};
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_dir = std::make_unique<QTemporaryDir>();
    individual();
    m_foreign = foreignEvents(*m_sandbox);
}

void Individuals::end() {
    if (m_sandbox)
        QCOMPARE(foreignEvents(*m_sandbox), m_foreign);
    m_machine.reset();
    m_sandbox.reset();
}

void Individuals::open(const Adjust& adjust) {
    m_machine.reset();
    Machine::Options options;
    options.createCalendar = false;
    options.dataDir = m_dir->path();
    options.adjust = adjust;
    m_machine = std::make_unique<Machine>(*m_sandbox, options);
}

void Individuals::tracker(const QJsonObject& what) { QVERIFY(m_sandbox->control(u"tracker"_s, what)); }

void Individuals::decide(qint64 person, const QString& mailbox) {
    const auto done =
        m_machine->people().decide({{QString::number(person), mailbox, {}}}, PeopleEngine::Known::Pin, {});
    QVERIFY2(done, done ? "" : qPrintable(done.error().summary()));
    QVERIFY(done->faults.empty());
}

int Individuals::writes() const { return m_sandbox->counters().value(u"writes"_s).toInt(); }

std::map<QString, QMultiMap<QString, QString>> Individuals::ours() {
    std::map<QString, QMultiMap<QString, QString>> found;
    const auto state = m_sandbox->control(u"state"_s);
    const QJsonObject mailboxes = state->value(u"mailboxes"_s).toObject();
    for (auto mailbox = mailboxes.begin(); mailbox != mailboxes.end(); ++mailbox)
        for (const QJsonValue calendar : mailbox->toObject().value(u"calendars"_s).toArray())
            for (const QJsonValue event : calendar.toObject().value(u"events"_s).toArray())
                for (const QJsonValue value : event.toObject().value(u"extended"_s).toObject())
                    if (const auto tag = Tag::fromString(value.toString()))
                        found[mailbox.key()].insert(tag->key.toString(),
                                                    calendar.toObject().value(u"name"_s).toString());
    return found;
}

std::map<QString, PersonRow> Individuals::byMailbox() {
    std::map<QString, PersonRow> rows;
    const auto listing = m_machine->people().list({});
    for (const PersonRow& row : listing->rows)
        if (row.state == PersonRow::State::Matched)
            rows[row.mailbox] = row;
    return rows;
}

std::map<QString, std::set<qint64>> Individuals::expected() {
    std::map<QString, std::set<qint64>> wanted;
    const auto listing = m_machine->people().list({});
    const auto deliverables = m_machine->engine().deliverables({}, {});
    for (const PersonRow& row : listing->rows)
        if (row.state == PersonRow::State::Matched)
            for (const DeliverableRow& deliverable : deliverables->rows)
                for (const TeamMember& member : deliverable.people)
                    if (!deliverable.reason && member.person == row.person)
                        wanted[row.mailbox].insert(deliverable.deliverable.id);
    return wanted;
}

void Individuals::holdsForEverybody() {
    std::map<QString, std::set<qint64>> found;
    const QString source = sourceOf(m_machine->profile().trackerUrl);
    for (const auto& [mailbox, keys] : ours()) {
        QCOMPARE(keys.uniqueKeys().size(), keys.size());
        for (const QString& text : keys.keys()) {
            const auto key = EventKey::fromString(text);
            QCOMPARE(key->source, source);
            found[key->recipient].insert(key->deliverable);
        }
    }
    const auto wanted = expected();
    QVERIFY(wanted.size() > 2);
    for (const auto& [mailbox, ids] : wanted)
        QCOMPARE(found[mailbox], ids);
    QCOMPARE(found.size(), wanted.size());
}

} // namespace milepost
