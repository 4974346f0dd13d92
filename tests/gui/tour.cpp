// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// milepost-tour [--size WxH]... [--texts FILE] [--check] OUT_DIR: the real window on the sandbox, every page,
// dialog and state, light and dark, as pictures. Ends with 1 when a state did not come or a picture shows
// nothing.

#include "journeywindow.h"
#include "widgets/texts.h"

#include <set>

#include <QCommandLineParser>
#include <QDir>
#include <QLineEdit>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_patience = 30'000;

/// One walk through the window in one tone and size.
class Tour {
public:
    Tour(QDir out, ThemeChoice tone, QSize size) : m_out(std::move(out)), m_tone(tone), m_size(size) {
        m_journey.desktop().theme().choose(tone);
    }

    bool walk() {
        m_journey.window().resize(m_size);
        if (!m_journey.start())
            return missed("window");
        // The remembered theme of an empty folder is the system's.
        m_journey.desktop().theme().choose(m_tone);
        m_journey.window().resize(m_size);
        return firstStart() && deliverables() && preview() && jobs() && afterwards() && otherPages() &&
               m_fine;
    }

private:
    bool firstStart() {
        if (!wait("first start", [&] { return m_journey.shown("sandboxButton") != nullptr; }) ||
            !wait("keychain", [&] { return m_journey.console().profileMaker().keychain().atUtc.isValid(); }))
            return false;
        picture("first-start");
        if (!m_journey.click("connectButton") ||
            !wait("new profile", [&] { return m_journey.shown("createProfile") != nullptr; }))
            return missed("new profile");
        pictureOf(m_journey.shown("createProfile")->window(), "new-profile");
        QTest::keyClick(m_journey.shown("createProfile")->window(), Qt::Key_Escape);
        return m_journey.click("sandboxButton") &&
               wait("sandbox", [&] { return m_journey.session().survey() != nullptr; });
    }

    bool deliverables() {
        m_journey.window().showPage(PageId::Deliverables);
        picture("deliverables");
        auto* list = m_journey.window().page(PageId::Deliverables)->findChild<QTreeView*>();
        if (list == nullptr)
            return missed("list of deliverables");
        list->setFocus();
        for (int row = 0; row < 3; ++row) // the first eligible one of many
            QTest::keyClick(list, Qt::Key_Down);
        picture("deliverables-selected");
        auto* search = m_journey.window().page(PageId::Deliverables)->findChild<QLineEdit*>();
        QTest::keyClicks(search, u"nothing is called like this"_s);
        settle();
        picture("deliverables-no-match");
        search->clear();
        return trackerDown() && looking();
    }

    bool trackerDown() {
        if (!wait("first look", [&] { return !m_journey.session().isReading(); }))
            return false;
        // A gateway's page instead of the tracker: what is down for longer than every attempt takes half a
        // minute.
        m_journey.sandbox().addFault({{u"area"_s, u"tracker"_s}, {u"times"_s, 0}},
                                     {{u"kind"_s, u"html200"_s}});
        m_journey.session().refresh();
        if (!wait("tracker down", [&] { return m_journey.session().failure().has_value(); }))
            return false;
        picture("deliverables-tracker-down");
        m_journey.sandbox().clearFaults();
        return true;
    }

