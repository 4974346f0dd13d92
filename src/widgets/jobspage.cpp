// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/jobspage.h"

#include "ui_jobspage.h"
#include "widgets/flowlayout.h"
#include "widgets/icons.h"
#include "widgets/jobdelegate.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_leastError = 24;
constexpr int k_leastIssues = 34;
constexpr int k_highFrom = 600; // page height
constexpr int k_wideFrom = 900; // page width: title and times have room side by side

} // namespace

JobsPage::JobsPage(JobsPresenter& jobs, QWidget* parent)
    : Page(PageId::Jobs,
           tr("What is running, what waits its turn, and what finished with something left to do."), parent),
      m_jobs(jobs),
      m_model(jobs),
      m_ui(std::make_unique<Ui::JobsPage>()),
      m_pause(new QPushButton(icon(u"pause"_s, Role::Text), tr("&Pause"))),
      m_cancel(new QPushButton(icon(u"cancel"_s, Role::Text), tr("&Cancel run"))),
      m_retry(new QPushButton(icon(u"refresh"_s, Role::Text), tr("&Retry"))),
      m_undo(new QPushButton(icon(u"undo"_s, Role::Text), tr("&Undo this run…"))),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState) {
    m_pause->setObjectName(u"pauseJob"_s);
    m_cancel->setObjectName(u"cancelJob"_s);
    m_retry->setObjectName(u"retryJob"_s);
    m_undo->setObjectName(u"undoJob"_s);
    m_retry->setToolTip(tr("Tries again what failed"));
    m_undo->setToolTip(tr("Shows what would bring back what stood before the run"));
    for (QPushButton* button : {m_undo, m_retry, m_pause, m_cancel})
        addHeaderWidget(button);
    auto* content = new QWidget;
    m_ui->setupUi(content);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    setContent(m_stack);

    m_ui->jobs->setModel(&m_model);
    m_ui->jobs->setItemDelegate(new JobDelegate(m_ui->jobs));
    m_ui->issues->setModel(&m_issues);
    m_ui->issues->setItemDelegate(new IssueDelegate(m_ui->issues));
    m_ui->log->setModel(&m_log);
    m_ui->log->header()->setStretchLastSection(true);
    for (const auto& [column, width] : {std::pair(LogModel::Time, 112), std::pair(LogModel::Method, 96),
                                        std::pair(LogModel::Address, 280), std::pair(LogModel::Status, 72)})
        m_ui->log->header()->resizeSection(column, width);
    m_ui->title->setFont(Theme::font(Theme::Text::Panel));
    m_ui->since->setForegroundRole(QPalette::PlaceholderText);
    m_ui->tabs->setDocumentMode(true);
    m_ui->errorArea->setFrameShape(QFrame::NoFrame);
    m_ui->errorArea->setMinimumHeight(k_leastError);
    new FlowLayout(m_ui->counters, FlowLayout::Fill::None);
    m_ui->counters->layout()->setSpacing(24);
    m_done = addCounter(u"counterDone"_s);
    m_added = addCounter(u"counterAdded"_s);
    m_changed = addCounter(u"counterChanged"_s);
    m_deleted = addCounter(u"counterDeleted"_s);
    m_failed = addCounter(u"counterFailed"_s);
    m_calls = addCounter(u"counterCalls"_s);
    m_slowed = addCounter(u"counterSlowed"_s);
    m_empty->show(tr("No run yet"),
                  tr("A run begins in Preview, once you have seen what it would do. It shows up here, and "
                     "stays with whatever is left to do."),
                  tr("Open Preview"));
    connectButtons();
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &JobsPage::showCurrent);
    showCurrent();
}

JobsPage::~JobsPage() = default;

