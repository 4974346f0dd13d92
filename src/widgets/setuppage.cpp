// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/setuppage.h"

#include "presentation/facttexts.h"
#include "ui_setuppage.h"
#include "widgets/elision.h"
#include "widgets/envdialog.h"
#include "widgets/icons.h"
#include "widgets/setupfields.h"
#include "widgets/theme.h"
#include "widgets/twolinedelegate.h"

#include <algorithm>

#include <QFileDialog>
#include <QFormLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_stepHeight = 56;
constexpr int k_stepsWidth = 288;
constexpr int k_wideFrom = 900; // page width

} // namespace

SetupPage::SetupPage(SetupPresenter& setup, SetupGuide& guide, Theme& theme, QWidget* parent)
    : Page(PageId::Setup,
           tr("Each step has its own test. A test uses what is on the screen; nothing is stored until you "
              "save."),
           parent),
      m_setup(setup),
      m_guide(guide),
      m_model(setup),
      m_ui(std::make_unique<Ui::SetupPage>()),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState),
      m_import(new QPushButton(icon(u"import"_s, Role::Text), tr("&Import .env…"))),
      m_testAll(new QPushButton) {
    m_import->setObjectName(u"importEnv"_s);
    m_testAll->setObjectName(u"testAll"_s);
    addHeaderWidget(m_import);
    addHeaderWidget(m_testAll);
    auto* content = new QSplitter;
    m_ui->setupUi(content);
    content->setSizes({k_stepsWidth, 10'000});
    content->setStretchFactor(1, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    setContent(m_stack);
    m_fields = new SetupFields(*m_ui->scrolled, m_setup, this);
    new EnvDialog(setup, this); // opens by itself
    dress();
    connectAll();
    connectGuide();
    connectCertificate();
    connectRotation();
    connectAccess();
    connect(&theme, &Theme::changed, this, &SetupPage::showAll); // the notes keep colours of their own
    showAll();
}

SetupPage::~SetupPage() = default;

void SetupPage::dress() {
    m_ui->steps->setModel(&m_model);
    m_steps = new TwoLineDelegate(k_stepHeight, m_ui->steps);
    m_ui->steps->setItemDelegate(m_steps);
    m_ui->steps->viewport()->installEventFilter(this);
    for (const QFormLayout* form : m_ui->scrolled->findChildren<QFormLayout*>())
        if (form->parentWidget()->layout() == form)
            form->parentWidget()->installEventFilter(this);
    m_ui->steps->setCurrentIndex(m_model.index(0));
    letShrink(*m_ui->createCalendar);
    m_ui->unsaved->setContentsMargins(16, 12, 16, 0);
    m_ui->share->setRange(0, k_setupStepCount);
    m_ui->title->setFont(Theme::font(Theme::Text::Panel));
    QFont heading = Theme::font(Theme::Text::Body);
    heading.setWeight(QFont::DemiBold);
    m_ui->exampleTitle->setFont(heading);
    for (QLabel* muted :
         {m_ui->tested, m_ui->purpose, m_ui->why_credential, m_ui->permissionsNote, m_ui->scopeNote,
          m_ui->previewNote, m_ui->unsaved, m_ui->shareText, m_ui->importNote})
        muted->setForegroundRole(QPalette::PlaceholderText);
    // The card shows through.
    m_ui->scroll->viewport()->setAutoFillBackground(false);
    m_ui->scrolled->setAutoFillBackground(false);
    m_ui->steps->viewport()->setAutoFillBackground(false);
    m_empty->show(tr("No profile yet"),
                  tr("A profile is one tracker, one tenant and one calendar. Create one to set it up here."),
                  tr("New profile…"));
}

void SetupPage::connectAll() {
    connect(m_empty, &EmptyState::actionChosen, this, &SetupPage::newProfileWanted);
    connect(m_import, &QPushButton::clicked, this, &SetupPage::askForEnv);
    connect(m_testAll, &QPushButton::clicked, this, [this] {
        if (m_setup.isBusy())
            m_setup.stop();
        else
            m_setup.testAll();
    });
    connect(m_ui->testStep, &QPushButton::clicked, this, [this] { m_setup.test(step()); });
    connect(m_ui->grantConsent, &QPushButton::clicked, this, &SetupPage::consentWanted);
    connect(m_ui->save, &QPushButton::clicked, &m_setup, &SetupPresenter::save);
    connect(m_ui->discard, &QPushButton::clicked, &m_setup, &SetupPresenter::discard);
    connect(m_ui->createCalendar, &QPushButton::clicked, &m_setup, &SetupPresenter::createCalendar);
    connect(m_ui->near, &NearMisses::chosen, &m_setup, &SetupPresenter::useCalendar);
    connect(m_ui->near, &NearMisses::renameWanted, &m_setup, &SetupPresenter::renameCalendar);
    connect(m_ui->proposals, &Banner::actionChosen, this, [this] { m_setup.takeProposals(step()); });
    connect(m_ui->writeProof, &Banner::actionChosen, &m_setup, &SetupPresenter::proveWriting);
    connect(m_ui->origin, &Banner::actionChosen, this, [this] {
        if (const auto question = m_setup.originQuestion(step()))
            m_setup.confirmOrigin(*question);
    });
    connect(m_ui->steps->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SetupPage::showCurrent);
    connect(m_ui->error, &ErrorPanel::detailsToggled, this, [this](bool open) {
        if (open)
            m_ui->scroll->ensureWidgetVisible(m_ui->error);
    });
    connect(&m_setup, &SetupPresenter::profileChanged, this, &SetupPage::showAll);
    connect(&m_setup, &SetupPresenter::valuesChanged, this, [this] {
        m_fields->showNotes();
        showSaving();
        showAccess();
    });
    connect(&m_setup, &SetupPresenter::findingsChanged, this, &SetupPage::showFinding);
    connect(&m_setup, &SetupPresenter::findingsChanged, this, &SetupPage::showAccess); // an id became known
    connect(&m_setup, &SetupPresenter::secretsChanged, m_fields, &SetupFields::showSecrets);
    connect(&m_setup, &SetupPresenter::secretsChanged, this, &SetupPage::showOrigin);
    connect(&m_setup, &SetupPresenter::savingChanged, this, &SetupPage::showSaving);
    connect(&m_setup, &SetupPresenter::exampleChanged, this, &SetupPage::showExample);
}

SetupStep SetupPage::step() const {
    const int row = m_ui->steps->currentIndex().row();
    return k_setupSteps[static_cast<size_t>(std::clamp(row, 0, k_setupStepCount - 1))];
}

void SetupPage::showStep(SetupStep step) {
    m_ui->steps->setCurrentIndex(m_model.index(static_cast<int>(step)));
}

void SetupPage::refresh() {
    m_setup.lookAtSecrets();
    m_setup.test(step());
}

void SetupPage::cancel() { m_setup.stop(); }

/// In a narrow window labels stand above their fields, and the state below the title.
void SetupPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    const bool isWide = width() >= k_wideFrom;
    m_ui->titleRow->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_ui->title->setWordWrap(!isWide); // beside it the evidence gives way
    for (QFormLayout* form : m_ui->scrolled->findChildren<QFormLayout*>())
        form->setRowWrapPolicy(isWide ? QFormLayout::DontWrapRows : QFormLayout::WrapAllRows);
}

namespace {

/// Qt 6.4 gives rows that are wrapped no height at all where others are hidden and a text in one of them
/// takes several lines: such a text says its height itself there.
void settleTexts(const QWidget& form, const QFormLayout& rows) {
    const bool isWrapped = rows.rowWrapPolicy() == QFormLayout::WrapAllRows;
    for (auto* label : form.findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (!label->wordWrap())
            continue;
        QSizePolicy policy = label->sizePolicy();
        policy.setHeightForWidth(!isWrapped);
        label->setSizePolicy(policy);
        label->setMinimumHeight(isWrapped ? std::max(0, label->heightForWidth(form.width())) : 0);
    }
}

} // namespace

/// All steps are seen at once where they can be.
bool SetupPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        if (const auto* form = qobject_cast<QWidget*>(watched); form != nullptr)
            if (const auto* rows = qobject_cast<QFormLayout*>(form->layout()))
                settleTexts(*form, *rows);
    if (watched == m_ui->steps->viewport() && event->type() == QEvent::Resize)
        m_steps->setRowHeight(std::min(k_stepHeight, m_ui->steps->viewport()->height() / k_setupStepCount));
    return Page::eventFilter(watched, event);
}

void SetupPage::askForEnv() {
    auto* dialog = new QFileDialog(this, tr("Import an .env or compose file"));
    dialog->setObjectName(u"envFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Settings (.env *.env *.yml *.yaml)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, &m_setup, &SetupPresenter::importEnv);
    dialog->open();
}

void SetupPage::showAll() {
    m_stack->setCurrentIndex(m_setup.hasProfile() ? 1 : 0);
    m_import->setEnabled(m_setup.hasProfile());
    m_fields->showValues();
    m_fields->clearSecrets();
    m_fields->showSecrets();
    showCurrent();
    showSaving();
    showExample();
}

void SetupPage::showCurrent() {
    const SetupStep current = step();
    const std::array forms{m_ui->formCloud,       m_ui->formApp,   m_ui->formSecret,
                           m_ui->formPermissions, m_ui->formScope, m_ui->formTracker,
                           m_ui->formCalendar,    m_ui->formEvent, m_ui->formPreview};
    static_assert(forms.size() == k_setupSteps.size());
    for (size_t i = 0; i < forms.size(); ++i)
        forms[i]->setVisible(k_setupSteps[i] == current);
    m_ui->title->setText(tr("%1  %2").arg(QString::number(stepNumber(current)), stepTitle(current)));
    m_ui->purpose->setText(stepPurpose(current));
    m_ui->exampleTitle->setVisible(current == SetupStep::Event);
    m_ui->example->setVisible(current == SetupStep::Event);
    m_ui->scroll->ensureVisible(0, 0);
    showOrigin();
    showAccess();
    showFinding();
}

void SetupPage::showExample() {
    const auto event = m_setup.example();
    m_ui->exampleTitle->setText(m_setup.exampleIsFromTracker()
                                    ? tr("The next deliverable, as Outlook shows it")
                                    : tr("An example, as Outlook shows it"));
    if (event)
        m_ui->example->setEvent(
            OutlookEvent::Shown{*event, calendarText(m_setup.draft().profile()), {}, false});
    else
        m_ui->example->setEvent(std::nullopt, tr("Correct the marked value to see the example."));
}

void SetupPage::showSaving() {
    m_fields->clearSecrets();
    const bool isDirty = m_setup.hasProfile() && m_setup.draft().isDirty();
    m_ui->save->setEnabled(m_setup.canSave());
    m_ui->save->setText(m_setup.isSaving() ? tr("Saving…") : tr("&Save"));
    m_ui->discard->setEnabled(isDirty && !m_setup.isSaving());
    m_ui->unsaved->setText(!isDirty                      ? QString()
                           : m_setup.draft().hasFaults() ? tr("A value is not valid")
                                                         : tr("Not saved yet"));
    m_ui->unsaved->setVisible(!m_ui->unsaved->text().isEmpty());
    m_ui->importNote->setText(m_setup.importNote());
    m_ui->importNote->setVisible(!m_setup.importNote().isEmpty());
    showGuide();
    showRemedies();
}

} // namespace milepost
