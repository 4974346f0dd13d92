// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/exchangelogs.h"
#include "app/sandboxhost.h"
#include "app/taskpool.h"
#include "app/workspaces.h"
#include "presentation/backend.h"
#include "storage/profilestore.h"

#include <functional>

namespace milepost {

class JournalOrigins;

/// The engine behind the window: profile files, secret stores, one open workspace per profile, all work on a
/// private pool. Writes of one profile run one after the other.
///
/// Made and destroyed on main. Keychain jobs need main's event loop, so call shutDown() and go on with the
/// loop until it is ready before this is destroyed; where nothing is under way, the destructor will do.
class DesktopBackend final : public Backend {
public:
    /// Makes the store that a secretSource names. Runs on: main.
    using StoreMaker = std::function<Result<std::unique_ptr<SecretStore>>(const QString& source)>;

    /// Opens a page for the person at this computer; false: nothing opens it. Runs on: main.
    using PageOpener = std::function<bool(const QUrl& page)>;

    /// Without a maker: the stores of this system. `unlock` is what the maker's keychain tells of its prompt.
    /// Without an opener: the browser of this system.
    explicit DesktopBackend(Paths paths, StoreMaker makeStore = {}, std::shared_ptr<UnlockWait> unlock = {},
                            PageOpener openPage = {});
    ~DesktopBackend() override;

    /// The keychain of this computer, the environment, systemd, this session.
    [[nodiscard]] static StoreMaker systemStores(std::shared_ptr<UnlockWait> unlock);
    [[nodiscard]] static PageOpener systemBrowser();
    /// Stops every run and waits, away from main, until the pool is done and the workspaces are closed
    /// (design 4).
    [[nodiscard]] QFuture<void> shutDown();
    /// The sandbox of this process; null before startSandbox().
    [[nodiscard]] std::shared_ptr<SandboxHost> sandbox() const;

