// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/setupfields.h"

#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_inset = 6; // words stand clear of the outline

/// Of a second field for the same key, on another step.
QString alsoName(const QString& key) { return u"also_"_s + key; }

QString fieldName(SecretPurpose purpose) { return toString(purpose).replace(u'-', u'_'); }

} // namespace

SetupFields::SetupFields(QWidget& form, SetupPresenter& setup, QObject* parent)
    : QObject(parent),
      m_form(form),
      m_setup(setup) {
    for (const SetupStep step : k_setupSteps)
        for (const QString& key : stepKeys(step))
            bind(key);
    bindIncludes();
    for (const SecretPurpose purpose : {SecretPurpose::EntraSecret, SecretPurpose::TrackerPassword,
                                        SecretPurpose::StorePassword, SecretPurpose::ProxyPassword})
        bindSecret(purpose);
}

void SetupFields::bind(const QString& key) {
    const auto put = [this, key](const QString& text) { m_setup.setValue(key, text); };
    if (auto* line = m_form.findChild<QLineEdit*>(key)) {
        line->setTextMargins(k_inset, 0, k_inset, 0);
        connect(line, &QLineEdit::textEdited, this, put);
        if (auto* also = m_form.findChild<QLineEdit*>(alsoName(key))) {
            also->setTextMargins(k_inset, 0, k_inset, 0);
            connect(also, &QLineEdit::textEdited, this, put);
        }
    } else if (auto* text = m_form.findChild<QPlainTextEdit*>(key)) {
        connect(text, &QPlainTextEdit::textChanged, this, [text, put] { put(text->toPlainText()); });
    } else if (auto* box = m_form.findChild<QComboBox*>(key)) {
        for (const auto& [value, words] : settingChoices(key))
            box->addItem(words, value);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::activated, this, [box, put] { put(box->currentData().toString()); });
    }
}

void SetupFields::bindIncludes() {
    m_team = m_form.findChild<QCheckBox*>(u"includeTeam"_s);
    m_notes = m_form.findChild<QCheckBox*>(u"includeNotes"_s);
    const auto put = [this] {
        QStringList parts;
        if (m_team->isChecked())
            parts << u"team"_s;
        if (m_notes->isChecked())
            parts << u"notes"_s;
        m_setup.setValue(u"include"_s, parts.join(u','));
    };
    connect(m_team, &QCheckBox::clicked, this, put);
    connect(m_notes, &QCheckBox::clicked, this, put);
}

void SetupFields::bindSecret(SecretPurpose purpose) {
    auto* line = m_form.findChild<QLineEdit*>(fieldName(purpose));
    line->setTextMargins(k_inset, 0, k_inset, 0);
    m_secrets.insert(static_cast<int>(purpose), line);
    connect(line, &QLineEdit::textEdited, this,
            [this, purpose](const QString& text) { m_setup.setSecret(purpose, text); });
}

void SetupFields::showValues() {
    for (const SetupStep step : k_setupSteps)
        for (const QString& key : stepKeys(step))
            showValue(key);
    const QStringList parts = m_setup.draft().text(u"include"_s).split(u',');
    m_team->setChecked(parts.contains(u"team"_s));
    m_notes->setChecked(parts.contains(u"notes"_s));
    showNotes();
}

void SetupFields::showValue(const QString& key) {
    const QString value = m_setup.draft().text(key);
    if (m_form.findChild<QLineEdit*>(key) != nullptr) {
        for (const QString& name : {key, alsoName(key)})
            if (auto* line = m_form.findChild<QLineEdit*>(name); line != nullptr && line->text() != value)
                line->setText(value);
    } else if (auto* text = m_form.findChild<QPlainTextEdit*>(key)) {
        if (text->toPlainText() != value)
            text->setPlainText(value);
    } else if (auto* box = m_form.findChild<QComboBox*>(key)) {
        // A stored value that is none of the offered ones stays what it is.
        if (box->findData(value) < 0)
            box->addItem(value.isEmpty() ? tr("Not chosen") : value, value);
        box->setCurrentIndex(box->findData(value));
    }
}

void SetupFields::showNotes() {
    for (const SetupStep step : k_setupSteps)
        for (const QString& key : stepKeys(step)) {
            const QString fault = m_setup.draft().fault(key);
            for (const QString& name : {key, alsoName(key)})
                note(name, fault.isEmpty() ? QString() : tr("Not valid: %1").arg(fault), Role::Danger);
        }
    const bool isCustom = m_setup.draft().profile().cloud == Cloud::Custom;
    auto* layout = m_form.findChild<QFormLayout*>(u"layoutCloud"_s);
    for (const QString& key : {u"authority"_s, u"graphRoot"_s, u"tokenScope"_s})
        layout->setRowVisible(m_form.findChild<QWidget*>(key), isCustom);
    showCalendarRows();
    // What is typed into one of two fields stands in the other as well.
    for (const QString& name : {u"mailbox"_s, alsoName(u"mailbox"_s)})
        if (auto* line = m_form.findChild<QLineEdit*>(name);
            line->text() != m_setup.draft().text(u"mailbox"_s))
            line->setText(m_setup.draft().text(u"mailbox"_s));
}

