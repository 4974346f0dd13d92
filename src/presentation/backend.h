// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/appcertificate.h"
#include "auth/secretstore.h"
#include "auth/unlockwait.h"
#include "base/clock.h"
#include "doctor/bundle.h"
#include "doctor/credentialexpiry.h"
#include "doctor/ladders.h"
#include "doctor/probe.h"
#include "domain/guard.h"
#include "graph/graphclient.h"
#include "presentation/adminfeed.h"
#include "presentation/exchangeparts.h"
#include "presentation/runfeed.h"
#include "setup/rotation.h"
#include "storage/envfile.h"
#include "sync/driftengine.h"
#include "sync/peoplefile.h"
#include "sync/runcontrol.h"
#include "sync/survey.h"
#include "sync/syncengine.h"

#include <map>
#include <memory>

#include <QFuture>

namespace milepost {

/// Values as they stand on the screen: what a test of the set-up uses, and what Save stores (ux 1).
struct Draft {
    Profile profile;
    std::map<SecretPurpose, Redacted<QString>> secrets; ///< typed now; one that is absent is the stored one
    /// Addresses that somebody confirmed for secrets of a named source (law 10); stored with the rest.
    std::map<SecretPurpose, QString> confirmed = {};
};

/// What an admin's sign-in shall make (RegistrationMaker).
struct RegistrationOrder {
    QString displayName;
    QStringList roleIds; ///< of Graph
    CredentialKind credential = CredentialKind::Secret;
    AdminSignIn::Way way = AdminSignIn::Way::Browser;
};

/// A secret of a named source that is sent nowhere before somebody accepts its address (law 10).
struct OriginQuestion {
    SecretPurpose purpose = SecretPurpose::EntraSecret;
    QString now;    ///< where it would be sent
    QString before; ///< what was accepted; "": nothing was, the profile was imported
    friend bool operator==(const OriginQuestion&, const OriginQuestion&) = default;
};

/// A certificate that is to be made.
struct NewCertificate {
    QString name; ///< its subject
    int days = 365;
    QString cer; ///< where the public part is written, to be uploaded; a new file
};

/// A secret that is to be replaced (docs/adr/0028-rotation.md).
struct RotationRequest {
    SecretPurpose purpose = SecretPurpose::EntraSecret;
    std::optional<Redacted<QString>> given; ///< nothing: go on with one that stands there, or make one
    QString expires;                        ///< YYYY-MM-DD, of a client secret that was entered; may be ""
    bool goesBack = false;                  ///< to the former one
};

/// A profile's file as the list of profiles shows it.
struct ProfileEntry {
    QString name;
    Result<Profile> profile; ///< an error: the file cannot be read; it is kept as it is
};

/// What an .env or compose file says for a profile; nothing is stored yet.
struct EnvProposal {
    Draft draft;
    QStringList taken;          ///< keys of the profile that the file gave
    std::vector<EnvNote> notes; ///< lines that could not be taken
    QStringList unknown = {};   ///< names of variables that say nothing to us
};

/// What to carry out.
struct RunRequest {
    Scope scope;
    bool adopt = false;
    /// The plan that was reviewed. A window never writes without one (ux 2.2).
    std::shared_ptr<const Survey> reviewed;
    std::vector<EventKey> chosen;  ///< keys of the plan that are ticked
    std::vector<EventKey> putBack; ///< of these, whose edits in Outlook are taken back
    std::optional<DeletionLimit> maxDelete;
    std::optional<RunId> resumes = {}; ///< the run of which this is all that is left
};

/// The engine as the window sees it. Runs on: main. Every call returns at once; each future completes exactly
/// once, also after stop, on another thread: continue with then(context, …). Whoever holds the backend
/// outlives no future's context. Fakes stand in for it in the tests of presenters.
class Backend {
public:
    virtual ~Backend() = default;
    [[nodiscard]] virtual const Clock& clock() const = 0;
    /// Whether the keychain asks to be unlocked, in a window of its own.
    [[nodiscard]] virtual UnlockWait& unlockWait() = 0;

