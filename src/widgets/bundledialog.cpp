// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/bundledialog.h"

#include "widgets/banner.h"
#include "widgets/card.h"
#include "widgets/dialogparts.h"
#include "widgets/errorpanel.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize k_size(920, 680);
constexpr int k_filesWidth = 232; // px

} // namespace

BundleDialog::BundleDialog(Session& session, QWidget* parent) : QDialog(parent), m_presenter(session) {
    setObjectName(u"bundleDialog"_s);
    setWindowTitle(tr("Diagnostics bundle"));
    resize(k_size);
    m_checks = new QCheckBox(tr("&Ask every service how it is (the checks of Setup); writes nothing"));
    m_checks->setObjectName(u"bundleChecks"_s);
    m_checks->setChecked(true);
    m_wait = new EmptyState;
    m_error = new ErrorPanel;
    m_error->setPlace({PageId::Help, {}}); // every remedy leads elsewhere
    m_notice = new Banner;
    m_notice->setObjectName(u"bundleNotice"_s);
    m_notice->hide();
    m_stack = new QStackedWidget;
    m_made = makeMade();
    m_stack->addWidget(m_wait);
    m_stack->addWidget(m_error);
    m_stack->addWidget(m_made);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(24, 24, 24, 24);
    rows->setSpacing(12);
    rows->addWidget(
        mutedLabel(tr("What support needs, as a ZIP file: versions, settings, checks, the last runs and "
                      "requests. Look at every file before you send it; nothing leaves this computer "
                      "by itself.")));
    rows->addWidget(m_checks);
    rows->addWidget(m_notice);
    rows->addWidget(m_stack, 1);
    rows->addWidget(makeButtons());
    connectParts();
}

QWidget* BundleDialog::makeMade() {
    auto* made = new QWidget;
    m_files = new QListWidget;
    m_files->setObjectName(u"bundleFiles"_s);
    m_files->setAccessibleName(tr("Files of the bundle"));
    m_files->setFixedWidth(k_filesWidth);
    m_about = mutedLabel();
    m_lines = new QListView;
    m_lines->setObjectName(u"bundleLines"_s);
    m_lines->setAccessibleName(tr("What stands in the file"));
    m_lines->setModel(&m_presenter.lines());
    m_lines->setUniformItemSizes(true);
    m_lines->setTextElideMode(Qt::ElideNone);
    m_lines->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* content = new QVBoxLayout;
    content->setSpacing(4);
    content->addWidget(m_about);
    content->addWidget(m_lines, 1);
    auto* panes = new QHBoxLayout;
    panes->setSpacing(16);
    panes->addWidget(m_files);
    panes->addLayout(content, 1);
    m_names = mutedLabel();
    m_names->setObjectName(u"bundleNames"_s);
    m_names->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_gaps = mutedLabel();
    m_gaps->setObjectName(u"bundleGaps"_s);
    auto* rows = new QVBoxLayout(made);
    rows->setContentsMargins({});
    rows->setSpacing(12);
    rows->addLayout(panes, 1);
    rows->addWidget(makeSearch());
    rows->addWidget(m_names);
    rows->addWidget(m_gaps);
    return made;
}

QWidget* BundleDialog::makeSearch() {
    auto* box = new QWidget;
    auto* label = new QLabel(tr("&Look for one of your own secrets or names; it is kept nowhere"));
    m_search = new QLineEdit;
    m_search->setObjectName(u"bundleSearch"_s);
    m_search->setEchoMode(QLineEdit::Password);
    m_search->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                  Qt::ImhNoAutoUppercase);
    label->setBuddy(m_search);
    m_reveal = new QCheckBox(tr("Sho&w"));
    m_reveal->setObjectName(u"bundleReveal"_s);
    m_found = wordsLabel();
    m_found->setObjectName(u"bundleFound"_s);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_search, 1);
    line->addWidget(m_reveal);
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins({});
    rows->setSpacing(4);
    rows->addWidget(label);
    rows->addLayout(line);
    rows->addWidget(m_found);
    return box;
}

QWidget* BundleDialog::makeButtons() {
    auto* buttons = new QDialogButtonBox;
    m_save = dialogButton(u"saveBundle"_s, tr("&Save as…"), true);
    m_close = dialogButton(u"closeBundle"_s, tr("Close"));
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->addButton(m_close, QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &BundleDialog::askForFile);
    return buttons;
}

void BundleDialog::connectParts() {
    connect(&m_presenter, &BundlePresenter::changed, this, &BundleDialog::showState);
    connect(&m_presenter, &BundlePresenter::searched, this, &BundleDialog::showFound);
    connect(&m_presenter, &BundlePresenter::saved, this, &BundleDialog::takeSaved);
    connect(m_wait, &EmptyState::actionChosen, this, [this] {
        if (m_presenter.state() == BundlePresenter::State::Making)
            m_presenter.stop();
        else
            m_presenter.make(m_checks->isChecked());
    });
    connect(m_error, &ErrorPanel::actionWanted, this, [this](RemedyAction action) {
        reject();
        emit actionWanted(action);
    });
    connect(m_checks, &QCheckBox::clicked, this, [this](bool on) { m_presenter.make(on); });
    connect(m_files, &QListWidget::currentRowChanged, this, [this](int row) {
        m_presenter.choose(row);
        m_lines->scrollToTop();
        const auto& files = m_presenter.files();
        const bool isThere = row >= 0 && row < static_cast<int>(files.size());
        m_about->setText(isThere ? aboutBundleFile(files[static_cast<size_t>(row)].name) : QString());
    });
    connect(m_search, &QLineEdit::textEdited, &m_presenter, &BundlePresenter::search);
    connect(m_reveal, &QCheckBox::toggled, this,
            [this](bool on) { m_search->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password); });
}

