// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/setuppresenter.h"

#include <QTimer>

namespace milepost {

/// "Create it for me": an admin signs in, Milepost makes the registration of the profile on the set-up's
/// screen. What it says of the work is taken from its feed a few times a second. Runs on: main; never blocks.
class RegistrationPresenter final : public QObject {
    Q_OBJECT

public:
    enum class Stage { Order, Working, Done, Failed };
    /// Why nothing can be ordered.
    enum class Obstacle { None, NoPublicClient, NoTenant, SecretsElsewhere };
    struct Permission {
        QString name;
        QString why; ///< translated
        bool isNeeded = false;
        bool isWanted = false;
    };
    struct Step {
        QString text;
        State state = State::Skipped; ///< Skipped: not begun; Unknown: under way
        QString note;                 ///< clock, and what it waits for
    };

    /// Both outlive it.
    RegistrationPresenter(Session& session, SetupPresenter& setup, QObject* parent = nullptr);
    ~RegistrationPresenter() override; ///< asks the work to stop; it tidies up by itself

    /// A new order with the defaults, unless work is under way.
    void begin();
    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] Obstacle obstacle() const;
    void setPublicClient(const QString& clientId) {
        m_setup.setValue(QStringLiteral("publicClientId"), clientId);
    }

    [[nodiscard]] const QString& displayName() const { return m_displayName; }
    void setDisplayName(const QString& name);
    [[nodiscard]] const std::vector<Permission>& permissions() const { return m_permissions; }
    void setWanted(const QString& permission, bool isWanted);
    [[nodiscard]] CredentialKind credential() const { return m_credential; }
    void setCredential(CredentialKind kind) { m_credential = kind; }
    [[nodiscard]] const Profile& profile() const { return m_setup.draft().profile(); }
    [[nodiscard]] bool canStart() const;
    void start(AdminSignIn::Way way);

    /// What was made is removed again; that is waited for.
    void cancel();
    [[nodiscard]] bool isCancelling() const { return m_isCancelling; }
    /// What somebody has to do at the sign-in.
    [[nodiscard]] const std::optional<SignInPrompt>& prompt() const { return m_news.prompt; }
    [[nodiscard]] std::vector<Step> steps() const;

    [[nodiscard]] const RegistrationOutcome& outcome() const { return m_outcome; }
    [[nodiscard]] QStringList resultLines() const;   ///< of Done
    [[nodiscard]] QStringList leftoverLines() const; ///< of Failed
    [[nodiscard]] QDateTime now() const { return m_session.backend().clock().utcNow(); }

signals:
    void changed();

private:
    void take(const RegistrationOutcome& outcome);
    [[nodiscard]] Step signInStep() const;

    Session& m_session;
    SetupPresenter& m_setup;
    Stage m_stage = Stage::Order;
    QString m_profile; ///< its name when the work began
    QString m_displayName;
    std::vector<Permission> m_permissions;
    CredentialKind m_credential = CredentialKind::Secret;
    std::shared_ptr<AdminFeed> m_feed;
    AdminFeed::News m_news;
    QDateTime m_sinceUtc;
    std::stop_source m_stop;
    bool m_isCancelling = false;
    RegistrationOutcome m_outcome;
    QTimer m_ticker;
};

} // namespace milepost
