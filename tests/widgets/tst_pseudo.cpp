// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window in the language that nobody speaks: a text that is not in it was not translated, and one that is
// cut off would be so in other languages too.

#include "../presentation/fakebackend.h"
#include "../presentation/planworld.h"
#include "doctor/causes.h"
#include "presentation/facttexts.h"
#include "presentation/plantexts.h"
#include "presentation/readingtexts.h"
#include "presentation/standingtexts.h"
#include "pseudorules.h"
#include "widgets/console.h"
#include "widgets/profilebar.h"
#include "widgets/texts.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize k_usual(1280, 800);

Error someError(const QString& code, Error::Stage stage = Error::Stage::Graph) {
    Error error = makeError(Error::Kind::Auth, stage, {}, code);
    error.httpStatus = 403;
    error.requestId = u"8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4"_s;
    return error;
}

Profile greekProfile() {
    Profile profile = PlanWorld().profile;
    profile.trackerUrl = u"https://127.0.0.1"_s;
    profile.name = inGreek(u"Contoso"_s);
    profile.trackerUser = inGreek(u"planner"_s);
    profile.mailbox = inGreek(u"projects"_s) + u'@' + inGreek(u"example"_s);
    profile.calendarName = inGreek(u"Project Deliverables"_s);
    profile.categories = {inGreek(u"Deliverables"_s)};
    profile.subjectTemplate = u"{project}: {title}"_s;
    profile.bodyTemplate = u"{client} {deliverable} {team} {notes} {link}"_s;
    profile.colour = u"orange"_s;
    return profile;
}

/// Some of everything that a plan can hold.
PlanWorld greekWorld() {
    PlanWorld world;
    world.profile = greekProfile();
    for (Project& project : world.data.projects) {
        project.name = inGreek(project.name);
        project.client = inGreek(project.client);
        project.number = inGreek(project.number);
    }
    const auto day = [](int number) { return QDate(2026, 12, number); };
    const auto words = [](const char* text) { return inGreek(QString::fromLatin1(text)); };
    world.addStanding(10, 3, words("Bulletin 02"), day(9));
    world.vanish(10);
    world.addStanding(21, 1, words("DD 75 %"), day(1));
    world.deliverable(21).date = day(4);
    world.addStanding(22, 2, words("100 % CD"), day(14));
    world.deliverable(22).description = words("IFP");
    world.addStanding(23, 2, words("CD 95 %"), day(17));
    world.data.people = {{5, words("Li Wen"), true}, {6, words("Marcus Bell"), true}};
    world.data.links = {{1, 23, 6, words("Marcus Bell"), {}}, {2, 23, 5, words("Li Wen"), {}}};
    world.addStanding(31, 3, words("DD 75 %"), day(10));
    world.event(31).content.subject += words(" moved to hall 2");
    world.addStanding(32, 1, words("IFC"), day(22));
    world.event(32).content.showAs = ShowAs::Busy;
    world.addStanding(33, 1, words("Survey"), day(23));
    world.event(33).content.reminderMinutes = 30;
    world.deliverable(33).date = day(24);
    world.addStanding(34, 1, words("Visit"), day(23));
    world.event(34).hasAttendees = true;
    world.deliverable(34).date = day(24);
    world.addStanding(35, 1, words("Closeout"), day(23));
    world.deliverable(35).date.reset();
    world.add(41, 1, words("SD 35 %"), day(2));
    world.add(42, 2, words("Addendum 1"), day(9));
    world.add(43, 3, words("CD 95 %"), day(11));
    for (int more = 0; more < 4; ++more)
        world.add(50 + more, 1, words("Review") + QString::number(more), day(29));
    world.addStanding(61, 1, words("Kick off"), day(7));
    world.add(62, 2, words("Undated"), {});
    world.add(63, 4, words("Inactive"), day(8));
    world.add(64, 2, words("Done"), day(8));
    world.deliverable(64).completed = true;
    world.profile.completedPolicy = CompletedPolicy::Remove;
    return world;
}

void restrict(PlanWorld& world) {
    const auto greek = [](const char* text) { return inGreek(QString::fromLatin1(text)); };
    world.restriction = u"-"_s;
    world.view = TrackerView{u"127.0.0.1"_s, greek("planner"), greek("user")};
}

} // namespace