    [[nodiscard]] virtual QFuture<Result<std::vector<ProfileEntry>>> profiles() = 0;
    /// With every default; refused when the name is taken.
    [[nodiscard]] virtual QFuture<Result<Profile>> createProfile(const QString& name) = 0;
    /// Profile file first, then the typed secrets. An error says what was not stored.
    [[nodiscard]] virtual QFuture<Result<void>> save(const Draft& draft) = 0;
    /// Its secrets first, then its file; the history stays (ProfileStore::remove).
    [[nodiscard]] virtual QFuture<Result<void>> removeProfile(const Profile& profile) = 0;
    [[nodiscard]] virtual QFuture<Result<Profile>> importProfile(const QString& path) = 0;
    /// With the same values and its secrets; its history is its own.
    [[nodiscard]] virtual QFuture<Result<Profile>> duplicateProfile(const Profile& profile,
                                                                    const QString& newName) = 0;
    /// History and secrets go along (ProfileStore::rename).
    [[nodiscard]] virtual QFuture<Result<Profile>> renameProfile(const Profile& profile,
                                                                 const QString& newName) = 0;
    /// Without secrets; a file that stands there is replaced.
    [[nodiscard]] virtual QFuture<Result<void>> exportProfile(const QString& name, const QString& path) = 0;
    /// Starts the sandbox in this process, once; its profile is one of profiles() from then on.
    [[nodiscard]] virtual QFuture<Result<Profile>> startSandbox() = 0;
    [[nodiscard]] virtual QFuture<Result<EnvProposal>> readEnv(const QString& path, const Profile& base) = 0;
    /// Never opens a prompt.
    [[nodiscard]] virtual QFuture<Result<SecretState>> secretState(const Profile& profile,
                                                                   SecretPurpose purpose) = 0;
    /// Made in memory; only its public part is written. Nothing is stored before save().
    [[nodiscard]] virtual QFuture<Result<AppCertificate>> makeCertificate(const NewCertificate& wish) = 0;
    /// PEM or PFX; valid now. Errors: those of readCertificate() and checkValidity().
    [[nodiscard]] virtual QFuture<Result<AppCertificate>>
    readCertificateFile(const QString& path, const Redacted<QString>& password) = 0;
    /// On the profile as it is stored; its day of expiry is stored too. `tell` is called on other threads.
    [[nodiscard]] virtual QFuture<RotationOutcome>
    rotate(const Profile& profile, const RotationRequest& request, std::stop_token stop,
           std::function<void(const RotationProgress&)> tell) = 0;
    /// Of the secrets that the profile, as it is given, uses.
    [[nodiscard]] virtual QFuture<Result<std::vector<OriginQuestion>>>
    originQuestions(const Profile& profile) = 0;

    /// One step of the set-up, on the values shown. Asks, never writes, stores nothing.
    [[nodiscard]] virtual QFuture<ProbeReport> probe(ProbeId probe, const Draft& draft,
                                                     std::stop_token stop) = 0;
    /// Writes the request pack of the values shown into a new or empty folder (milepost::writeRequestPack());
    /// a token, where one can be had, names the enterprise application. The names of the files.
    [[nodiscard]] virtual QFuture<Result<QStringList>> writeRequestPack(const Draft& draft,
                                                                        const QString& folder) = 0;
    [[nodiscard]] virtual QFuture<Result<std::vector<Calendar>>> calendars(const Draft& draft,
                                                                           std::stop_token stop) = 0;
    /// Makes the draft's calendar in its mailbox; one that stands is taken as it is.
    [[nodiscard]] virtual QFuture<Result<Calendar>> createCalendar(const Draft& draft,
                                                                   std::stop_token stop) = 0;

    /// The calendar of that name in the draft's mailbox gets the draft's name.
    [[nodiscard]] virtual QFuture<Result<Calendar>> renameCalendar(const Draft& draft, const QString& name,
                                                                   std::stop_token stop) = 0;
    /// Proves by a test event that the draft's calendar can be written to (proveWriting()).
    [[nodiscard]] virtual QFuture<Result<void>> proveWriting(const Draft& draft, std::stop_token stop) = 0;

    /// Climbs a ladder on the profile as it is stored, with clients of its own: asks, and writes nothing
    /// unless the wish says so. `tell` is called on other threads, rung by rung.
    [[nodiscard]] virtual QFuture<Result<LadderReport>> climb(const Profile& profile, LadderId id,
                                                              const LadderWish& wish,
                                                              std::function<void(const Rung&)> tell,
                                                              std::stop_token stop) = 0;
    /// As the name ends: .html, .md, .json.
    [[nodiscard]] virtual QFuture<Result<void>> saveLadder(const LadderReport& report,
                                                           const QString& path) = 0;
    /// One that was saved as JSON.
    [[nodiscard]] virtual QFuture<Result<QJsonObject>> readLadder(const QString& path) = 0;
    /// Lets somebody read the profile's calendar.
    [[nodiscard]] virtual QFuture<Result<void>> shareCalendar(const Profile& profile, const QString& viewer,
                                                              std::stop_token stop) = 0;
    /// Looks the calendar up by its name, and remembers its id.
    [[nodiscard]] virtual QFuture<Result<void>> resolveCalendar(const Profile& profile,
                                                                std::stop_token stop) = 0;

    /// Makes the draft's registration with the sign-in of an admin by the draft's public client; its
    /// credential is stored at once, its client id is for the draft. The outcome says what was left behind.
    [[nodiscard]] virtual QFuture<RegistrationOutcome> createRegistration(const Draft& draft,
                                                                          const RegistrationOrder& order,
                                                                          std::shared_ptr<AdminFeed> feed,
                                                                          std::stop_token stop) = 0;
    /// Lets an admin consent in the browser, and proves it (ConsentFlow).
    [[nodiscard]] virtual QFuture<ConsentOutcome>
    grantConsent(const Draft& draft, bool again, std::shared_ptr<AdminFeed> feed, std::stop_token stop) = 0;