void JobsPage::connectButtons() {
    connect(m_empty, &EmptyState::actionChosen, this, &JobsPage::previewWanted);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        const Job* job = current();
        if (job == nullptr)
            return;
        if (job->state == Job::State::Paused)
            m_jobs.resume(job->id);
        else
            m_jobs.pause(job->id);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (const Job* job = current())
            m_jobs.cancel(job->id);
    });
    connect(m_retry, &QPushButton::clicked, this, [this] { m_jobs.retry(m_shown); });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (const auto run = m_jobs.toUndo(m_shown))
            emit undoWanted(*run);
    });
    connect(m_ui->retryIssue, &QPushButton::clicked, this, [this] {
        const QModelIndex issue = m_ui->issues->currentIndex();
        if (issue.isValid())
            m_jobs.retry(m_shown, issue.row());
    });
    connect(new QShortcut(Qt::Key_Delete, m_ui->jobs, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, m_cancel, &QPushButton::click);
    connect(new QShortcut(Qt::CTRL | Qt::Key_R, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, m_retry, &QPushButton::click);
    connect(m_ui->jobs->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                // While rows move to another section, what becomes current was chosen by nobody.
                if (const int id = now.data(JobsModel::IdRole).toInt();
                    !m_model.isMoving() && id != 0 && id != m_shown) {
                    m_shown = id;
                    showCurrent();
                }
            });
    connect(m_ui->issues->selectionModel(), &QItemSelectionModel::currentChanged, this, &JobsPage::showIssue);
    connect(&m_jobs, &JobsPresenter::jobAdded, this, &JobsPage::showJob);
    connect(&m_jobs, &JobsPresenter::jobChanged, this, [this](int id) {
        if (id == m_shown)
            showCurrent();
        else if (m_shown != 0)
            m_ui->jobs->setCurrentIndex(m_model.indexOf(m_shown));
        showBadge();
    });
}

const Job* JobsPage::current() const { return m_jobs.job(m_shown); }

void JobsPage::showJob(int id) {
    m_shown = id;
    m_ui->jobs->setCurrentIndex(m_model.indexOf(id));
    showCurrent();
    showBadge();
}

void JobsPage::cancel() {
    if (const Job* job = current(); job != nullptr && job->isActive())
        m_jobs.cancel(job->id);
}

void JobsPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_ui->headline->setDirection(width() >= k_wideFrom ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // In a low window the figures keep their room, the rest moves together.
    const bool isHigh = height() >= k_highFrom;
    m_ui->summaryLayout->setSpacing(isHigh ? 12 : 4);
    m_ui->details->setSpacing(isHigh ? 16 : 8);
    m_ui->issues->setMinimumHeight(isHigh ? 48 : k_leastIssues);
}

void JobsPage::showCurrent() {
    const Job* job = current();
    m_stack->setCurrentIndex(job == nullptr ? 0 : 1);
    const bool isActive = job != nullptr && job->isActive();
    const bool isPaused = job != nullptr && job->state == Job::State::Paused;
    m_pause->setEnabled(isActive && job->state != Job::State::Cancelling);
    m_pause->setText(isPaused ? tr("&Resume") : tr("&Pause"));
    m_pause->setIcon(icon(isPaused ? u"jobs"_s : u"pause"_s, Role::Text));
    m_cancel->setEnabled(job != nullptr && job->state != Job::State::Finished &&
                         job->state != Job::State::Cancelling);
    m_retry->setEnabled(job != nullptr && job->report && !job->report->failures.empty());
    m_undo->setEnabled(m_jobs.toUndo(m_shown).has_value());
    if (isActive != m_second.isActive())
        isActive ? m_second.start() : m_second.stop();
    if (job == nullptr)
        return;
    if (const QModelIndex row = m_model.indexOf(job->id); m_ui->jobs->currentIndex() != row)
        m_ui->jobs->setCurrentIndex(row); // it moved to another section
    showHeadline(*job);
    showCounters(*job);
    showWait(*job);
    showIssues(*job);
    m_log.show(job->id, job->log);
}

void JobsPage::showHeadline(const Job& job) {
    const bool isNumbered = job.report && job.report->run;
    m_ui->title->setText(isNumbered ? tr("Run %1: %2").arg(QString::number(job.report->run->value), job.title)
                                    : job.title);
    const QDateTime begun = job.startedUtc.isValid() ? job.startedUtc : job.queuedUtc;
    const QDateTime end = job.finishedUtc.isValid() ? job.finishedUtc : m_jobs.clock().utcNow();
    m_ui->since->setText(
        tr("%1 · started %2 · %3")
            .arg(job.profile, shortTime(begun), durationText(std::chrono::seconds(begun.secsTo(end)))));
    m_ui->progress->setRange(0, std::max(1, job.planned()));
    m_ui->progress->setValue(job.report ? job.report->summary.done() + job.report->summary.failed
                                        : job.progress.done);
}