class TestPseudo : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void everyMessageKeepsItsPlaces();
    void factsHaveWords();
    void diagnosesHaveWords();
    void firstStart();
    void newProfile();
    void setupSteps();
    void setupFaults();
    void setupFailures();
    void deliverables();
    void deliverablesWithout();
    void filters();
    void preview();
    void previewBanners();
    void applying();
    void jobs();
    void otherPages();

private:
    /// Both rules, at the usual size and at the smallest.
    void look(const char* where);
    void lookAt(QWidget& window, const char* where);
    void openWith(const PlanWorld& world);
    void failWith(const Error& error);
    [[nodiscard]] MainWindow& window() { return m_console->window(); }
    [[nodiscard]] QWidget& page(PageId id) { return *window().page(id); }
    template <class T> [[nodiscard]] T* part(PageId id, const char* name) {
        return page(id).findChild<T*>(QString::fromLatin1(name));
    }
    void openStep(SetupStep step);

    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
    QStringList m_wrong;
    QSet<QString> m_said; ///< once is enough
};

void TestPseudo::initTestCase() {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(u"milepost-test"_s);
    QCoreApplication::setApplicationVersion(u"1"_s);
    QLocale::setDefault(QLocale(QLocale::Greek)); // months and days are data
    QVERIFY(installTexts(*qApp, QStringLiteral(MILEPOST_PSEUDO)));
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestPseudo::init() {
    m_wrong.clear();
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    window().resize(k_usual);
    window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
}

void TestPseudo::cleanup() {
    m_console.reset();
    m_backend.reset();
    for (const QString& line : m_wrong)
        qWarning().noquote() << line;
    QVERIFY2(m_wrong.isEmpty(), "see the lines above");
}

void TestPseudo::look(const char* where) { lookAt(window(), where); }

void TestPseudo::lookAt(QWidget& seen, const char* where) {
    const auto add = [&](const QStringList& wrong, const QString& size) {
        for (const QString& line : wrong)
            if (!m_said.contains(line)) {
                m_said.insert(line);
                m_wrong << QString::fromLatin1(where) + u' ' + size + u": "_s + line;
            }
    };
    QTest::qWait(20);
    add(untranslated(seen), {});
    add(clipped(seen), u"as it opens"_s);
    if (&seen != &window())
        return;
    window().resize(window().minimumSize());
    QTest::qWait(20);
    add(clipped(seen), u"smallest"_s);
    window().resize(k_usual);
    QTest::qWait(20);
}

void TestPseudo::openWith(const PlanWorld& world) {
    m_console->session().reloadProfiles();
    while (m_backend->profilesGate.answer(std::vector<ProfileEntry>{{world.profile.name, world.profile}})) {
    }
    QTRY_VERIFY(m_console->session().hasLoaded());
    m_console->session().choose(world.profile.name);
    m_console->session().refresh();
    QVERIFY(m_backend->surveyGate.answer(world.survey()));
    QTRY_VERIFY(m_console->session().survey() != nullptr);
}

void TestPseudo::failWith(const Error& error) {
    m_console->session().refresh();
    QVERIFY(m_backend->surveyGate.answer(std::unexpected(error)));
    QTRY_VERIFY(m_console->session().failure());
}

void TestPseudo::openStep(SetupStep step) {
    window().showPage(PageId::Setup);
    auto* steps = part<QListView>(PageId::Setup, "steps");
    steps->setCurrentIndex(steps->model()->index(stepNumber(step) - 1, 0));
}

/// The made-up language itself: what a program reads in a text is there again, in any order, and one mnemonic
/// stays one.
void TestPseudo::everyMessageKeepsItsPlaces() {
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
    QVERIFY(formats > 0 && formats < 12); // of dates: they are read by QLocale
}

/// Texts that other rooms' facts become for the window, whether or not a state of the window shows them here.
void TestPseudo::factsHaveWords() {
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

void TestPseudo::diagnosesHaveWords() {
    for (const QString& cause : doctor::causeSlugs()) {
        const Diagnosis diagnosis = diagnose(someError(cause), Surface::Window);
        QStringList texts{diagnosis.title, diagnosis.explanation, whoText(diagnosis.who)};
        texts << diagnosis.remedies;
        for (const QString& text : texts)
            QVERIFY2(complaintAbout(text).isEmpty() && text.contains(u'['),
                     qPrintable(cause + u": "_s + text));
    }
}

void TestPseudo::newProfile() {
    openWith(greekWorld());
    m_console->profileMaker().import(u"/1"_s);
    EnvProposal proposal;
    proposal.draft.profile = greekProfile();
    proposal.draft.secrets.emplace(SecretPurpose::EntraSecret, Redacted(u"§"_s));
    proposal.taken << u"enabled"_s << u"mode"_s;
    for (const SetupStep step : k_setupSteps)
        proposal.taken << stepKeys(step);
    proposal.taken.removeAll(u"timeZone"_s); // Windows' name
    proposal.notes.push_back({EnvNote::Kind::SetBefore, 4, inGreek(u"NAME"_s), {}, u"2"_s});
    m_backend->envGate.answer(proposal);
    auto* dialog = window().findChild<QDialog*>(u"newProfile"_s);
    QTRY_VERIFY(dialog->isVisible());
    lookAt(*dialog, "what the file says");
    dialog->findChild<QPushButton*>(u"createProfile"_s)->click();
    m_backend->createGate.answer(std::unexpected(someError({})));
    QTest::qWait(20);
    lookAt(*dialog, "not created");
    dialog->reject();
    emit window().profileBar().newProfileWanted();
    QTRY_VERIFY(dialog->isVisible());
    lookAt(*dialog, "new profile");
}

void TestPseudo::firstStart() {
    m_console->session().reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>());
    QTRY_VERIFY(m_console->session().hasLoaded());
    look("first start");
    for (const SecretState state : {SecretState::Stored, SecretState::Locked, SecretState::Denied}) {
        m_console->profileMaker().lookAtKeychain();
        while (m_backend->secretGate.answer(state)) {
        }
        QTest::qWait(5);
        look("keychain");
    }
    m_console->profileMaker().startSandbox();
    look("starting the sandbox");
    m_backend->sandboxGate.answer(std::unexpected(someError({})));
    QTest::qWait(20);
    look("no sandbox");
}

void TestPseudo::setupSteps() {
    openWith(greekWorld());
    for (const SetupStep step : k_setupSteps) {
        openStep(step);
        look("step");
        m_console->setup().test(step);
        look("step under test");
        ProbeReport report;
        report.id = stepProbe(step).value_or(ProbeId::Tenant);
        report.passed = true;
        report.evidence = inGreek(u"seen"_s);
        report.atUtc = m_backend->time.now;
        m_backend->probeGate.answer(report);
        QTest::qWait(5);
        look("step that is well");
    }
}

void TestPseudo::setupFaults() {
    openWith(greekWorld());
    const QString wrong = u"§ 1 {§}"_s;
    m_console->setup().setValue(u"cloud"_s, u"custom"_s);
    for (const SetupStep step : k_setupSteps)
        for (const QString& key : stepKeys(step))
            if (key != u"cloud"_s)
                m_console->setup().setValue(key, wrong);
    for (const SetupStep step : k_setupSteps) {
        openStep(step);
        look("wrong values");
    }
    m_console->setup().testAll();
    QTest::qWait(5);
    look("test of wrong values");
}

void TestPseudo::setupFailures() {
    openWith(greekWorld());
    for (const SetupStep step : k_setupSteps) {
        openStep(step);
        const auto probe = stepProbe(step);
        if (!probe)
            continue;
        m_console->setup().test(step);
        ProbeReport report;
        report.id = *probe;
        report.error = someError(u"calendar-missing"_s);
        report.nearMisses = {inGreek(u"project deliverables"_s), inGreek(u"Deliverables"_s)};
        report.atUtc = m_backend->time.now;
        m_backend->probeGate.answer(report);
        QTRY_VERIFY(m_console->setup().finding(step).error);
        look("failed step");
        report.error.reset();
        report.skipped = true;
        for (const QString& key : stepKeys(step))
            report.missing << key;
        m_console->setup().test(step);
        m_backend->probeGate.answer(report);
        QTest::qWait(5);
        look("skipped step");
    }
}

void TestPseudo::deliverables() {
    openWith(greekWorld());
    window().showPage(PageId::Deliverables);
    auto* table = part<QAbstractItemView>(PageId::Deliverables, "table");
    QTRY_VERIFY(table->model()->rowCount() > 10);
    look("list");
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        table->setCurrentIndex(table->model()->index(row, 0));
        lookAt(page(PageId::Deliverables), "deliverable");
        part<QToolButton>(PageId::Deliverables, "now")->click();
        lookAt(page(PageId::Deliverables), "deliverable as it stands");
        part<QToolButton>(PageId::Deliverables, "after")->click();
    }
    look("a deliverable");
    m_backend->time.now = m_backend->time.now.addSecs(3600);
    failWith(someError({}, Error::Stage::Tracker));
    look("list of an hour ago");
    m_console->session().refresh();
    look("list while reading");
}

