// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui_previewpage.h"
#include "widgets/applydialog.h"
#include "widgets/countbutton.h"
#include "widgets/previewpage.h"

#include <QDir>
#include <QFileDialog>
#include <QLocale>

// What the page shows of the presenter's state, and its dialogs.

namespace milepost {

using namespace Qt::StringLiterals;

using Nothing = PreviewPresenter::Nothing;

void PreviewPage::showAll() {
    const QString readOnly = m_presenter.whyReadOnly();
    setPurpose(readOnly.isEmpty() || !m_presenter.session().profile()
                   ? tr("Nothing has been written. Apply does exactly what is ticked here.")
                   : readOnly);
    m_apply->setVisible(readOnly.isEmpty());
    showBanners();
    showCounts();
    showNothing();
    showRequest();
    showReading();
}

void PreviewPage::showReading() {
    const ReadingLine reading = m_presenter.reading();
    m_ui->reading->setText({reading.state, reading.word, reading.evidence});
    // A month wants the height; what is wrong is said there too.
    m_ui->reading->setVisible(m_presenter.model().plan() != nullptr &&
                              (m_view != View::Month || reading.state != State::Ok));
    m_ui->stopReading->setVisible(m_presenter.model().plan() != nullptr && m_presenter.look().isWaiting());
    if (!m_presenter.look().isReading())
        m_second.stop();
    else if (!m_second.isActive())
        m_second.start();
}

void PreviewPage::showBanners() {
    const QString restriction = m_presenter.restriction();
    if (restriction.isEmpty())
        m_ui->restrictedBanner->hide();
    else if (const QString sentence =
                 tr("The tracker's view is restricted, so nothing is deleted: %1").arg(restriction);
             m_presenter.canAcceptView())
        m_ui->restrictedBanner->say(
            Banner::Tone::Warning, sentence,
            tr("If this view shows every deliverable that it should, accept it; deletions are planned "
               "again."),
            tr("Accept this &view"));
    else
        m_ui->restrictedBanner->say(Banner::Tone::Warning, sentence,
                                    tr("Sign in to the tracker with an account that sees every row."),
                                    tr("Open &Setup"));
    showLeftOut();
    showOpened();
    if (const auto& aim = m_presenter.aim())
        m_ui->aimBanner->say(aim->purpose.kind == PlanPurpose::Kind::RemoveAll ? Banner::Tone::Warning
                                                                               : Banner::Tone::Info,
                             aimTexts(*aim).title, aimTexts(*aim).note, tr("&Back to the usual plan"));
    else
        m_ui->aimBanner->hide();
    if (!m_presenter.isNarrowed())
        m_ui->narrowedBanner->hide();
    else
        m_ui->narrowedBanner->say(Banner::Tone::Info,
                                  tr("Only %n chosen deliverable(s)", nullptr,
                                     static_cast<int>(m_presenter.model().narrowed()->size())),
                                  tr("Apply touches nothing else."), tr("Show the &whole plan"));
}

void PreviewPage::showLeftOut() {
    const Plan* plan = m_presenter.model().plan();
    const QStringList lines = plan != nullptr ? leftOutTexts(*plan) : QStringList();
    if (lines.isEmpty())
        return m_ui->leftOutBanner->hide();
    m_ui->leftOutBanner->say(
        Banner::Tone::Info,
        tr("%n people or mailboxes are left out", nullptr, static_cast<int>(lines.size())),
        tr("Nothing is written there; the others go on."), tr("Ope&n People"));
    m_ui->leftOutBanner->setDetails(lines.mid(0, 20).join(u'\n'));
}

void PreviewPage::showOpened() {
    const auto& opened = m_presenter.opened();
    if (!opened)
        return m_ui->openedBanner->hide();
    const QString made = opened->madeUtc.isValid()
                             ? QLocale().toString(opened->madeUtc.toLocalTime(), QLocale::ShortFormat)
                             : tr("an unknown time");
    const QString sentence = tr("Opened plan “%1”, made %2").arg(opened->name, made);
    if (!opened->isHeld)
        m_ui->openedBanner->say(Banner::Tone::Info, sentence,
                                tr("It is held against the present plan as soon as there is one."),
                                tr("C&lose it"));
    else if (opened->moved.isEmpty())
        m_ui->openedBanner->say(Banner::Tone::Info, sentence, tr("It still fits."), tr("C&lose it"));
    else {
        m_ui->openedBanner->say(Banner::Tone::Warning, sentence,
                                tr("%n thing(s) moved since: %1. Only what both plans say is ticked.",
                                   nullptr, static_cast<int>(opened->moved.size()))
                                    .arg(opened->moved.first()),
                                tr("C&lose it"));
        m_ui->openedBanner->setDetails(opened->moved.mid(0, 20).join(u'\n'));
    }
}

void PreviewPage::showCounts() {
    for (CountButton* button : m_counts)
        button->setCount(m_presenter.model().count(button->group()));
    const QString forecast = m_presenter.forecastText();
    m_ui->forecast->setText(forecast);
    m_ui->forecast->setVisible(!forecast.isEmpty());
    m_ui->forecastIcon->setVisible(!forecast.isEmpty());
    m_ui->summary->setVisible(m_presenter.model().plan() != nullptr);
    fitCounts();
    const int ticked = m_presenter.ticked();
    m_apply->setText(ticked > 0 ? tr("&Apply %n change(s)…", nullptr, ticked) : tr("&Apply…"));
    m_apply->setEnabled(m_presenter.canApply());
    // What is left of a run is a part of a plan: nobody could make the same afresh from a file.
    m_save->setEnabled(m_presenter.model().plan() != nullptr &&
                       !(m_presenter.aim() && m_presenter.aim()->resumes));
    const int pending = m_presenter.model().pending();
    emit badgeChanged(pending > 0 ? QLocale().toString(pending) : QString());
}

/// In a narrow window numbers stand without their words, so that none is cut.
void PreviewPage::fitCounts() {
    constexpr int k_margins = 48 + 24; // of the page and of the card
    int wanted = m_ui->forecast->sizeHint().width() + 20 + 8 * (k_planGroups + 2) + k_margins;
    for (const CountButton* button : m_counts)
        wanted += button->isHidden() ? 0 : button->fullWidth();
    for (CountButton* button : m_counts)
        button->setCompact(wanted > width());
    m_ui->counts->activate(); // before the forecast gives way to words that are gone
    fitTools();
}

/// Where the box has no room, the count and the group's menu do the same.
void PreviewPage::fitTools() {
    constexpr int k_leastFilter = 120;
    int wanted = k_leastFilter + m_ui->unchanged->sizeHint().width() + 6 * 8 + 48; // gaps, the page's margins
    for (const QWidget* tool :
         std::initializer_list<const QWidget*>{m_ui->listButton, m_ui->monthButton, m_ui->requestsButton,
                                               m_ui->monthTools, m_ui->expandButton, m_ui->collapseButton})
        wanted += tool->isHidden() ? 0 : tool->sizeHint().width();
    const Plan* plan = m_presenter.model().plan();
    m_ui->unchanged->setVisible(plan != nullptr && plan->purpose.isSync() && wanted <= width());
    m_ui->tools->activate();
}

void PreviewPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    fitCounts();
}