    [[nodiscard]] virtual QFuture<Result<std::shared_ptr<const Survey>>>
    survey(const Profile& profile, const Scope& scope, bool adopt, std::stop_token stop) = 0;
    /// The same for another purpose, or for what is left of a run that was cut off.
    [[nodiscard]] virtual QFuture<Result<std::shared_ptr<const Survey>>>
    surveyFor(const Profile& profile, const PlanAim& aim, std::stop_token stop) = 0;
    /// Of what the profile signs in with: by a certificate's or Entra's own word where it can be had, else as
    /// it was entered. Asks Entra for nothing that a look did not ask for, and Graph's directory once.
    [[nodiscard]] virtual QFuture<CredentialExpiry> credentialExpiry(const Profile& profile,
                                                                     std::stop_token stop) = 0;
    /// Accepts today's view of the tracker (law 2).
    [[nodiscard]] virtual QFuture<Result<TrackerView>> confirmReadings(const Profile& profile,
                                                                       std::stop_token stop) = 0;
    /// A shared store's target is the profile's from now on (SyncEngine::retarget).
    [[nodiscard]] virtual QFuture<Result<StoreTarget>> retarget(const Profile& profile,
                                                                std::stop_token stop) = 0;
    /// Exactly what was chosen of the reviewed plan. `control` and `feed` are shared with the run.
    [[nodiscard]] virtual QFuture<SyncReport> apply(const Profile& profile, const RunRequest& request,
                                                    std::shared_ptr<RunControl> control,
                                                    std::shared_ptr<RunFeed> feed) = 0;
    /// Newest first.
    [[nodiscard]] virtual QFuture<Result<std::vector<RunRecord>>> runs(const Profile& profile, int limit) = 0;
    [[nodiscard]] virtual QFuture<Result<RunDetails>> run(const Profile& profile, RunId run) = 0;

    /// The whole history into a file, as its name's end says (AuditText). The number of runs.
    [[nodiscard]] virtual QFuture<Result<int>> exportHistory(const Profile& profile, const QString& path) = 0;
    /// A part of the profile's exchange log; an empty one where nothing was kept yet.
    [[nodiscard]] virtual QFuture<Result<ExchangePart>> exchanges(const Profile& profile,
                                                                  const ExchangeQuery& query) = 0;
    /// One of its requests, with the bodies that were kept. Kind::NotFound: it is not in the log any more.
    [[nodiscard]] virtual QFuture<Result<ExchangeRecord>> exchange(const Profile& profile, qint64 id) = 0;
    /// Bodies are kept for so long from now on, by every program that uses the profile; 0 ends it. Until
    /// when.
    [[nodiscard]] virtual QFuture<Result<QDateTime>> keepBodies(const Profile& profile, int minutes) = 0;
    /// Everything that support needs, without secrets and names (ADR 32); `asks`: with the checks, which ask
    /// every service. The pseudonyms are noted on this computer, nothing else is written.
    [[nodiscard]] virtual QFuture<Result<Bundle>> makeBundle(const Profile& profile, bool asks,
                                                             std::stop_token stop) = 0;
    /// As a ZIP file for its owner alone. Errors: NotFound (no such folder), Forbidden (no right to write
    /// there), Conflict (the file is there, and nobody said `replaces`), Storage.
    [[nodiscard]] virtual QFuture<Result<void>> saveBundle(const Bundle& bundle, const QString& path,
                                                           bool replaces) = 0;
    /// About edits that the last look found; stored as a whole or not at all.
    [[nodiscard]] virtual QFuture<Result<void>> decideDrift(const Profile& profile,
                                                            const DriftChoice& choice) = 0;

    /// Whose mailbox stands for whom; new matches are remembered.
    [[nodiscard]] virtual QFuture<Result<PeopleListing>> people(const Profile& profile,
                                                                std::stop_token stop) = 0;
    /// Stores all wishes or none.
    [[nodiscard]] virtual QFuture<Result<WishOutcome>> decidePeople(const Profile& profile,
                                                                    const std::vector<PersonWish>& wishes,
                                                                    PeopleEngine::Known known) = 0;
    [[nodiscard]] virtual QFuture<Result<std::vector<FileWish>>> readPeopleFile(const QString& path) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> writePeopleFile(const QString& path,
                                                                const std::vector<PersonRow>& rows) = 0;

    [[nodiscard]] virtual QFuture<Result<void>> savePlan(const QString& path,
                                                         std::shared_ptr<const Survey> survey) = 0;
    [[nodiscard]] virtual QFuture<Result<QJsonObject>> openPlan(const QString& path) = 0;
};

} // namespace milepost
