// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/entratokenprovider.h"
#include "auth/redirectlistener.h"
#include "graph/appdirectory.h"
#include "graph/graphclient.h"
#include "setup/adminsignin.h"

namespace milepost {

struct ConsentWish {
    QUrl authority; ///< without a slash at its end
    QString tenantId;
    QString clientId;
    QString scope;      ///< "https://graph.microsoft.com/.default", of the profile's cloud
    QStringList roles;  ///< names of the permissions that must be there in the end, or wider ones
    QString mailbox;    ///< is asked as the proof; "": the directory is
    bool again = false; ///< open the page though everything is granted: the registration may declare more
};

struct ConsentProgress {
    enum class Step {
        Look,   ///< is it granted already?
        Answer, ///< somebody has to decide in the browser
        Spread, ///< the answer came; the tenant's services have not heard of it all
    };
    Step step = Step::Look;
    QDateTime sinceUtc;
    QDateTime untilUtc; ///< when it is given up
    QUrl page;          ///< of Step::Answer
    QUrl plainPage;     ///< for a registration without http://localhost: no answer comes back from there
    bool isOpened = false;
};

struct ConsentOutcome {
    std::optional<Error> error;
    bool wasGranted = false; ///< before; no page was opened
    bool wasAnswered = false;
    QStringList roles;       ///< in the fresh token
    bool byExchange = false; ///< a mailbox answered without the calendar role in the token
    QString mailbox;         ///< that answered; "": the directory did
    QDateTime provedUtc;
};

/// Lets an admin grant in the browser what the registration declares, and proves it by a fresh token and a
/// call (graph-contract 2.1): what the browser says is a hint, no proof. A registration without
/// http://localhost sends no answer: the token is asked for all the while, more and more seldom, and so is
/// the mailbox, because a right that Exchange gave shows in no token (3.2). Errors: those of readConsent(),
/// of RedirectListener, of the token and of the call; Kind::Timeout, code sign-in-no-answer, or
/// Kind::Forbidden, code roles-missing. Ends at once after stop. Runs on: pool threads; blocks.
class ConsentFlow {
public:
    struct Parts {
        EntraTokenProvider& entra;
        GraphClient& graph;      ///< with tokens of `entra`
        AppDirectory* directory; ///< may be null; what it refuses is not known
        const Clock& clock;
        BrowserOpener openBrowser;
        std::function<void(const ConsentProgress&)> tell; ///< may be null
        std::chrono::milliseconds answerPatience = std::chrono::minutes(15);
        std::chrono::milliseconds spreadPatience = std::chrono::minutes(10);
        std::chrono::milliseconds firstPause = std::chrono::seconds(5); ///< between two looks; doubles
        std::chrono::milliseconds longestPause = std::chrono::seconds(30);
    };

    explicit ConsentFlow(Parts parts) : m_parts(std::move(parts)) {}
    [[nodiscard]] ConsentOutcome grant(const ConsentWish& wish, std::stop_token stop);

private:
    using Step = ConsentProgress::Step;
    [[nodiscard]] Result<void> run(const ConsentWish& wish, ConsentOutcome& outcome, std::stop_token stop);
    /// Is everything there, as a token of now and a call say?
    [[nodiscard]] Result<bool> look(const ConsentWish& wish, ConsentOutcome& outcome, std::stop_token stop);
    [[nodiscard]] Result<Redacted<QByteArray>> freshToken(std::stop_token stop);
    [[nodiscard]] Result<void> askFor(const ConsentWish& wish, bool needsMailbox, ConsentOutcome& outcome,
                                      std::stop_token stop);
    /// Where that is allowed: what it declares is wanted too, and does it take answers here?
    void readRegistration(const QString& clientId, std::stop_token stop);
    /// True: what was found while waiting is the proof already.
    [[nodiscard]] Result<bool> awaitAnswer(const ConsentWish& wish, RedirectListener& listener,
                                           const QString& state, ConsentOutcome& outcome,
                                           std::stop_token stop);
    [[nodiscard]] Result<void> awaitSpread(const ConsentWish& wish, ConsentOutcome& outcome,
                                           std::stop_token stop);
    void open(const ConsentWish& wish, RedirectListener& listener, const QString& state,
              std::stop_token stop);
    [[nodiscard]] QDateTime in(std::chrono::milliseconds time) const {
        return m_parts.clock.utcNow().addMSecs(time.count());
    }
    void tell() const;

    Parts m_parts;
    ConsentProgress m_progress;
    QStringList m_wanted;
    std::optional<bool> m_takesAnswers; ///< nothing: it is not known
    std::optional<Redacted<QByteArray>> m_lastToken;
    QStringList m_missing; ///< at the last look
};

} // namespace milepost