void TestPseudo::deliverablesWithout() {
    PlanWorld world = greekWorld();
    window().showPage(PageId::Deliverables);
    look("no profile");
    world.calendarFailure = someError({});
    openWith(world);
    look("no calendar");
    DeliverableFilter filter;
    filter.search = u"§"_s;
    m_console->deliverables().setFilter(filter);
    QTest::qWait(100);
    look("no match");
    m_console->deliverables().setFilter({});
    world.calendarFailure.reset();
    restrict(world);
    m_console->session().refresh();
    m_backend->surveyGate.answer(world.survey());
    QTest::qWait(50);
    look("restricted");
}

void TestPseudo::filters() {
    openWith(greekWorld());
    window().showPage(PageId::Deliverables);
    QTest::qWait(100);
    for (const char* name : {"dates", "projects", "clients", "states", "people", "saved"}) {
        QMenu* menu = part<QToolButton>(PageId::Deliverables, name)->menu();
        menu->popup(QPoint(100, 100));
        lookAt(*menu, name);
        menu->close();
    }
    for (QAction* action : part<QToolButton>(PageId::Deliverables, "saved")->menu()->actions())
        action->trigger();
    for (QAction* action : part<QToolButton>(PageId::Deliverables, "dates")->menu()->actions())
        action->trigger();
    QTest::qWait(20);
    for (QDialog* dialog : window().findChildren<QDialog*>())
        if (dialog->isVisible()) {
            lookAt(*dialog, "dialog of a filter");
            dialog->close();
        }
    DeliverableFilter filter;
    filter.dates = DeliverableFilter::Dates::Custom;
    filter.from = QDate(2026, 12, 1);
    filter.projects = {1};
    filter.clients = {inGreek(u"County"_s)};
    filter.standings = {Standing::No};
    filter.people = {5};
    m_console->deliverables().setFilter(filter);
    QTest::qWait(100);
    look("every filter");
    auto* table = part<QAbstractItemView>(PageId::Deliverables, "table");
    emit table->customContextMenuRequested(QPoint(20, 50));
    for (QWidget* menu : QApplication::topLevelWidgets())
        if (auto* popup = qobject_cast<QMenu*>(menu); popup != nullptr && popup->isVisible()) {
            lookAt(*popup, "menu of a row");
            popup->close();
        }
}