void BundleDialog::ask() {
    open();
    m_notice->hide();
    m_presenter.make(m_checks->isChecked());
    m_files->setFocus();
}

/// Nothing of what was looked for stays.
void BundleDialog::done(int result) {
    m_search->setText({}); // and its history, which clear() would keep
    m_reveal->setChecked(false);
    m_presenter.search({});
    m_presenter.stop();
    QDialog::done(result);
}

void BundleDialog::showState() {
    using Made = BundlePresenter::State;
    const Made state = m_presenter.state();
    m_save->setEnabled(state == Made::Made);
    switch (state) {
    case Made::Nothing:
        m_wait->show(m_presenter.session().profile() ? tr("Nothing was gathered")
                                                     : tr("No profile is chosen"),
                     tr("A bundle is about one profile and its last runs."),
                     m_presenter.session().profile() ? tr("&Gather") : QString());
        return m_stack->setCurrentWidget(m_wait);
    case Made::Making:
        m_notice->hide();
        m_wait->show(tr("Gathering…"),
                     m_checks->isChecked() ? tr("Every service is asked; that may take some seconds.")
                                           : QString(),
                     tr("&Cancel"));
        return m_stack->setCurrentWidget(m_wait);
    case Made::Failed:
        m_error->setError(*m_presenter.failure(), m_presenter.session().backend().clock().utcNow());
        return m_stack->setCurrentWidget(m_error);
    case Made::Made:
        showFiles();
        m_stack->setCurrentWidget(m_made);
        m_files->setFocus();
    }
}

void BundleDialog::showFiles() {
    m_files->clear();
    for (const ZipEntry& file : m_presenter.files()) {
        const QString size = locale().formattedDataSize(file.content.size());
        m_files->addItem(tr("%1 · %2", "a file and its size").arg(file.name, size));
    }
    m_files->setCurrentRow(0);
    m_names->setText(
        tr("Mailboxes, people and titles have pseudonyms in it, the same ones each time. Who they are "
           "stands in %1, which stays on this computer and is in no bundle.")
            .arg(m_presenter.namesFile()));
    m_gaps->setVisible(!m_presenter.gaps().isEmpty());
    m_gaps->setText(tr("%n thing(s) could not be had; about.json says which.", nullptr,
                       static_cast<int>(m_presenter.gaps().size())));
}

void BundleDialog::showFound() {
    m_found->setText(m_presenter.found());
    QPalette colours = palette();
    if (!m_presenter.found().isEmpty())
        colours.setColor(QPalette::WindowText,
                         Theme::colour(m_presenter.isClean() ? Role::Success : Role::Danger));
    m_found->setPalette(colours);
}

void BundleDialog::askForFile() {
    auto* dialog = new QFileDialog(this, tr("Save the diagnostics bundle"));
    dialog->setObjectName(u"bundleFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // asked below, where it is known
    dialog->setDefaultSuffix(u"zip"_s);
    dialog->selectFile(m_presenter.suggestedName());
    dialog->setNameFilters({tr("ZIP files (*.zip)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& path) { m_presenter.save(path, false); });
    dialog->open();
}

void BundleDialog::takeSaved(BundlePresenter::Saved outcome, const QString& path, const QString& sentence) {
    switch (outcome) {
    case BundlePresenter::Saved::Exists:
        return askToReplace(path, sentence);
    case BundlePresenter::Saved::Done:
        return m_notice->say(Banner::Tone::Info, sentence, {});
    case BundlePresenter::Saved::Failed:
        return m_notice->say(Banner::Tone::Danger, sentence,
                             tr("Nothing was written. Choose another place."));
    }
}

void BundleDialog::askToReplace(const QString& path, const QString& sentence) {
    auto* question = new QMessageBox(this);
    question->setObjectName(u"replaceBundle"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIconPixmap(
        iconPixmap(u"state-warning"_s, Theme::colour(Role::Warning), 24, devicePixelRatioF()));
    question->setWindowTitle(tr("The file is there already"));
    question->setText(sentence);
    question->setInformativeText(tr("What stands in it now would be gone."));
    QPushButton* keep = question->addButton(tr("&Keep it"), QMessageBox::RejectRole);
    QPushButton* replace = question->addButton(tr("&Replace it"), QMessageBox::DestructiveRole);
    replace->setObjectName(u"replaceFile"_s);
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    connect(replace, &QPushButton::clicked, this, [this, path] { m_presenter.save(path, true); });
    question->open();
}

} // namespace milepost
