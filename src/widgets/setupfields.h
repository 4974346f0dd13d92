// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/setuppresenter.h"

#include <QHash>
#include <QObject>

class QCheckBox;
class QLabel;
class QLineEdit;
class QWidget;

namespace milepost {

/// Ties the fields of the set-up's form to their keys: a field is named as its key, `note_KEY` beside it says
/// what is wrong with its value. Secrets are masked and never put back into a field. Runs on: main.
class SetupFields final : public QObject {
    Q_OBJECT

public:
    /// `form` holds the fields; both outlive this.
    SetupFields(QWidget& form, SetupPresenter& setup, QObject* parent = nullptr);

    void showValues();
    void showNotes();
    void showSecrets();
    /// Empties the secret fields: what they held is stored or taken back.
    void clearSecrets();

private:
    void bind(const QString& key);
    void bindSecret(SecretPurpose purpose);
    void bindIncludes();
    void showValue(const QString& key);
    void showCalendarRows();
    void showCertificate(bool isUsed);
    void note(const QString& name, const QString& text, Role role);

    QWidget& m_form;
    SetupPresenter& m_setup;
    QHash<int, QLineEdit*> m_secrets;
    QCheckBox* m_team = nullptr;
    QCheckBox* m_notes = nullptr;
};

} // namespace milepost