void PreviewPage::showNothingToDo() {
    if (m_presenter.aim()) {
        const AimTexts texts = aimTexts(*m_presenter.aim());
        return m_ui->empty->show(texts.nothing, texts.nothingWhy,
                                 m_presenter.canCloseRun() ? texts.closeNothing : QString());
    }
    m_ui->empty->show(tr("Nothing to do"),
                      m_presenter.isNarrowed()
                          ? tr("The chosen deliverables stand in the calendar as they should, or do not "
                               "belong there.")
                          : tr("The calendar says what the tracker says."));
}

void PreviewPage::showNothing() {
    const Nothing nothing = m_presenter.nothing();
    const Error* failure = m_presenter.failure();
    if (nothing == Nothing::CouldNotRead && failure != nullptr)
        m_ui->error->setError(*failure, m_presenter.session().backend().clock().utcNow());
    else
        m_ui->error->clear();
    switch (nothing) {
    case Nothing::None: {
        const std::array<QWidget*, 3> views{m_ui->tree, m_ui->month, m_ui->requestsView};
        m_ui->views->setCurrentWidget(views.at(static_cast<size_t>(m_view)));
        return;
    }
    case Nothing::NotReady:
        m_ui->empty->show(tr("Not set up yet"),
                          tr("A plan needs the tracker, a calendar and a secret for each."),
                          tr("Open Set&up"));
        break;
    case Nothing::NotLooked:
        m_ui->empty->show(tr("No plan yet"),
                          tr("The plan shows what would change in the calendar, before anything is written."),
                          tr("Loo&k at both sides"));
        break;
    case Nothing::Reading:
        if (!m_presenter.look().isWaiting())
            m_ui->empty->show({}, {});
        else
            m_ui->empty->show(m_presenter.aim() ? tr("Making the plan") : tr("Reading both sides"),
                              m_presenter.reading().evidence, tr("Sto&p"));
        break;
    case Nothing::CouldNotRead:
        m_ui->empty->show(
            m_presenter.aim() ? tr("No such plan could be made") : tr("Could not read everything"),
            m_presenter.aim() ? tr("Nothing is written or deleted.")
                              : tr("Without both sides there is no plan, and nothing is written or deleted."),
            tr("T&ry again"));
        break;
    case Nothing::NothingToDo:
        showNothingToDo();
        break;
    case Nothing::NoMatch:
        m_ui->empty->show(tr("Nothing matches the filter"),
                          tr("The plan has changes, but none with “%1”.").arg(m_presenter.model().filter()),
                          tr("Clear the &filter"));
        break;
    }
    m_ui->nothingColumn->setStretch(0, m_ui->error->isHidden() ? 1 : 0);
    m_ui->views->setCurrentWidget(m_ui->nothingView);
}

