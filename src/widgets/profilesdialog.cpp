// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/profilesdialog.h"

#include "ui_profilesdialog.h"
#include "widgets/theme.h"
#include "widgets/twolinedelegate.h"
#include "widgets/unlockbar.h"

#include <QFileDialog>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_rowHeight = 56;

} // namespace

ProfilesDialog::ProfilesDialog(Session& session, ProfileMaker& maker, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_maker(maker),
      m_model(session),
      m_ui(std::make_unique<Ui::ProfilesDialog>()) {
    m_ui->setupUi(this);
    setObjectName(u"profilesDialog"_s);
    m_ui->rows->insertWidget(0, new UnlockBar(maker.backend()));
    m_ui->profiles->setModel(&m_model);
    m_ui->profiles->setItemDelegate(new TwoLineDelegate(k_rowHeight, m_ui->profiles));
    m_ui->purpose->setForegroundRole(QPalette::PlaceholderText);
    m_ui->said->setForegroundRole(QPalette::PlaceholderText);
    m_ui->buttons->button(QDialogButtonBox::Close)->setText(tr("&Close"));
    // Return belongs to the list and to the new name.
    for (QPushButton* button : findChildren<QPushButton*>())
        button->setAutoDefault(false);
    connectAll();
    showState();
}

ProfilesDialog::~ProfilesDialog() = default;

void ProfilesDialog::connectAll() {
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->profiles->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { put(Question::None); });
    connect(m_ui->profiles, &QListView::activated, m_ui->openProfile, &QPushButton::click);
    connect(m_ui->openProfile, &QPushButton::clicked, this, [this] {
        if (const Profile* profile = chosen())
            m_session.choose(profile->name);
    });
    connect(m_ui->duplicateProfile, &QPushButton::clicked, this, [this] { put(Question::Duplicate); });
    connect(m_ui->renameProfile, &QPushButton::clicked, this, [this] { put(Question::Rename); });
    connect(m_ui->deleteProfile, &QPushButton::clicked, this, [this] { put(Question::Delete); });
    connect(m_ui->exportProfile, &QPushButton::clicked, this, &ProfilesDialog::askForFile);
    connect(m_ui->newProfile, &QPushButton::clicked, this, [this] {
        reject();
        emit newProfileWanted();
    });
    connect(m_ui->importProfile, &QPushButton::clicked, this, [this] {
        reject();
        emit importWanted();
    });
    connect(m_ui->newName, &QLineEdit::textChanged, this, &ProfilesDialog::showState);
    connect(m_ui->newName, &QLineEdit::returnPressed, m_ui->answerYes, &QPushButton::click);
    connect(m_ui->answerYes, &QPushButton::clicked, this, &ProfilesDialog::answer);
    connect(m_ui->answerNo, &QPushButton::clicked, this, [this] { put(Question::None); });
    connect(&m_maker, &ProfileMaker::changed, this, &ProfilesDialog::showState);
    connect(&m_maker, &ProfileMaker::carriedOut, this, [this](const QString& said) {
        put(Question::None);
        m_ui->said->setText(said);
        showState();
    });
    connect(&m_session, &Session::profileChanged, this, &ProfilesDialog::showState);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_session.profile())
            choose(m_session.profile()->name);
    });
}

void ProfilesDialog::ask() {
    m_maker.reset();
    m_ui->said->clear();
    put(Question::None);
    if (m_session.profile())
        choose(m_session.profile()->name);
    open();
    m_ui->profiles->setFocus();
}

void ProfilesDialog::done(int result) {
    m_maker.reset();
    QDialog::done(result);
}

const Profile* ProfilesDialog::chosen() const {
    const ProfileEntry* entry = m_model.entry(m_ui->profiles->currentIndex());
    return entry != nullptr && entry->profile ? &*entry->profile : nullptr;
}

void ProfilesDialog::choose(const QString& name) {
    m_ui->profiles->setCurrentIndex(m_model.indexOf(name));
    showState();
}