/// What a mode does not use is not asked for.
void SetupFields::showCalendarRows() {
    const Profile& profile = m_setup.draft().profile();
    auto* layout = m_form.findChild<QFormLayout*>(u"layoutCalendar"_s);
    const auto show = [&](const QString& key, bool isUsed) {
        layout->setRowVisible(m_form.findChild<QWidget*>(key), isUsed);
    };
    show(u"mailbox"_s, !profile.isIndividual());
    m_form.findChild<QFormLayout*>(u"layoutScope"_s)
        ->setRowVisible(m_form.findChild<QWidget*>(u"also_mailbox"_s), !profile.isIndividual());
    show(u"personCalendar"_s, profile.isIndividual());
    show(u"calendarName"_s, !profile.isIndividual() || profile.personCalendar == PersonCalendar::Named);
}

void SetupFields::showSecrets() {
    const Profile& profile = m_setup.draft().profile();
    const std::vector<SecretPurpose> used = stepSecrets(SetupStep::Secret, profile);
    const bool isShared = used.back() == SecretPurpose::StorePassword;
    const bool isCertificate = used.front() == SecretPurpose::EntraCertificate;
    const bool signsInAtProxy = !stepSecrets(SetupStep::Cloud, profile).empty();
    m_form.findChild<QFormLayout*>(u"layoutCloud"_s)
        ->setRowVisible(m_secrets.value(static_cast<int>(SecretPurpose::ProxyPassword)), signsInAtProxy);
    auto* layout = m_form.findChild<QFormLayout*>(u"layoutSecret"_s);
    layout->setRowVisible(m_secrets.value(static_cast<int>(SecretPurpose::StorePassword)), isShared);
    layout->setRowVisible(m_secrets.value(static_cast<int>(SecretPurpose::EntraSecret)), !isCertificate);
    layout->setRowVisible(m_form.findChild<QWidget*>(u"secretExpires"_s),
                          !isCertificate); // that says it itself
    showCertificate(isCertificate);
    for (auto it = m_secrets.cbegin(); it != m_secrets.cend(); ++it) {
        const auto purpose = static_cast<SecretPurpose>(it.key());
        it.value()->setEnabled(takesTypedSecrets(profile.secretSource));
        const bool isUnused = (purpose == SecretPurpose::StorePassword && !isShared) ||
                              (purpose == SecretPurpose::EntraSecret && isCertificate) ||
                              (purpose == SecretPurpose::ProxyPassword && !signsInAtProxy);
        if (isUnused) {
            note(fieldName(purpose), {}, Role::Text);
            continue;
        }
        const SecretNote known = m_setup.secretNote(purpose);
        note(fieldName(purpose), known.text, stateRole(known.state));
    }
}

/// It is never typed: it is made here, or comes from a file.
void SetupFields::showCertificate(bool isUsed) {
    auto* layout = m_form.findChild<QFormLayout*>(u"layoutSecret"_s);
    auto* buttons = m_form.findChild<QWidget*>(u"entra_certificate"_s);
    layout->setRowVisible(buttons, isUsed);
    buttons->setEnabled(takesTypedSecrets(m_setup.draft().profile().secretSource) &&
                        !m_setup.isMakingCertificate());
    const SecretNote known = isUsed ? m_setup.secretNote(SecretPurpose::EntraCertificate) : SecretNote();
    note(fieldName(SecretPurpose::EntraCertificate), known.text, stateRole(known.state));
}

void SetupFields::clearSecrets() {
    for (auto it = m_secrets.cbegin(); it != m_secrets.cend(); ++it)
        if (!m_setup.draft().hasSecret(static_cast<SecretPurpose>(it.key())))
            it.value()->clear();
}

void SetupFields::note(const QString& name, const QString& text, Role role) {
    auto* label = m_form.findChild<QLabel*>(u"note_"_s + name);
    if (label == nullptr)
        return;
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, Theme::colour(role));
    label->setPalette(palette);
    label->setText(text);
    label->setVisible(!text.isEmpty());
    // Said together with the field that it is about.
    if (auto* field = m_form.findChild<QWidget*>(name))
        field->setAccessibleDescription(text);
}

} // namespace milepost