    bool looking() {
        m_journey.sandbox().addFault({{u"area"_s, u"tracker"_s}},
                                     {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
        m_journey.session().refresh();
        if (!held())
            return false;
        picture("deliverables-reading");
        m_journey.sandbox().clearFaults();
        m_journey.sandbox().release();
        return wait("second look", [&] { return !m_journey.session().isReading(); });
    }

    bool preview() {
        m_journey.window().showPage(PageId::Preview);
        settle();
        picture("preview-list");
        if (!m_journey.click("monthButton"))
            return missed("month");
        picture("preview-month");
        if (!m_journey.click("requestsButton"))
            return missed("requests");
        picture("preview-requests");
        if (!m_journey.click("listButton") || !m_journey.click("applyPlan") ||
            !wait("dialog", [&] { return m_journey.shown("applyConfirm") != nullptr; }))
            return missed("apply dialog");
        pictureOf(m_journey.shown("applyConfirm")->window(), "apply");
        return true;
    }

    bool jobs() {
        const auto post = [this](int nth, QJsonObject action) {
            m_journey.sandbox().addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, nth}},
                                         action);
        };
        for (int nth = 3; nth < 9; ++nth)
            post(nth, {{u"kind"_s, u"status"_s},
                       {u"status"_s, 400},
                       {u"code"_s, u"ErrorPropertyValidationFailure"_s}});
        post(80, {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
        if (!m_journey.click("applyConfirm") || !held())
            return missed("run");
        picture("preview-job-strip");
        m_journey.window().showPage(PageId::Jobs);
        settle();
        picture("jobs-running");
        m_journey.window().close();
        if (QWidget* leave = m_journey.shown("cancelAndClose")) {
            pictureOf(leave->window(), "close-while-running");
            QTest::keyClick(leave->window(), Qt::Key_Escape);
        } else {
            return missed("question before closing");
        }
        m_journey.sandbox().clearFaults();
        m_journey.sandbox().release();
        const auto& all = m_journey.console().jobs().jobs();
        return wait("end of the run", [&] { return all.back().report.has_value(); }) &&
               wait("look after it", [&] { return !m_journey.session().isReading(); });
    }

    bool afterwards() {
        settle();
        picture("jobs-finished");
        m_journey.window().showPage(PageId::Preview);
        settle();
        picture("preview-after");
        QJsonArray undated;
        for (const Deliverable& deliverable : m_journey.session().survey()->data().deliverables)
            undated.append(
                QJsonObject{{u"id"_s, deliverable.id}, {u"set"_s, QJsonObject{{u"date"_s, QJsonValue()}}}});
        if (!m_journey.sandbox().control(u"tracker"_s,
                                         {{u"table"_s, u"deliverables"_s}, {u"patch"_s, undated}}))
            return missed("dates taken away");
        m_journey.session().refresh();
        if (!wait("look without dates", [&] { return !m_journey.session().isReading(); }))
            return false;
        settle();
        picture("preview-deletions");
        if (!m_journey.click("applyPlan") ||
            !wait("guard", [&] { return m_journey.shown("guardNumber") != nullptr; }))
            return missed("guard");
        pictureOf(m_journey.shown("guardNumber")->window(), "guard");
        QTest::keyClick(m_journey.shown("guardNumber")->window(), Qt::Key_Escape);
        return true;
    }

    bool otherPages() {
        for (const auto& [page, name] :
             {std::pair(PageId::Setup, "setup"), std::pair(PageId::Settings, "settings"),
              std::pair(PageId::Help, "help")})
            if (m_journey.window().page(page) != nullptr) {
                m_journey.window().showPage(page);
                settle();
                picture(name);
            }
        m_journey.press(Qt::Key_K, Qt::ControlModifier);
        settle();
        if (QWidget* dialog = QApplication::activeModalWidget()) {
            picture("finder-behind");
            pictureOf(dialog, "finder");
            QTest::keyClick(dialog, Qt::Key_Escape);
        }
        return true;
    }

    bool wait(const char* what, const std::function<bool()>& until) {
        return QTest::qWaitFor(until, k_patience) || missed(what);
    }
    bool held() {
        return m_journey.sandbox().waitHeld(std::chrono::milliseconds(k_patience)) || missed("held request");
    }
    /// Lets timers of typing and layout run out.
    static void settle() { QTest::qWait(400); }
    static bool missed(const char* what) {
        qWarning("tour: %s did not come", what);
        return false;
    }

    void picture(const char* name) {
        QTest::qWait(50);
        pictureOf(&m_journey.window(), name);
    }
    void pictureOf(QWidget* widget, const char* name) {
        const QPixmap shot = widget->grab();
        const QString file =
            u"%1-%2-%3-%4x%5.png"_s.arg(++m_number, 2, 10, QChar(u'0'))
                .arg(QString::fromLatin1(name), m_tone == ThemeChoice::Dark ? u"dark"_s : u"light"_s)
                .arg(m_size.width())
                .arg(m_size.height());
        m_fine = shot.save(m_out.filePath(file)) && showsSomething(shot.toImage(), name) && m_fine;
    }
    static bool showsSomething(const QImage& image, const char* name) {
        std::set<QRgb> colours;
        for (int y = 0; y < image.height(); y += 2)
            for (int x = 0; x < image.width(); x += 2)
                colours.insert(image.pixel(x, y));
        if (colours.size() < 12)
            qWarning("tour: %s shows nothing", name);
        return colours.size() >= 12;
    }

    QDir m_out;
    ThemeChoice m_tone;
    QSize m_size;
    JourneyWindow m_journey;
    int m_number = 0;
    bool m_fine = true;
};

std::vector<QSize> sizesOf(const QStringList& texts) {
    std::vector<QSize> sizes;
    for (const QString& text : texts) {
        const QStringList numbers = text.split(u'x');
        if (numbers.size() == 2)
            sizes.emplace_back(numbers[0].toInt(), numbers[1].toInt());
    }
    return sizes.empty() ? std::vector{QSize(1280, 800), QSize(1920, 1080)} : sizes;
}

} // namespace

int main(int argc, char* argv[]) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"milepost"_s);
    QApplication::setApplicationVersion(u"tour"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"OUT_DIR"_s, u"where the pictures go"_s);
    parser.addOption({u"size"_s, u"of the window; several times for several"_s, u"WxH"_s});
    parser.addOption({u"texts"_s, u"in these texts, as milepost takes them"_s, u"FILE"_s});
    parser.addOption({u"check"_s, u"one size only, for the tests"_s});
    parser.addHelpOption();
    parser.process(application);
    if (parser.positionalArguments().size() != 1 || !QDir().mkpath(parser.positionalArguments().first()))
        parser.showHelp(64);
    if (!installTexts(application, parser.value(u"texts"_s)))
        qFatal("the file of --texts is no translation");
    const QDir out(parser.positionalArguments().first());
    const std::vector<QSize> sizes =
        parser.isSet(u"check"_s) ? std::vector{QSize(1280, 800)} : sizesOf(parser.values(u"size"_s));
    bool fine = true;
    for (const QSize& size : sizes)
        for (const ThemeChoice tone : {ThemeChoice::Light, ThemeChoice::Dark})
            fine = Tour(out, tone, size).walk() && fine;
    std::quick_exit(fine ? 0 : 1); // as in main_gui.cpp
}