void ProfilesDialog::put(Question question) {
    m_question = chosen() != nullptr ? question : Question::None;
    if (m_question != Question::None) {
        m_ui->said->clear();
        m_maker.reset();
    }
    const bool takesName = m_question == Question::Duplicate || m_question == Question::Rename;
    if (takesName) {
        m_ui->newName->setText(m_question == Question::Rename ? chosen()->name
                                                              : tr("%1 copy").arg(chosen()->name));
        m_ui->newName->selectAll();
    }
    showState();
    if (takesName)
        m_ui->newName->setFocus();
    else if (m_question == Question::Delete)
        m_ui->answerNo->setFocus();
}

void ProfilesDialog::answer() {
    const Profile* profile = chosen();
    if (profile == nullptr || !m_ui->answerYes->isEnabled())
        return;
    const QString name = m_ui->newName->text().trimmed();
    if (m_question == Question::Duplicate)
        m_maker.duplicate(*profile, name);
    else if (m_question == Question::Rename)
        m_maker.rename(*profile, name);
    else if (m_question == Question::Delete)
        m_maker.remove(*profile);
}

void ProfilesDialog::askForFile() {
    const Profile* profile = chosen();
    if (profile == nullptr)
        return;
    put(Question::None);
    auto* dialog = new QFileDialog(this, tr("Export the profile"));
    dialog->setObjectName(u"exportFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->setNameFilters({tr("Profiles (*.json)")});
    dialog->selectFile(profile->name + u".json"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, exported = *profile](const QString& path) { m_maker.exportTo(exported, path); });
    dialog->open();
}

QString ProfilesDialog::questionText() const {
    const Profile* profile = chosen();
    if (profile == nullptr)
        return {};
    switch (m_question) {
    case Question::None:
        return {};
    case Question::Duplicate:
        return tr("A copy of %1, with its secrets and a history of its own, under the name:")
            .arg(profile->name);
    case Question::Rename:
        return tr("%1 with its secrets and its history gets the name:").arg(profile->name);
    case Question::Delete:
        return tr("Delete %1 and its secrets? Its history stays on this computer, and its events stay in "
                  "Outlook: to take those away, use Settings before.")
            .arg(profile->name);
    }
    return {};
}

void ProfilesDialog::showState() {
    const Profile* profile = chosen();
    const bool isFree = m_maker.busyWith().isEmpty();
    const bool isOwn = profile != nullptr && profile->name != m_session.sandboxProfile();
    const bool isOpen =
        profile != nullptr && m_session.profile() && m_session.profile()->name == profile->name;
    m_ui->openProfile->setEnabled(isFree && profile != nullptr && !isOpen);
    for (QPushButton* button :
         {m_ui->duplicateProfile, m_ui->renameProfile, m_ui->exportProfile, m_ui->deleteProfile})
        button->setEnabled(isFree && isOwn);
    const bool takesName = m_question == Question::Duplicate || m_question == Question::Rename;
    const QString name = m_ui->newName->text().trimmed();
    m_ui->question->setVisible(m_question != Question::None);
    m_ui->asked->setText(questionText());
    m_ui->newName->setVisible(takesName);
    m_ui->newName->setEnabled(isFree);
    m_ui->answerYes->setText(m_question == Question::Duplicate ? tr("Duplicate")
                             : m_question == Question::Rename  ? tr("Rename")
                                                               : tr("Delete"));
    m_ui->answerYes->setEnabled(
        isFree && (!takesName || (!name.isEmpty() && profile != nullptr && name != profile->name)));
    if (!isFree)
        m_ui->said->setText(tr("%1…").arg(m_maker.busyWith()));
    m_ui->said->setVisible(!m_ui->said->text().isEmpty() && (!isFree || !m_maker.failure()));
    if (m_maker.failure() && isVisible())
        m_ui->error->setError(*m_maker.failure(), m_maker.now());
    else
        m_ui->error->clear();
}

} // namespace milepost
