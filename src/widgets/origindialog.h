// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/originconfirmer.h"
#include "widgets/banner.h"

#include <QDialog>

class QVBoxLayout;

namespace milepost {

class ErrorPanel;

/// Puts the question on a banner: both addresses, and a button that confirms the new one.
void askForOrigin(Banner& banner, const OriginQuestion& question);

/// The same for every secret of the session's profile, where a failure led here. No button is the default:
/// an address is never confirmed by a stray Enter. Runs on: main.
class OriginDialog final : public QDialog {
    Q_OBJECT

public:
    explicit OriginDialog(Session& session, QWidget* parent = nullptr);
    void ask();

private:
    void showQuestions();

    OriginConfirmer m_confirmer;
    QVBoxLayout* m_rows;
    QWidget* m_questions = nullptr;
    ErrorPanel* m_error;
};

} // namespace milepost
