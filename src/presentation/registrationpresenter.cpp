// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/registrationpresenter.h"

#include "doctor/permissions.h"
#include "presentation/admintexts.h"
#include "presentation/plantexts.h"
#include "presentation/whenready.h"

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto k_tick = 250ms;
constexpr int k_mostName = 120; // of Entra

/// What Milepost asks for whenever it is allowed, and what calendars of people need besides.
bool isUseful(const Profile& profile, const GraphPermission& permission) {
    return permission.isNeeded || profile.isIndividual() ||
           "User.Read.All"_L1 != QLatin1StringView(permission.name);
}

} // namespace

RegistrationPresenter::RegistrationPresenter(Session& session, SetupPresenter& setup, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_setup(setup) {
    m_ticker.setInterval(k_tick);
    connect(&m_ticker, &QTimer::timeout, this, [this] {
        m_news = m_feed->look();
        emit changed();
    });
}

RegistrationPresenter::~RegistrationPresenter() { m_stop.request_stop(); }

void RegistrationPresenter::begin() {
    if (m_stage == Stage::Working)
        return;
    m_stage = Stage::Order;
    m_outcome = {};
    m_news = {};
    m_displayName = u"Milepost %1"_s.arg(m_setup.draft().saved().name).left(k_mostName);
    m_credential = profile().credential;
    m_permissions.clear();
    for (const GraphPermission& permission : graphPermissions())
        if (isUseful(profile(), permission)) {
            const QString name = QString::fromLatin1(permission.name);
            m_permissions.push_back(
                {name, permissionPurpose(name), permission.isNeeded, permission.isNeeded});
        }
    emit changed();
}

RegistrationPresenter::Obstacle RegistrationPresenter::obstacle() const {
    if (profile().tenantId.isEmpty())
        return Obstacle::NoTenant;
    if (profile().publicClientId.isEmpty())
        return Obstacle::NoPublicClient;
    return takesTypedSecrets(profile().secretSource) ? Obstacle::None : Obstacle::SecretsElsewhere;
}

void RegistrationPresenter::setDisplayName(const QString& name) {
    m_displayName = name.trimmed();
    emit changed();
}

void RegistrationPresenter::setWanted(const QString& permission, bool isWanted) {
    for (Permission& one : m_permissions)
        if (one.name == permission)
            one.isWanted = one.isNeeded || isWanted;
}

bool RegistrationPresenter::canStart() const {
    return m_setup.hasProfile() && m_stage != Stage::Working && obstacle() == Obstacle::None &&
           !m_displayName.isEmpty() && m_displayName.size() <= k_mostName;
}

void RegistrationPresenter::start(AdminSignIn::Way way) {
    if (!canStart())
        return;
    RegistrationOrder order{m_displayName, {}, m_credential, way};
    for (const Permission& permission : m_permissions)
        if (permission.isWanted)
            order.roleIds << QString::fromLatin1(findPermission(permission.name)->roleId);
    m_stage = Stage::Working;
    m_isCancelling = false;
    m_profile = m_setup.draft().saved().name;
    m_news = {};
    m_outcome = {};
    m_sinceUtc = now();
    m_stop = {};
    m_feed = std::make_shared<AdminFeed>();
    whenReady(
        m_session.backend().createRegistration(m_setup.draft().draft(), order, m_feed, m_stop.get_token()),
        this, [this](const RegistrationOutcome& outcome) { take(outcome); });
    m_ticker.start();
    emit changed();
}

void RegistrationPresenter::cancel() {
    if (m_stage != Stage::Working)
        return;
    m_isCancelling = true;
    m_stop.request_stop();
    emit changed();
}

void RegistrationPresenter::take(const RegistrationOutcome& outcome) {
    m_ticker.stop();
    m_news = m_feed->look();
    m_news.prompt.reset();
    m_outcome = outcome;
    const bool wasCancelled = outcome.error && outcome.error->isCancelled();
    m_stage = !outcome.error                              ? Stage::Done
              : wasCancelled && outcome.leftovers.empty() ? Stage::Order
                                                          : Stage::Failed;
    if (!outcome.error && m_setup.draft().saved().name == m_profile)
        m_setup.takeRegistration(outcome.application.appId, m_credential, outcome.expiresUtc.date());
    emit changed();
}

RegistrationPresenter::Step RegistrationPresenter::signInStep() const {
    Step step{tr("Sign-in of an administrator"), State::Unknown, clockText(m_sinceUtc, now())};
    if (!m_news.account.isEmpty() || m_news.making)
        return {step.text, State::Ok, m_news.account};
    if (m_news.prompt)
        step.note = tr("%1, given up in %2").arg(step.note, clockText(now(), m_news.prompt->untilUtc));
    return step;
}

std::vector<RegistrationPresenter::Step> RegistrationPresenter::steps() const {
    using enum RegistrationProgress::Step;
    std::vector<Step> steps{signInStep()};
    const auto& making = m_news.making;
    for (const auto one : {Application, Principal, Grants, Credential, Token, Proof}) {
        Step step{stepText(one), State::Skipped, {}};
        if (making && making->step != Removal && one < making->step)
            step.state = State::Ok;
        else if (making && one == making->step) {
            step.state = State::Unknown;
            step.note = clockText(making->sinceUtc, now());
            if (making->isWaiting)
                step.note += u", "_s + waitText(one);
        }
        steps.push_back(step);
    }
    if (making && making->step == Removal)
        steps.push_back({stepText(Removal), State::Unknown, clockText(making->sinceUtc, now())});
    return steps;
}

QStringList RegistrationPresenter::resultLines() const {
    return {tr("“%1” stands in this tenant, and a token of its own was used for a call just now.")
                .arg(m_outcome.application.displayName.isEmpty() ? m_displayName
                                                                 : m_outcome.application.displayName),
            tr("Application (client) ID: %1").arg(m_outcome.application.appId),
            tr("Its credential is stored and valid until %1.").arg(dateText(m_outcome.expiresUtc.date())),
            tr("The administrator's sign-in was forgotten.")};
}

QStringList RegistrationPresenter::leftoverLines() const {
    QStringList lines;
    for (const Leftover& leftover : m_outcome.leftovers)
        lines << leftoverText(leftover, m_displayName);
    return lines;
}

} // namespace milepost
