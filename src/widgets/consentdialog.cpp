// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/consentdialog.h"

#include "widgets/banner.h"
#include "widgets/copyline.h"
#include "widgets/dialogheight.h"
#include "widgets/dialogparts.h"
#include "widgets/errorpanel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;
using Stage = ConsentPresenter::Stage;

ConsentDialog::ConsentDialog(ConsentPresenter& presenter, QWidget* parent)
    : QDialog(parent),
      m_presenter(presenter),
      m_purpose(mutedLabel()),
      m_progress(wordsLabel()),
      m_page(new CopyLine(u"consentPage"_s, tr("Address of the consent page"))),
      m_plain(new QWidget),
      m_plainPage(new CopyLine(u"plainPage"_s, tr("Address without a redirect"))),
      m_openPlain(dialogButton(u"openPlain"_s, tr("&Open this one"))),
      m_done(new Banner),
      m_lines(wordsLabel()),
      m_error(new ErrorPanel),
      m_again(dialogButton(u"consentAgain"_s, tr("Open the page &all the same"))),
      m_start(dialogButton(u"startConsent"_s, tr("&Open the consent page"), true)),
      m_close(dialogButton(u"consentClose"_s, tr("Close"))) {
    setObjectName(u"consentDialog"_s);
    setWindowTitle(tr("Grant admin consent"));
    setMinimumWidth(620);
    addParts();
    addButtons();
    connect(&m_presenter, &ConsentPresenter::changed, this, [this] {
        if (isVisible())
            showAll();
    });
}

void ConsentDialog::addParts() {
    m_progress->setObjectName(u"consentProgress"_s);
    m_done->setObjectName(u"consentDone"_s);
    m_lines->setObjectName(u"consentProof"_s);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* plain = new QVBoxLayout(m_plain);
    plain->setContentsMargins({});
    plain->setSpacing(4);
    plain->addWidget(mutedLabel(tr("The page shows AADSTS50011? Then the registration has no local redirect "
                                   "address. This address works all the same; no answer comes back from it, "
                                   "and a new token shows what was granted:")));
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_plainPage, 1);
    line->addWidget(m_openPlain);
    plain->addLayout(line);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(24, 20, 24, 20);
    rows->setSpacing(12);
    rows->addWidget(titleLabel(tr("Grant admin consent")));
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_purpose, m_progress, m_page, m_plain, m_done, m_lines, m_error})
        rows->addWidget(part);
    rows->addStretch(1);
}

void ConsentDialog::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    for (QPushButton* button : {m_again, m_close, m_start})
        row->addWidget(button);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_start, &QPushButton::clicked, this, [this] { m_presenter.start(); });
    connect(m_again, &QPushButton::clicked, this, [this] { m_presenter.start(true); });
    connect(m_openPlain, &QPushButton::clicked, this, [this] { emit pageWanted(m_presenter.plainPage()); });
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_presenter.stage() == Stage::Working)
            m_presenter.cancel();
        else
            reject();
    });
}

void ConsentDialog::ask() {
    m_presenter.begin();
    const Profile& profile = m_presenter.profile();
    m_purpose->setText(
        tr("An administrator of %1 grants in the browser what app %2 declares. What was granted is "
           "then proved by a new token and a call with it.")
            .arg(profile.tenantId, profile.clientId));
    open();
    showAll();
    m_start->setFocus();
}

void ConsentDialog::done(int result) {
    m_presenter.cancel();
    QDialog::done(result);
}

void ConsentDialog::showAll() {
    const Stage stage = m_presenter.stage();
    showWork();
    showResult();
    m_close->setText(stage == Stage::Working ? tr("Cancel") : tr("Close"));
    m_start->setVisible(stage == Stage::Ready || stage == Stage::Failed);
    m_start->setEnabled(m_presenter.canStart());
    m_start->setText(stage == Stage::Failed ? tr("&Try again") : tr("&Open the consent page"));
    m_again->setVisible(stage == Stage::Done && m_presenter.outcome().wasGranted);
    growToWords(*this);
}

void ConsentDialog::showWork() {
    const bool isWorking = m_presenter.stage() == Stage::Working;
    const QUrl page = m_presenter.page();
    const QUrl plain = m_presenter.plainPage();
    m_purpose->setVisible(!isWorking);
    m_progress->setVisible(isWorking);
    m_progress->setText((m_presenter.mustOpenByHand()
                             ? tr("No browser could be opened: open this address on this computer.") + u'\n'
                             : QString()) +
                        m_presenter.progressText());
    m_page->setText(isWorking ? page.toString(QUrl::FullyEncoded) : QString());
    m_plain->setVisible(isWorking && !plain.isEmpty() && plain != page);
    m_plainPage->setText(plain.toString(QUrl::FullyEncoded));
}

void ConsentDialog::showResult() {
    const Stage stage = m_presenter.stage();
    const ConsentOutcome& outcome = m_presenter.outcome();
    const bool isDone = stage == Stage::Done;
    m_done->setVisible(isDone);
    m_lines->setVisible(isDone);
    if (isDone) {
        m_done->say(Banner::Tone::Info, tr("What is needed is granted, and it works."), {});
        m_lines->setText(m_presenter.proof().join(u'\n'));
    }
    if (stage == Stage::Failed && outcome.error)
        m_error->setError(*outcome.error, m_presenter.now());
    else
        m_error->clear();
}

} // namespace milepost