void TestPseudo::preview() {
    openWith(greekWorld());
    window().showPage(PageId::Preview);
    look("plan");
    part<QPushButton>(PageId::Preview, "expandButton")->click();
    look("plan, all of it");
    part<QToolButton>(PageId::Preview, "monthButton")->click();
    look("month");
    part<QPushButton>(PageId::Preview, "todayButton")->click();
    part<QToolButton>(PageId::Preview, "nextMonth")->click();
    look("next month");
    part<QToolButton>(PageId::Preview, "requestsButton")->click();
    look("requests");
    part<QToolButton>(PageId::Preview, "listButton")->click();
    m_console->preview().model().setFilter(u"§"_s);
    QTest::qWait(5);
    look("nothing matches");
}

void TestPseudo::previewBanners() {
    PlanWorld world = greekWorld();
    window().showPage(PageId::Preview);
    look("no profile");
    restrict(world);
    openWith(world);
    look("restricted");
    QJsonObject document = toJson(*m_console->session().survey()->plan());
    m_console->preview().openPlan(u"/1"_s);
    m_backend->openPlanGate.answer(document);
    QTest::qWait(5);
    look("opened plan");
    world.restriction.clear();
    world.deliverable(41).date = QDate(2026, 12, 5);
    world.deliverable(42).date.reset();
    world.add(70, 1, inGreek(u"New"_s), QDate(2026, 12, 30));
    m_console->session().refresh();
    m_backend->surveyGate.answer(world.survey());
    QTest::qWait(5);
    m_console->preview().previewOf({21, 22});
    look("opened plan that moved");
    m_console->preview().savePlan(u"/1"_s);
    m_backend->savePlanGate.answer(std::unexpected(someError({})));
    QTest::qWait(5);
    look("not saved");
    m_console->session().refresh();
    look("reading again");
}

