// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of TroubleshootPresenter that carries fixes out, and keeps reports.

#include "doctor/ladderreport.h"
#include "presentation/troubleshootpresenter.h"
#include "presentation/whenready.h"

#include <QFileInfo>
#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Result<void> emptied(const Result<Calendar>& calendar) {
    return calendar ? Result<void>() : std::unexpected(calendar.error());
}

} // namespace

std::vector<RungFix> TroubleshootPresenter::fixesOf(const Rung& rung) const {
    std::vector<RungFix> allowed;
    const auto& profile = m_session.profile();
    for (const RungFix& fix : rung.fixes)
        if (profile && !(profile->readOnly && fixWrites(fix.kind)))
            allowed.push_back(fix);
    return allowed;
}

QString TroubleshootPresenter::effectOf(const RungFix& fix) const {
    return m_session.profile() ? fixEffect(fix, *m_session.profile()) : QString();
}

void TroubleshootPresenter::fix(const RungFix& fix) {
    if (isBusy() || !m_session.profile())
        return;
    switch (fix.kind) {
    case RungFix::Kind::NewToken: // each climb signs in anew
        return again();
    case RungFix::Kind::RequestPack:
        return;
    case RungFix::Kind::Sync:
        m_awaitsRun = true;
        emit previewWanted(fix.deliverable);
        return;
    default:
        begin();
        m_underWay = fix;
        emit changed();
        return carryOut(fix);
    }
}

void TroubleshootPresenter::carryOut(const RungFix& fix) {
    Backend& backend = m_session.backend();
    const Draft draft{*m_session.profile(), {}};
    const auto mine = [this, generation = m_generation](const Result<void>& done) {
        if (generation == m_generation)
            takeFix(done);
    };
    const auto takeCalendar = [mine](const Result<Calendar>& calendar) { mine(emptied(calendar)); };
    switch (fix.kind) {
    case RungFix::Kind::CreateCalendar:
        return whenReady(backend.createCalendar(draft, m_stop.get_token()), this, takeCalendar);
    case RungFix::Kind::RenameCalendar:
        return whenReady(backend.renameCalendar(draft, fix.calendar, m_stop.get_token()), this, takeCalendar);
    case RungFix::Kind::ShareCalendar:
        return whenReady(backend.shareCalendar(draft.profile, fix.viewer, m_stop.get_token()), this, mine);
    case RungFix::Kind::Resolve:
        return whenReady(backend.resolveCalendar(draft.profile, m_stop.get_token()), this, mine);
    default:
        return useCalendar(fix.calendar);
    }
}

void TroubleshootPresenter::useCalendar(const QString& name) {
    Draft draft{*m_session.profile(), {}};
    draft.profile.calendarName = name;
    const int generation = m_generation;
    whenReady(m_session.backend().save(draft), this, [this, generation](const Result<void>& saved) {
        if (generation != m_generation)
            return;
        if (!saved)
            return takeFix(saved);
        m_awaitsProfile = true; // what is climbed on is what is stored
        m_session.reloadProfiles();
    });
}

void TroubleshootPresenter::takeFix(const Result<void>& done) {
    m_underWay.reset();
    if (done)
        return again();
    m_second.stop();
    fail(done.error());
    emit changed();
}

void TroubleshootPresenter::writeRequestPack(const QString& folder) {
    if (isBusy() || !m_session.profile())
        return;
    begin();
    m_underWay = RungFix{RungFix::Kind::RequestPack, {}, {}, {}};
    emit changed();
    whenReady(m_session.backend().writeRequestPack({*m_session.profile(), {}}, folder), this,
              [this, folder, generation = m_generation](const Result<QStringList>& written) {
                  if (generation != m_generation)
                      return;
                  m_underWay.reset();
                  m_second.stop();
                  if (!written)
                      fail(written.error());
                  emit changed();
                  if (written)
                      emit saved(
                          tr("%1 is written: send this folder to the admin, who begins with README.md or "
                             "request.html. Run again once it is done.")
                              .arg(folder));
              });
}

void TroubleshootPresenter::runEnded() {
    if (std::exchange(m_awaitsRun, false) && !isBusy())
        again();
}

void TroubleshootPresenter::save(const QString& path) {
    if (!m_report)
        return;
    whenReady(m_session.backend().saveLadder(*m_report, path), this, [this, path](const Result<void>& done) {
        m_failure.reset();
        if (!done)
            fail(done.error());
        emit changed();
        if (done)
            emit saved(tr("The report was saved as %1.").arg(path));
    });
}

void TroubleshootPresenter::compareWith(const QString& path) {
    whenReady(m_session.backend().readLadder(path), this, [this, path](const Result<QJsonObject>& report) {
        m_failure.reset();
        if (!report)
            fail(report.error());
        else if (const auto changes =
                     m_report ? whatChanged(*report, *m_report) : Result<std::vector<RungChange>>();
                 !changes)
            fail(changes.error());
        else
            m_earlier = Earlier{QFileInfo(path).fileName(), *report};
        emit changed();
    });
}

void TroubleshootPresenter::forgetComparison() {
    m_earlier.reset();
    emit changed();
}

QString TroubleshootPresenter::comparedWith() const {
    if (!m_earlier)
        return {};
    const auto made = QDateTime::fromString(m_earlier->report.value(u"started"_s).toString(), Qt::ISODate);
    return made.isValid()
               ? tr("%1 of %2")
                     .arg(m_earlier->name, QLocale().toString(made.toLocalTime(), QLocale::ShortFormat))
               : m_earlier->name;
}

QString TroubleshootPresenter::changesText() const {
    if (!m_earlier || !m_report || m_report->wasCancelled)
        return {};
    const auto changes = whatChanged(m_earlier->report, *m_report);
    return changes ? milepost::changesText(*changes).trimmed()
                   : tr("It was made of another complaint: there is nothing to compare.");
}

} // namespace milepost
