// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/causes.h"
#include "presentation/facttexts.h"
#include "presentation/plantexts.h"
#include "presentation/readingtexts.h"
#include "presentation/standingtexts.h"
#include "pseudowindow.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The made-up language itself, and texts that are in it whether or not a page shows them.
class TestPseudoTexts : public PseudoWindow {
    Q_OBJECT

private slots:
    void initTestCase() { speak(); }
    void everyMessageKeepsItsPlaces();
    void factsHaveWords();
    void diagnosesHaveWords();
};

/// The made-up language itself: what a program reads in a text is there again, in any order, and one mnemonic
/// stays one.
void TestPseudoTexts::everyMessageKeepsItsPlaces() {
    QFile file(QStringLiteral(MILEPOST_PSEUDO_TS));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    static const QRegularExpression places(u"%L?[0-9n]+|<[^>]*>|&[a-z]+;|&&|&|\\{[a-z]+\\}"_s);
    const auto placesOf = [](const QString& text) {
        QStringList found;
        for (auto it = places.globalMatch(text); it.hasNext();)
            found << it.next().captured();
        return found;
    };
    QString source;
    bool isCounted = false;
    int messages = 0;
    int formats = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"message")
            isCounted = xml.attributes().hasAttribute(u"numerus"_s);
        if (xml.isStartElement() && xml.name() == u"source")
            source = xml.readElementText();
        if (!xml.isStartElement() || xml.name() != (isCounted ? u"numerusform" : u"translation"))
            continue;
        const QString text = xml.readElementText();
        ++messages;
        QCOMPARE(placesOf(text), placesOf(source));
        if (text == source)
            ++formats;
        else
            QVERIFY2(text.startsWith(u'[') && complaintAbout(QString(text).remove(places)).isEmpty(),
                     qPrintable(text));
    }
    QVERIFY(messages > 900);
    QVERIFY(formats > 0 && formats < 15); // of dates: they are read by QLocale
}

/// Texts that other rooms' facts become for the window, whether or not a state of the window shows them here.
void TestPseudoTexts::factsHaveWords() {
    QStringList texts;
    Action action;
    for (int reason = 0; reason <= static_cast<int>(Reason::TrackerUnconfirmed); ++reason) {
        action.reason = static_cast<Reason>(reason);
        texts << reasonText(action);
        action.ground = action.reason;
        texts << noteText(action);
    }
    for (const PlanMove::Kind kind :
         {PlanMove::Kind::Target, PlanMove::Kind::NoLonger, PlanMove::Kind::Differs, PlanMove::Kind::New})
        for (int verb = 0; verb <= static_cast<int>(Verb::Blocked); ++verb)
            texts << moveText({kind, static_cast<Verb>(verb), {}, {}});
    for (int kind = 0; kind <= static_cast<int>(EnvNote::Kind::NotValid); ++kind)
        texts << noteText(EnvNote{static_cast<EnvNote::Kind>(kind), 4, {}});
    for (const SetupStep step : k_setupSteps) {
        texts << stepTitle(step) << stepPurpose(step);
        for (const QString& key : stepKeys(step)) {
            texts << settingLabel(key) << settingRule(key);
            for (const auto& [value, words] :
                 key == u"timeZone" ? decltype(settingChoices(key)){} : settingChoices(key))
                texts << words;
        }
    }
    for (int source = 0; source <= static_cast<int>(SecretSource::Session); ++source)
        for (int state = 0; state <= static_cast<int>(SecretState::NoService); ++state)
            texts << secretNote(static_cast<SecretState>(state), static_cast<SecretSource>(source)).text;
    Job job;
    for (const char* reason : {"429", "503", "fence", "retry"})
        for (const char* lane : {"1", "2"}) {
            job.trackerLane = u"1"_s;
            job.wait.emplace();
            job.wait->wait = {QString::fromLatin1(lane), {}, QString::fromLatin1(reason)};
            texts << waitText(job);
        }
    for (const char* colour : {"orange", "violet", "teal", "blue", "magenta", "grey"})
        texts << profileMarkText(QString::fromLatin1(colour));
    for (int standing = 0; standing <= static_cast<int>(Standing::Unknown); ++standing)
        texts << standingName(static_cast<Standing>(standing));
    PlanWorld world = greekWorld();
    restrict(world);
    world.accepted = TrackerView{u"127.0.0.2"_s, inGreek(u"boss"_s), inGreek(u"manager"_s)};
    texts << restrictionText(*world.survey()); // of everything at once
    for (const QString& text : texts) {
        QVERIFY(!text.isEmpty());
        QVERIFY2(complaintAbout(text).isEmpty() && text.contains(u'['), qPrintable(text));
    }
}

void TestPseudoTexts::diagnosesHaveWords() {
    for (const QString& cause : doctor::causeSlugs()) {
        const Diagnosis diagnosis = diagnose(someError(cause), Surface::Window);
        QStringList texts{diagnosis.title, diagnosis.explanation, whoText(diagnosis.who)};
        texts << diagnosis.remedies;
        for (const QString& text : texts)
            QVERIFY2(complaintAbout(text).isEmpty() && text.contains(u'['),
                     qPrintable(cause + u": "_s + text));
    }
}

QTEST_MAIN(TestPseudoTexts)
#include "tst_pseudotexts.moc"