QLabel* JobsPage::addCounter(const QString& name) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    m_ui->counters->layout()->addWidget(label);
    return label;
}

void JobsPage::showCounters(const Job& job) {
    const auto set = [](QLabel* label, int number, const QString& word, Role role) {
        const bool isQuiet = number == 0 && role != Role::Text;
        const QColor tint = Theme::colour(isQuiet ? Role::TextMuted : role);
        label->setText(u"<span style='font-size:15pt;font-weight:600;color:%1'>%2</span><br>%3"_s.arg(
            tint.name(), QLocale().toString(number), word.toHtmlEscaped()));
        label->setAccessibleName(u"%1 %2"_s.arg(QString::number(number), word));
    };
    const RunSummary counted = job.report ? job.report->summary : job.counted;
    const int done = job.report ? counted.done() : job.progress.done;
    set(m_done, done, tr("of %n done", nullptr, job.planned()), Role::Text);
    set(m_added, counted.created, tr("added"), Role::Text);
    set(m_changed, counted.updated, tr("changed"), Role::Text);
    set(m_deleted, counted.deleted, tr("deleted"), Role::Text);
    set(m_failed, job.report ? counted.failed : job.progress.failed, tr("failed"), Role::Danger);
    set(m_calls, job.calls, tr("calls"), Role::Text);
    set(m_slowed, job.throttled, tr("slowed down"), Role::Warning);
    m_slowed->setVisible(job.throttled > 0);
}

void JobsPage::showWait(const Job& job) {
    QString words;
    if (job.wait) {
        const auto left = std::chrono::seconds(m_jobs.clock().utcNow().secsTo(job.wait->untilUtc));
        words =
            tr("%1 waits %2 of %3 (%4)")
                .arg(job.wait->wait.lane, durationText(left),
                     durationText(std::chrono::duration_cast<std::chrono::seconds>(job.wait->wait.duration)),
                     waitText(job));
    } else if (job.report) {
        words = outcomeLine(*job.report);
    } else if (job.isActive()) {
        words = jobLine(job, 0, m_jobs.clock().utcNow());
    }
    const auto state = job.report ? std::optional(outcomeState(*job.report)) : std::nullopt;
    const QString name = state ? stateIcon(*state) : job.wait ? u"wait"_s : u"jobs"_s;
    const Role role = state ? stateRole(*state) : job.wait ? Role::Warning : Role::Accent;
    m_ui->waitIcon->setPixmap(iconPixmap(name, Theme::colour(role), 16, devicePixelRatioF()));
    m_ui->wait->setText(words);
}

void JobsPage::showIssues(const Job& job) {
    const int before = m_ui->issues->currentIndex().row();
    m_issues.setIssues(job.issues);
    const int count = m_issues.rowCount();
    m_ui->tabs->setTabText(0, count == 0 ? tr("&Issues") : tr("&Issues (%1)").arg(count));
    m_ui->noIssues->setVisible(count == 0);
    m_ui->noIssues->setText(job.report ? tr("Nothing is left to do.") : tr("No issue so far."));
    m_ui->issues->setVisible(count > 0);
    m_ui->errorArea->setVisible(count > 0);
    m_ui->retryIssue->setVisible(count > 0);
    m_ui->issues->setMaximumHeight(std::clamp(count, 1, 4) * 48 + 2);
    if (count > 0 && !m_ui->issues->currentIndex().isValid())
        m_ui->issues->setCurrentIndex(m_issues.index(std::clamp(before, 0, count - 1)));
    showIssue();
}

void JobsPage::showIssue() {
    const Issue* issue = m_issues.issue(m_ui->issues->currentIndex());
    const Job* job = current();
    m_ui->retryIssue->setEnabled(issue != nullptr && !issue->keys.empty() && job != nullptr && job->report);
    m_ui->issueEvents->setText(issue != nullptr ? eventsText(*issue) : QString());
    if (issue != nullptr && issue->error && job != nullptr)
        m_ui->error->setError(*issue->error, job->finishedUtc.isValid() ? job->finishedUtc : job->startedUtc);
    else
        m_ui->error->clear();
}

void JobsPage::showBadge() {
    int open = m_jobs.waiting() + (m_jobs.active() != nullptr ? 1 : 0);
    emit badgeChanged(open == 0 ? QString() : QString::number(open));
}

} // namespace milepost