    [[nodiscard]] const Clock& clock() const override { return m_clock; }
    [[nodiscard]] UnlockWait& unlockWait() override { return *m_unlock; }
    QFuture<Result<std::vector<ProfileEntry>>> profiles() override;
    QFuture<Result<Profile>> createProfile(const QString& name) override;
    QFuture<Result<void>> save(const Draft& draft) override;
    QFuture<Result<void>> removeProfile(const Profile& profile) override;
    QFuture<Result<Profile>> importProfile(const QString& path) override;
    QFuture<Result<Profile>> duplicateProfile(const Profile& profile, const QString& newName) override;
    QFuture<Result<Profile>> renameProfile(const Profile& profile, const QString& newName) override;
    QFuture<Result<void>> exportProfile(const QString& name, const QString& path) override;
    QFuture<Result<Profile>> startSandbox() override;
    QFuture<Result<EnvProposal>> readEnv(const QString& path, const Profile& base) override;
    QFuture<Result<SecretState>> secretState(const Profile& profile, SecretPurpose purpose) override;
    QFuture<Result<AppCertificate>> makeCertificate(const NewCertificate& wish) override;
    QFuture<Result<AppCertificate>> readCertificateFile(const QString& path,
                                                        const Redacted<QString>& password) override;
    QFuture<RotationOutcome> rotate(const Profile& profile, const RotationRequest& request,
                                    std::stop_token stop,
                                    std::function<void(const RotationProgress&)> tell) override;
    QFuture<Result<std::vector<OriginQuestion>>> originQuestions(const Profile& profile) override;
    QFuture<ProbeReport> probe(ProbeId probe, const Draft& draft, std::stop_token stop) override;
    QFuture<Result<QStringList>> writeRequestPack(const Draft& draft, const QString& folder) override;
    QFuture<Result<std::vector<Calendar>>> calendars(const Draft& draft, std::stop_token stop) override;
    QFuture<Result<Calendar>> createCalendar(const Draft& draft, std::stop_token stop) override;
    QFuture<Result<Calendar>> renameCalendar(const Draft& draft, const QString& name,
                                             std::stop_token stop) override;
    QFuture<Result<void>> proveWriting(const Draft& draft, std::stop_token stop) override;
    QFuture<Result<LadderReport>> climb(const Profile& profile, LadderId id, const LadderWish& wish,
                                        std::function<void(const Rung&)> tell, std::stop_token stop) override;
    QFuture<Result<void>> saveLadder(const LadderReport& report, const QString& path) override;
    QFuture<Result<QJsonObject>> readLadder(const QString& path) override;
    QFuture<Result<void>> shareCalendar(const Profile& profile, const QString& viewer,
                                        std::stop_token stop) override;
    QFuture<Result<void>> resolveCalendar(const Profile& profile, std::stop_token stop) override;
    QFuture<RegistrationOutcome> createRegistration(const Draft& draft, const RegistrationOrder& order,
                                                    std::shared_ptr<AdminFeed> feed,
                                                    std::stop_token stop) override;
    QFuture<ConsentOutcome> grantConsent(const Draft& draft, bool again, std::shared_ptr<AdminFeed> feed,
                                         std::stop_token stop) override;
    QFuture<Result<std::shared_ptr<const Survey>>> survey(const Profile& profile, const Scope& scope,
                                                          bool adopt, std::stop_token stop) override;
    QFuture<Result<std::shared_ptr<const Survey>>> surveyFor(const Profile& profile, const PlanAim& aim,
                                                             std::stop_token stop) override;
    QFuture<CredentialExpiry> credentialExpiry(const Profile& profile, std::stop_token stop) override;
    QFuture<Result<TrackerView>> confirmReadings(const Profile& profile, std::stop_token stop) override;
    QFuture<Result<StoreTarget>> retarget(const Profile& profile, std::stop_token stop) override;
    QFuture<SyncReport> apply(const Profile& profile, const RunRequest& request,
                              std::shared_ptr<RunControl> control, std::shared_ptr<RunFeed> feed) override;
    QFuture<Result<std::vector<RunRecord>>> runs(const Profile& profile, int limit) override;
    QFuture<Result<RunDetails>> run(const Profile& profile, RunId run) override;
    QFuture<Result<int>> exportHistory(const Profile& profile, const QString& path) override;
    QFuture<Result<ExchangePart>> exchanges(const Profile& profile, const ExchangeQuery& query) override;
    QFuture<Result<ExchangeRecord>> exchange(const Profile& profile, qint64 id) override;
    QFuture<Result<QDateTime>> keepBodies(const Profile& profile, int minutes) override;
    QFuture<Result<Bundle>> makeBundle(const Profile& profile, bool asks, std::stop_token stop) override;
    QFuture<Result<void>> saveBundle(const Bundle& bundle, const QString& path, bool replaces) override;
    QFuture<Result<void>> decideDrift(const Profile& profile, const DriftChoice& choice) override;
    QFuture<Result<PeopleListing>> people(const Profile& profile, std::stop_token stop) override;
    QFuture<Result<WishOutcome>> decidePeople(const Profile& profile, const std::vector<PersonWish>& wishes,
                                              PeopleEngine::Known known) override;
    QFuture<Result<std::vector<FileWish>>> readPeopleFile(const QString& path) override;
    QFuture<Result<void>> writePeopleFile(const QString& path, const std::vector<PersonRow>& rows) override;
    QFuture<Result<void>> savePlan(const QString& path, std::shared_ptr<const Survey> survey) override;
    QFuture<Result<QJsonObject>> openPlan(const QString& path) override;

private:
    /// Where a profile's files and secrets are.
    struct Place {
        ProfileStore files;
        SecretStore* secrets = nullptr;
    };
    /// Runs on: main.
    [[nodiscard]] Result<Place> placeOf(const Profile& profile);
    /// What `ask` finds out with the engine, on the pool.
    [[nodiscard]] QFuture<Result<std::shared_ptr<const Survey>>>
    look(const Profile& profile, std::stop_token stop,
         std::function<Result<std::shared_ptr<const Survey>>(SyncEngine&, std::stop_token)> ask);
    /// Runs after what else writes for that profile.
    template <class T>
    [[nodiscard]] QFuture<Result<T>> decide(const Profile& profile, std::stop_token stop,
                                            std::function<Result<T>(SyncEngine&, std::stop_token)> act);
    /// What `act` does to the files of a profile that gets another name, with its secrets; with `leaves` the
    /// former name has none afterwards.
    [[nodiscard]] QFuture<Result<Profile>>
    underNewName(const Profile& profile, const QString& newName,
                 std::function<Result<Profile>(const ProfileStore&, const QString&, const QString&)> act,
                 bool leaves = false);
    /// What `act` writes on values that were not saved; refused as a run of that profile would be.
    template <class T>
    [[nodiscard]] QFuture<Result<T>> write(const Draft& draft, std::stop_token stop,
                                           std::function<Result<T>(CompositionRoot&, std::stop_token)> act);
    /// m_openPage, for the pool.
    [[nodiscard]] BrowserOpener browser() const;
    [[nodiscard]] ProfileStore filesOf(const QString& profile) const;
    [[nodiscard]] std::shared_ptr<ExchangeLog> logOf(const Profile& profile);
    [[nodiscard]] Result<SecretStore*> storeFor(const Profile& profile);
    /// Of values that were not saved: a test of them leaves no trace in what was accepted.
    [[nodiscard]] Result<std::shared_ptr<SecretStore>> storeFor(const Draft& draft);
    /// When a run last saw the profile's calendar under its name.
    [[nodiscard]] std::optional<QDateTime> calendarSeen(const Profile& profile, SecretStore& secrets,
                                                        std::stop_token stop) const;
    [[nodiscard]] JournalOrigins originsOf(const Profile& profile) const;
    /// The name belongs to the sandbox, whose profile stands elsewhere.
    [[nodiscard]] bool isSandboxName(const QString& name) const;
    [[nodiscard]] Result<std::shared_ptr<SandboxHost>> startedSandbox();

    const SystemClock m_clock;
    const ProfileStore m_profiles;
    const std::shared_ptr<UnlockWait> m_unlock;
    const StoreMaker m_makeStore;
    const PageOpener m_openPage;
    /// By secretSource, and by profile where what it may be used for is kept with that.
    std::map<std::pair<QString, QString>, std::unique_ptr<SecretStore>> m_stores;
    mutable std::mutex m_mutex; ///< guards the next
    std::shared_ptr<SandboxHost> m_sandbox;
    ExchangeLogs m_logs{m_clock};
    Workspaces m_workspaces;
    TaskPool m_tasks; ///< last: its work uses the rest
};

} // namespace milepost
