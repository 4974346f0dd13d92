// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/session.h"
#include "presentation/setupsteps.h"

#include <QFrame>

class QLabel;
class QToolButton;
class QPushButton;

namespace milepost {

/// The bar at the top: which profile, its mark, what is known of sign-in and tracker, and the finder. Says
/// at all times when the profile is the sandbox (ux 2.10).
class ProfileBar final : public QFrame {
    Q_OBJECT

public:
    explicit ProfileBar(Session& session, QWidget* parent = nullptr);
    void takeFocus();

signals:
    /// The step of the set-up that a state belongs to.
    void stepWanted(milepost::SetupStep step);
    void finderWanted();
    void newProfileWanted();
    void profilesWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showProfiles();
    void showProfile();
    void showFindings();
    void showFinding(QToolButton& button, const QString& subject, const Finding& finding);
    /// The profile's name takes what the rest leaves, and is elided.
    void fit();

    /// What marks the profile, and what is left of it where there is little room.
    struct Marks {
        QString whole;
        QString shortened;
    };

    Session& m_session;
    Marks m_marks;
    QString m_title; ///< of the profile, in full
    QToolButton* m_profiles;
    QLabel* m_mark;
    QToolButton* m_signIn;
    QToolButton* m_tracker;
    QToolButton* m_look;
    QPushButton* m_find;
};

} // namespace milepost
