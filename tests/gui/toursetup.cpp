// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tourwalk.h"

#include <QLineEdit>
#include <QListView>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array k_stepPictures{"setup-1-cloud",       "setup-2-app",   "setup-3-secret",
                                    "setup-4-permissions", "setup-5-scope", "setup-6-tracker",
                                    "setup-7-calendar",    "setup-8-event", "setup-9-preview"};
static_assert(k_stepPictures.size() == k_setupStepCount);

} // namespace

bool TourWalk::setup() {
    go(PageId::Setup);
    auto* steps = find<QListView>(PageId::Setup, "steps");
    const auto open = [&](SetupStep step) {
        steps->setCurrentIndex(steps->model()->index(static_cast<int>(step), 0));
    };
    const auto& presenter = m_journey->console().setup();
    picture("setup-untested");
    if (!click("testAll") || !wait("tests of every step", [&] {
            return std::ranges::all_of(k_setupSteps, [&](SetupStep step) {
                return presenter.finding(step).state != State::Unknown;
            });
        }))
        return false;
    for (const SetupStep step : k_setupSteps) {
        open(step);
        settle();
        picture(k_stepPictures.at(static_cast<size_t>(step)));
    }
    open(SetupStep::Calendar);
    m_journey->console().setup().proveWriting();
    if (!wait("test event", [&] { return presenter.writeProof().state == State::Ok; }))
        return false;
    settle();
    picture("setup-7-calendar-written");
    open(SetupStep::Secret);
    auto* secret = find<QLineEdit>(PageId::Setup, "entra_secret");
    secret->setFocus();
    QTest::keyClicks(secret, u"mistyped-secret"_s);
    if (!click("testStep") ||
        !wait("refused secret", [&] { return presenter.finding(SetupStep::Secret).state == State::Failed; }))
        return false;
    settle();
    picture("setup-3-secret-refused");
    if (!click("discard"))
        return false;
    m_journey->console().setup().setValue(u"credential"_s, u"certificate"_s);
    emit m_journey->console().setup().profileChanged(); // the fields show it
    m_journey->console().setup().makeCertificate(m_files.filePath(u"milepost.cer"_s));
    if (!wait("certificate", [&] { return presenter.draft().hasSecret(SecretPurpose::EntraCertificate); }))
        return false;
    settle();
    picture("setup-3-certificate");
    return click("discard");
}

bool TourWalk::nearMiss() {
    const Profile profile = *m_journey->session().profile();
    const auto rename = [&](const QString& from, const QString& to) {
        return control("edit", {{u"mailbox"_s, profile.mailbox},
                                {u"op"_s, u"renameCalendar"_s},
                                {u"calendar"_s, from},
                                {u"to"_s, to}});
    };
    const QString other = u"Project  deliverables"_s;
    if (!rename(profile.calendarName, other))
        return false;
    auto* steps = find<QListView>(PageId::Setup, "steps");
    steps->setCurrentIndex(steps->model()->index(static_cast<int>(SetupStep::Calendar), 0));
    if (!click("testStep") || !wait("near miss", [&] {
            return m_journey->console().setup().finding(SetupStep::Calendar).state == State::Failed;
        }))
        return false;
    settle();
    picture("setup-7-calendar-near-miss");
    m_journey->session().refresh();
    if (!wait("missing calendar", [&] { return !m_journey->session().isReading(); }))
        return false;
    go(PageId::Preview);
    picture("preview-calendar-missing");
    go(PageId::Deliverables);
    picture("deliverables-calendar-missing");
    return rename(other, profile.calendarName);
}

bool TourWalk::foot() {
    for (const auto& [page, name] :
         {std::pair(PageId::Settings, "settings"), std::pair(PageId::Help, "help")}) {
        go(page);
        picture(name);
    }
    m_journey->press(Qt::Key_K, Qt::ControlModifier);
    if (!wait("finder", [&] { return m_journey->shown<QLineEdit>("query") != nullptr; }))
        return false;
    QTest::keyClicks(m_journey->shown<QLineEdit>("query"), u"per"_s);
    settle();
    return pictureOfDialog("query", "finder");
}

} // namespace milepost
