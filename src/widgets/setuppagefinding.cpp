// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the set-up's page that shows what a test found, and what to do about it.
#include "presentation/facttexts.h"
#include "ui_setuppage.h"
#include "widgets/icons.h"
#include "widgets/origindialog.h"
#include "widgets/setuppage.h"

#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Numbered, one a line.
QString adviceText(const QStringList& remedies) {
    QStringList lines;
    for (const QString& remedy : remedies)
        lines << u"%1. %2"_s.arg(QString::number(lines.size() + 1), remedy);
    return lines.join(u'\n');
}

} // namespace

void SetupPage::showFinding() {
    const Finding& finding = m_setup.finding(step());
    const bool isTesting = m_setup.testing() == step();
    StateText state{finding.state, {}, {}};
    const bool isKnown = !isTesting && finding.atUtc.isValid() && !finding.error;
    if (isTesting)
        state = {State::Unknown, tr("Testing…"), {}};
    else if (isKnown)
        state.evidence = finding.evidence;
    m_ui->state->setText(state);
    m_ui->tested->setText(isTesting || !finding.atUtc.isValid()
                              ? (isTesting ? QString() : tr("not tested"))
                              : tr("tested %1").arg(shortTime(finding.atUtc)));
    // In full where it is more than a word beside the title.
    m_ui->evidence->setText(isKnown && finding.state != State::Ok ? finding.evidence : QString());
    m_ui->evidence->setVisible(!m_ui->evidence->text().isEmpty());
    m_ui->advice->setText(isTesting ? QString() : adviceText(finding.remedies));
    m_ui->advice->setVisible(!m_ui->advice->text().isEmpty());
    m_ui->permissions->setRows(m_setup.permissions());
    m_testAll->setText(m_setup.isBusy() ? tr("Stop (Esc)") : tr("Test &all"));
    m_testAll->setIcon(icon(m_setup.isBusy() ? u"cancel"_s : u"refresh"_s, Role::Text));
    m_testAll->setEnabled(m_setup.hasProfile());
    enable(*m_ui->testStep, !m_setup.isBusy());
    const int notOk = m_setup.stepsNotOk();
    m_ui->share->setValue(k_setupStepCount - notOk);
    m_ui->shareText->setText(
        tr("%1 of %2 OK").arg(QString::number(k_setupStepCount - notOk), QString::number(k_setupStepCount)));
    emit badgeChanged(notOk == 0 ? QString() : QString::number(notOk));
    showGuide();
    showRemedies();
}

void SetupPage::showRemedies() {
    const Finding& finding = m_setup.finding(step());
    const auto& saving = m_setup.saveFailure();
    m_ui->error->setPlace({PageId::Setup, step()});
    if (saving)
        m_ui->error->setError(*saving, m_setup.now());
    else if (const auto& failure = m_setup.certificateFailure(); failure && step() == SetupStep::Secret)
        m_ui->error->setError(*failure, m_setup.now());
    else if (const auto& refused = m_setup.requestFailure(); refused && step() == SetupStep::App)
        m_ui->error->setError(*refused, m_setup.now());
    else if (finding.error && m_setup.testing() != step())
        m_ui->error->setError(*finding.error, finding.atUtc);
    else if (const Finding& proof = m_setup.writeProof(); proof.error && step() == SetupStep::Calendar)
        m_ui->error->setError(*proof.error, proof.atUtc);
    else
        m_ui->error->clear();
    showWriteProof();
    showProposals();
    const bool isCalendar = step() == SetupStep::Calendar;
    const QStringList near = isCalendar && !m_setup.isBusy() ? m_setup.nearMisses() : QStringList();
    m_ui->near->compare(m_setup.draft().profile().calendarName, near,
                        isCalendar && !m_setup.isBusy() ? m_setup.nearNotes() : std::vector<CalendarNote>());
    // An ampersand in a name is no mnemonic.
    const bool canCreate = isCalendar && m_setup.canCreateCalendar();
    m_ui->createCalendar->setVisible(canCreate);
    m_ui->createCalendar->setText(
        tr("Create “%1”").arg(QString(m_setup.draft().profile().calendarName).replace(u'&', u"&&"_s)));
    m_ui->remedies->setVisible(canCreate);
}

/// Values that the test has found out: one press takes them.
void SetupPage::showProposals() {
    const std::vector<ProbeProposal>& proposals = m_setup.finding(step()).proposals;
    if (proposals.empty() || m_setup.isBusy())
        return m_ui->proposals->hide();
    QStringList lines;
    for (const ProbeProposal& proposal : proposals)
        lines << tr("%1: %2. %3")
                     .arg(settingLabel(proposal.key), settingWords(proposal.key, proposal.value),
                          proposal.why);
    m_ui->proposals->say(Banner::Tone::Info, tr("The test has found what fits better."), lines.join(u'\n'),
                         tr("Take it o&ver"));
}

/// What is asked is said before the button is pressed.
void SetupPage::showWriteProof() {
    const Finding& proof = m_setup.writeProof();
    if (step() != SetupStep::Calendar || !m_setup.canProveWriting())
        m_ui->writeProof->hide();
    else if (proof.state == State::Ok)
        m_ui->writeProof->say(Banner::Tone::Info, tr("Writing works."),
                              tr("%1, %2.").arg(proof.evidence, shortTime(proof.atUtc)));
    else
        m_ui->writeProof->say(
            Banner::Tone::Info, tr("Whether Milepost may write here is not proven yet."),
            tr("A private event of today is made, read and deleted again. Nobody is invited."),
            tr("&Write a test event"));
}

void SetupPage::showOrigin() {
    if (const auto question = m_setup.originQuestion(step()))
        askForOrigin(*m_ui->origin, *question);
    else
        m_ui->origin->hide();
}

} // namespace milepost