void PreviewPage::showRequest() {
    if (m_view != View::Requests)
        return;
    const QModelIndex current = m_selection->currentIndex();
    QString text = m_presenter.requestText(current);
    m_ui->copyRequest->setEnabled(!text.isEmpty());
    if (text.isEmpty())
        text = m_presenter.model().action(current) == nullptr
                   ? tr("Choose an event to see the request that would be sent for it.")
                   : tr("Nothing is sent for this event.");
    if (m_ui->request->toPlainText() != text)
        m_ui->request->setPlainText(text);
}

void PreviewPage::showFailure(const QString& what, const Error& error) {
    m_ui->noticeBanner->hide();
    m_ui->failureTitle->setText(what);
    m_ui->failureError->setError(error, m_presenter.session().backend().clock().utcNow());
    m_ui->failure->show();
}

void PreviewPage::showSaved(const QString& path) {
    m_ui->failure->hide();
    m_ui->noticeBanner->say(Banner::Tone::Info, tr("The plan was saved."), QDir::toNativeSeparators(path),
                            tr("&Dismiss"));
}

void PreviewPage::askAndApply() {
    auto run = m_presenter.prepare();
    if (!run)
        return;
    auto* dialog = new ApplyDialog(std::move(*run), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_presenter.apply(dialog->run(), dialog->typed()); });
    dialog->open();
}

void PreviewPage::askWhereToSave() {
    auto* dialog = new QFileDialog(this, tr("Save plan"));
    dialog->setObjectName(u"savePlanDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Plans (*.json)"));
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &PreviewPresenter::savePlan);
    dialog->open();
}

void PreviewPage::askWhatToOpen() {
    auto* dialog = new QFileDialog(this, tr("Open plan"));
    dialog->setObjectName(u"openPlanDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Plans (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &PreviewPresenter::openPlan);
    dialog->open();
}

} // namespace milepost