void TestPseudo::applying() {
    openWith(greekWorld());
    window().showPage(PageId::Preview);
    QTest::qWait(20);
    part<QPushButton>(PageId::Preview, "applyPlan")->click();
    auto* dialog = window().findChild<QDialog*>(u"applyDialog"_s);
    QVERIFY(dialog != nullptr);
    lookAt(*dialog, "apply");
    dialog->accept();
    QTRY_VERIFY(!m_backend->applied.empty());
    look("run");
    window().close();
    auto* question = window().findChild<QDialog*>(u"closeWhileRunning"_s);
    QVERIFY(question != nullptr);
    lookAt(*question, "close?");
    question->reject();
}

void TestPseudo::jobs() {
    openWith(greekWorld());
    window().showPage(PageId::Jobs);
    look("no job");
    RunRequest request;
    for (const qint64 id : {21, 22, 41})
        request.chosen.push_back({inGreek(u"tracker"_s), id, {}});
    const int first = m_console->jobs().enqueue(request, inGreek(u"All of it"_s));
    m_console->jobs().enqueue(request, inGreek(u"The rest"_s));
    auto& run = m_backend->applied.back();
    look("reading");
    run.feed->progressed({RunProgress::Phase::Applying, 1, 3, 1});
    run.feed->waiting({greekProfile().mailbox, std::chrono::seconds(60), u"429"_s});
    run.feed->exchanged({m_backend->time.now,
                         std::chrono::milliseconds(12),
                         Error::Stage::Graph,
                         u"1"_s,
                         u"https://1/2"_s,
                         0,
                         {},
                         {},
                         2,
                         0,
                         {}});
    QTest::qWait(400);
    look("waiting");
    m_console->jobs().pause(first);
    look("paused");
    SyncReport report;
    report.run = RunId{7};
    report.status = RunStatus::Partial;
    report.summary = {.created = 1, .updated = 1, .deleted = 1, .failed = 2, .skipped = 1};
    report.error = someError({});
    for (const char* cause : {"calendar-missing", "throttled", "permission-missing"})
        report.failures.push_back({request.chosen.front(), Verb::Create, inGreek(u"An event"_s),
                                   QDate(2026, 12, 1), someError(QString::fromLatin1(cause))});
    m_backend->applyGate.answer(report);
    QTest::qWait(400);
    look("finished");
    auto* issues = part<QAbstractItemView>(PageId::Jobs, "issues");
    issues->setCurrentIndex(issues->model()->index(1, 0));
    look("issue");
    for (const RunStatus status : {RunStatus::Succeeded, RunStatus::Cancelled, RunStatus::Refused,
                                   RunStatus::Incomplete, RunStatus::Failed}) {
        report.status = status;
        m_backend->applyGate.answer(report);
        m_console->jobs().enqueue(request, inGreek(u"Another"_s));
        QTest::qWait(50);
        look("end of a run");
    }
}

void TestPseudo::otherPages() {
    openWith(greekWorld());
    window().showPage(PageId::Settings);
    look("settings");
    window().showPage(PageId::Help);
    look("help");
    emit window().finderWanted();
    auto* finder = window().findChild<QDialog*>(u"finder"_s);
    lookAt(*finder, "finder");
    finder->findChild<QLineEdit*>()->setText(inGreek(u"DD"_s));
    QTest::qWait(200);
    lookAt(*finder, "finder with answers");
    finder->findChild<QLineEdit*>()->setText(u"§"_s);
    QTest::qWait(200);
    lookAt(*finder, "finder without answers");
}

QTEST_MAIN(TestPseudo)
#include "tst_pseudo.moc"
