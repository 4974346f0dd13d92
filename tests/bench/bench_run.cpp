// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A run of N actions (default 2,000) in the real window: the real backend and engine against a sandbox in
// this process, which answers as fast as it can, so that progress comes as fast as it ever will. Meanwhile
// every page is shown in turn. The longest slice of the main thread. The baseline in the same run: painting
// the whole window once.
#include "../app/sandboxprofile.h"
#include "app/desktop.h"
#include "auth/sessionsecretstore.h"
#include "timedapplication.h"

#include <cstdio>

#include <QJsonDocument>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

sandbox::Options seeded(int actions) {
    sandbox::Options options;
    options.traps = false;
    options.deliverables = actions * 400 / 370 + 2; // the others have no date, or are not eligible
    options.projects = std::max(14, actions / 30);
    return options;
}

class Bench {
public:
    Bench(TimedApplication& application, int actions)
        : m_application(application),
          m_sandbox(seeded(actions)) {}

    QJsonObject run() {
        if (!m_sandbox.start() || !prepare())
            return {};
        Desktop desktop(m_application, Paths::below(m_folder.path()),
                        {u"test"_s, false, QString(), [this](const QString&) { return secrets(); }});
        Desktop::keepSettingsIn(m_folder.path());
        desktop.start();
        Session& session = desktop.console().session();
        waitFor([&] { return session.profile().has_value(); });
        desktop.window().showPage(PageId::Preview);
        m_application.begin();
        session.refresh();
        waitFor([&] { return session.survey() != nullptr; });
        letGo(300);
        record(u"look"_s);
        apply(desktop);
        measureBaseline(desktop.window());
        m_result.insert(u"residentMiB"_s, residentMiB());
        bool isClosed = false;
        QObject::connect(&desktop, &Desktop::closed, [&] { isClosed = true; });
        desktop.window().close();
        waitFor([&] { return isClosed; });
        return m_result;
    }

private:
    [[nodiscard]] bool prepare() {
        m_profile = test::profileFor(m_sandbox);
        return ProfileStore(Paths::below(m_folder.path())).save(m_profile).has_value() &&
               m_sandbox
                   .control(u"edit"_s, {{u"mailbox"_s, m_profile.mailbox},
                                        {u"op"_s, u"createCalendar"_s},
                                        {u"calendar"_s, m_profile.calendarName}})
                   .has_value();
    }
    [[nodiscard]] Result<std::unique_ptr<SecretStore>> secrets() const {
        auto store = std::make_unique<SessionSecretStore>();
        test::enterSecrets(*store, m_profile);
        return store;
    }
    void record(const QString& what) { m_result.insert(what, m_application.end()); }

    /// Ticked is everything: until the run is proved and the next look has come in.
    void apply(Desktop& desktop) {
        Console& console = desktop.console();
        const auto before = console.session().survey();
        const auto prepared = console.preview().prepare();
        m_result.insert(u"actions"_s, static_cast<int>(prepared->request.chosen.size()));
        QElapsedTimer timer;
        m_application.begin();
        timer.start();
        inOneSlice([&] { console.preview().apply(*prepared, QString::number(prepared->deletions)); });
        walk(desktop, [&] { return console.jobs().active() == nullptr; });
        m_result.insert(u"runSeconds"_s, static_cast<double>(timer.elapsed()) / 1e3);
        waitFor([&] { return console.session().survey() != before; });
        letGo(300);
        record(u"run"_s);
        const auto& report = console.jobs().jobs().front().report;
        m_result.insert(u"created"_s, report->summary.created);
    }
    /// From page to page, from view to view, until it is over.
    void walk(Desktop& desktop, const std::function<bool()>& isOver) {
        MainWindow& window = desktop.window();
        auto* tabs = window.page(PageId::Jobs)->findChild<QTabWidget*>(u"tabs"_s);
        const auto press = [&](const char* name) {
            return [&window, name] {
                window.showPage(PageId::Preview);
                window.findChild<QToolButton*>(QLatin1StringView(name))->click();
            };
        };
        const std::vector<std::function<void()>> places{[&] { tabs->setCurrentIndex(0); },
                                                        [&] { tabs->setCurrentIndex(tabs->count() - 1); },
                                                        press("listButton"),
                                                        press("monthButton"),
                                                        press("requestsButton"),
                                                        [&] { window.showPage(PageId::Deliverables); },
                                                        [&] { window.showPage(PageId::Setup); },
                                                        [&] { window.showPage(PageId::Settings); },
                                                        [&] { window.showPage(PageId::Help); },
                                                        [&] { window.showPage(PageId::Jobs); }};
        letGo(500); // Jobs, with its issues
        for (size_t at = 0; !isOver(); at = (at + 1) % places.size()) {
            inOneSlice(places[at]);
            letGo(250);
        }
    }
    void measureBaseline(QWidget& window) {
        double all = 0;
        for (int i = 0; i < 20; ++i) {
            const double before = threadMs();
            window.repaint();
            all += threadMs() - before;
        }
        m_result.insert(u"baseline"_s, u"painting the whole window once"_s);
        m_result.insert(u"baselineCpuMs"_s, all / 20);
        m_result.insert(u"ratio"_s, m_result.value(u"run"_s)[u"longestCpuMs"_s].toDouble() / (all / 20));
    }

    TimedApplication& m_application;
    sandbox::Sandbox m_sandbox;
    QTemporaryDir m_folder;
    Profile m_profile;
    QJsonObject m_result;
};

} // namespace

int main(int argc, char** argv) {
    setAllocatorUp();
    TimedApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    const int actions = argc > 1 ? std::max(20, QByteArray(argv[1]).toInt()) : 2'000;
    QJsonObject result = Bench(application, actions).run();
    if (result.isEmpty())
        return 1;
    result.insert(u"bench"_s, u"run"_s);
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return result.value(u"created"_s) == result.value(u"actions"_s) ? 0 : 1;
}
