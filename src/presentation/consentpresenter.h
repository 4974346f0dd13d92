// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/setuppresenter.h"

#include <QTimer>

namespace milepost {

/// "Grant admin consent": the browser opens the page for the values on the set-up's screen, and what was
/// granted is proved by a new token. Runs on: main; never blocks.
class ConsentPresenter final : public QObject {
    Q_OBJECT

public:
    enum class Stage { Ready, Working, Done, Failed };

    /// Both outlive it.
    ConsentPresenter(Session& session, SetupPresenter& setup, QObject* parent = nullptr);
    ~ConsentPresenter() override; ///< asks the work to stop

    /// Forgets what came of it last, unless work is under way.
    void begin();
    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] bool canStart() const;
    /// `again`: open the page even if everything is granted.
    void start(bool again = false);
    void cancel();

    [[nodiscard]] const Profile& profile() const { return m_setup.draft().profile(); }
    [[nodiscard]] QUrl page() const;      ///< empty before it is known
    [[nodiscard]] QUrl plainPage() const; ///< for a registration without http://localhost
    /// No browser took the page.
    [[nodiscard]] bool mustOpenByHand() const;
    [[nodiscard]] QString progressText() const;
    [[nodiscard]] const ConsentOutcome& outcome() const { return m_outcome; }
    [[nodiscard]] QStringList proof() const; ///< of Done
    [[nodiscard]] QDateTime now() const { return m_session.backend().clock().utcNow(); }

signals:
    void changed();

private:
    void take(const ConsentOutcome& outcome);

    Session& m_session;
    SetupPresenter& m_setup;
    Stage m_stage = Stage::Ready;
    std::shared_ptr<AdminFeed> m_feed;
    AdminFeed::News m_news;
    std::stop_source m_stop;
    ConsentOutcome m_outcome;
    QTimer m_ticker;
};

} // namespace milepost
