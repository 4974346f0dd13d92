// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fixedclock.h"
#include "gate.h"
#include "presentation/backend.h"

#include <utility>

namespace milepost {

/// The engine as a test wants it: each call waits at its gate, what it was asked with is kept.
class FakeBackend final : public Backend {
public:
    FixedClock time;
    Gate<Result<std::vector<ProfileEntry>>> profilesGate;
    Gate<Result<Profile>> createGate;
    Gate<Result<void>> saveGate;
    Gate<Result<void>> removeGate;
    Gate<Result<Profile>> duplicateGate;
    Gate<Result<Profile>> renameGate;
    Gate<Result<void>> exportProfileGate;
    Gate<Result<Profile>> importGate;
    Gate<Result<Profile>> sandboxGate;
    Gate<Result<EnvProposal>> envGate;
    Gate<Result<SecretState>> secretGate;
    Gate<Result<std::vector<OriginQuestion>>> originGate;
    Gate<Result<AppCertificate>> makeCertificateGate;
    Gate<Result<AppCertificate>> readCertificateGate;
    Gate<RotationOutcome> rotateGate;
    struct Rotated {
        Profile profile;
        RotationRequest request;
        std::stop_token stop;
        std::function<void(const RotationProgress&)> tell;
    };
    std::vector<Rotated> rotated;
    UnlockWait unlock;
    Gate<ProbeReport> probeGate;
    Gate<Result<QStringList>> requestGate;
    Gate<Result<std::vector<Calendar>>> calendarsGate;
    Gate<Result<Calendar>> createCalendarGate;
    Gate<Result<Calendar>> renameCalendarGate;
    Gate<Result<void>> proveWritingGate;
    Gate<Result<LadderReport>> climbGate;
    Gate<Result<void>> saveLadderGate;
    Gate<Result<QJsonObject>> readLadderGate;
    struct Climbed {
        Profile profile;
        LadderId id;
        LadderWish wish;
        std::stop_token stop;
    };
    std::vector<Climbed> climbed;
    std::stop_token fixStop; ///< of the last calendar that was made, renamed, shared or looked up
    Gate<Result<void>> shareGate;
    Gate<Result<void>> resolveGate;
    std::function<void(const Rung&)> tellRung; ///< of the last climb
    Gate<RegistrationOutcome> registrationGate;
    Gate<ConsentOutcome> consentGate;
    Gate<Result<std::shared_ptr<const Survey>>> surveyGate;
    Gate<Result<std::shared_ptr<const Survey>>> aimGate;
    Gate<Result<TrackerView>> confirmGate;
    Gate<Result<StoreTarget>> retargetGate;
    Gate<SyncReport> applyGate;
    Gate<Result<std::vector<RunRecord>>> runsGate;
    Gate<Result<RunDetails>> runGate;
    Gate<Result<PeopleListing>> peopleGate;
    Gate<Result<WishOutcome>> decideGate;
    Gate<Result<std::vector<FileWish>>> readPeopleGate;
    Gate<Result<void>> writePeopleGate;
    Gate<Result<int>> exportGate;
    Gate<Result<ExchangePart>> exchangesGate;
    Gate<Result<ExchangeRecord>> exchangeGate;
    Gate<Result<QDateTime>> bodiesGate;
    Gate<Result<Bundle>> bundleGate;
    Gate<Result<void>> saveBundleGate;
    Gate<Result<void>> driftGate;
    Gate<Result<void>> savePlanGate;
    Gate<Result<QJsonObject>> openPlanGate;

    struct AdminCall {
        Draft draft;
        RegistrationOrder order; ///< of a registration
        bool again = false;      ///< of a consent
        std::shared_ptr<AdminFeed> feed;
        std::stop_token stop;
    };
    std::vector<AdminCall> adminCalls;
    std::vector<Draft> saved;
    std::vector<std::pair<ProbeId, Draft>> probed;
    std::vector<std::pair<Draft, QString>> requested; ///< request packs
    std::vector<Profile> surveyed;
    std::stop_token surveyStop;
    QStringList exported;               ///< paths
    QStringList newNames;               ///< and removed ones, and paths of exported profiles
    std::vector<ExchangeQuery> queries; ///< of the exchange log
    std::vector<int> bodyMinutes;
    std::vector<bool> bundleAsks;
    std::stop_token bundleStop;
    std::vector<std::pair<QString, bool>> bundlesSaved; ///< path, and whether it may be replaced
    std::vector<DriftChoice> choices;
    std::vector<PlanAim> aimed;
    std::stop_token aimStop;
    std::stop_token peopleStop;
    std::vector<std::pair<std::vector<PersonWish>, PeopleEngine::Known>> wished;
    std::vector<std::pair<QString, std::vector<PersonRow>>> written;
    struct Applied {
        Profile profile;
        RunRequest request;
        std::shared_ptr<RunControl> control;
        std::shared_ptr<RunFeed> feed;
    };
    std::vector<Applied> applied;

    [[nodiscard]] const Clock& clock() const override { return time; }
    QFuture<Result<std::vector<ProfileEntry>>> profiles() override { return profilesGate.open(); }
    QFuture<Result<Profile>> createProfile(const QString&) override { return createGate.open(); }
    QFuture<Result<void>> save(const Draft& draft) override {
        saved.push_back(draft);
        return saveGate.open();
    }
    QFuture<Result<void>> removeProfile(const Profile& profile) override {
        newNames << profile.name;
        return removeGate.open();
    }
    QFuture<Result<Profile>> duplicateProfile(const Profile&, const QString& newName) override {
        newNames << newName;
        return duplicateGate.open();
    }
    QFuture<Result<Profile>> renameProfile(const Profile&, const QString& newName) override {
        newNames << newName;
        return renameGate.open();
    }
    QFuture<Result<void>> exportProfile(const QString&, const QString& path) override {
        newNames << path;
        return exportProfileGate.open();
    }
    QFuture<Result<Profile>> importProfile(const QString&) override { return importGate.open(); }
    QFuture<Result<Profile>> startSandbox() override { return sandboxGate.open(); }
    QFuture<Result<EnvProposal>> readEnv(const QString&, const Profile&) override { return envGate.open(); }
    QFuture<Result<SecretState>> secretState(const Profile&, SecretPurpose) override {
        return secretGate.open();
    }
    QFuture<RotationOutcome> rotate(const Profile& profile, const RotationRequest& request,
                                    std::stop_token stop,
                                    std::function<void(const RotationProgress&)> tell) override {
        rotated.push_back({profile, request, stop, std::move(tell)});
        return rotateGate.open();
    }
    UnlockWait& unlockWait() override { return unlock; }
    QFuture<Result<std::vector<OriginQuestion>>> originQuestions(const Profile&) override {
        return originGate.open();
    }
    QFuture<ProbeReport> probe(ProbeId id, const Draft& draft, std::stop_token) override {
        probed.emplace_back(id, draft);
        return probeGate.open();
    }
    QFuture<Result<QStringList>> writeRequestPack(const Draft& draft, const QString& folder) override {
        requested.emplace_back(draft, folder);
        return requestGate.open();
    }
    QFuture<Result<std::vector<Calendar>>> calendars(const Draft&, std::stop_token) override {
        return calendarsGate.open();
    }
    QFuture<Result<Calendar>> createCalendar(const Draft&, std::stop_token) override {
        return createCalendarGate.open();
    }
    QFuture<Result<Calendar>> renameCalendar(const Draft&, const QString& name, std::stop_token) override {
        newNames << name;
        return renameCalendarGate.open();
    }
    QFuture<Result<QJsonObject>> readLadder(const QString&) override { return readLadderGate.open(); }
    QFuture<Result<LadderReport>> climb(const Profile& profile, LadderId id, const LadderWish& wish,
                                        std::function<void(const Rung&)> tell,
                                        std::stop_token stop) override {
        climbed.push_back({profile, id, wish, std::move(stop)});
        tellRung = std::move(tell);
        return climbGate.open();
    }
    QFuture<Result<void>> saveLadder(const LadderReport&, const QString&) override {
        return saveLadderGate.open();
    }
    QFuture<Result<void>> shareCalendar(const Profile&, const QString&, std::stop_token stop) override {
        fixStop = std::move(stop);
        return shareGate.open();
    }
    QFuture<Result<void>> resolveCalendar(const Profile&, std::stop_token) override {
        return resolveGate.open();
    }
    QFuture<Result<void>> proveWriting(const Draft&, std::stop_token) override {
        return proveWritingGate.open();
    }
    QFuture<RegistrationOutcome> createRegistration(const Draft& draft, const RegistrationOrder& order,
                                                    std::shared_ptr<AdminFeed> feed,
                                                    std::stop_token stop) override {
        adminCalls.push_back({draft, order, false, std::move(feed), std::move(stop)});
        return registrationGate.open();
    }
    QFuture<ConsentOutcome> grantConsent(const Draft& draft, bool again, std::shared_ptr<AdminFeed> feed,
                                         std::stop_token stop) override {
        adminCalls.push_back({draft, {}, again, std::move(feed), std::move(stop)});
        return consentGate.open();
    }
    QFuture<Result<AppCertificate>> makeCertificate(const NewCertificate& wish) override {
        newNames << wish.name << wish.cer;
        return makeCertificateGate.open();
    }
    QFuture<Result<AppCertificate>> readCertificateFile(const QString& path,
                                                        const Redacted<QString>&) override {
        newNames << path;
        return readCertificateGate.open();
    }
    QFuture<Result<std::shared_ptr<const Survey>>> survey(const Profile& profile, const Scope&, bool,
                                                          std::stop_token stop) override {
        surveyed.push_back(profile);
        surveyStop = std::move(stop);
        return surveyGate.open();
    }
    QFuture<Result<std::shared_ptr<const Survey>>> surveyFor(const Profile&, const PlanAim& aim,
                                                             std::stop_token stop) override {
        aimed.push_back(aim);
        aimStop = std::move(stop);
        return aimGate.open();
    }
    QFuture<CredentialExpiry> credentialExpiry(const Profile& profile, std::stop_token) override {
        ++expiryAsked;
        return QtFuture::makeReadyFuture(expiry.value_or(typedExpiry(profile)));
    }
    std::optional<CredentialExpiry> expiry; ///< nothing: as it was entered
    int expiryAsked = 0;
    QFuture<Result<TrackerView>> confirmReadings(const Profile&, std::stop_token) override {
        return confirmGate.open();
    }
    QFuture<Result<StoreTarget>> retarget(const Profile&, std::stop_token) override {
        return retargetGate.open();
    }
    QFuture<SyncReport> apply(const Profile& profile, const RunRequest& request,
                              std::shared_ptr<RunControl> control, std::shared_ptr<RunFeed> feed) override {
        applied.push_back({profile, request, std::move(control), std::move(feed)});
        return applyGate.open();
    }
    QFuture<Result<std::vector<RunRecord>>> runs(const Profile&, int) override { return runsGate.open(); }
    QFuture<Result<RunDetails>> run(const Profile&, RunId) override { return runGate.open(); }
    QFuture<Result<int>> exportHistory(const Profile&, const QString& path) override {
        exported << path;
        return exportGate.open();
    }
    QFuture<Result<ExchangePart>> exchanges(const Profile&, const ExchangeQuery& query) override {
        queries.push_back(query);
        return exchangesGate.open();
    }
    QFuture<Result<ExchangeRecord>> exchange(const Profile&, qint64) override { return exchangeGate.open(); }
    QFuture<Result<QDateTime>> keepBodies(const Profile&, int minutes) override {
        bodyMinutes.push_back(minutes);
        return bodiesGate.open();
    }
    QFuture<Result<Bundle>> makeBundle(const Profile&, bool asks, std::stop_token stop) override {
        bundleAsks.push_back(asks);
        bundleStop = std::move(stop);
        return bundleGate.open();
    }
    QFuture<Result<void>> saveBundle(const Bundle&, const QString& path, bool replaces) override {
        bundlesSaved.emplace_back(path, replaces);
        return saveBundleGate.open();
    }
    QFuture<Result<void>> decideDrift(const Profile&, const DriftChoice& choice) override {
        choices.push_back(choice);
        return driftGate.open();
    }
    QFuture<Result<PeopleListing>> people(const Profile&, std::stop_token stop) override {
        peopleStop = std::move(stop);
        return peopleGate.open();
    }
    QFuture<Result<WishOutcome>> decidePeople(const Profile&, const std::vector<PersonWish>& wishes,
                                              PeopleEngine::Known known) override {
        wished.emplace_back(wishes, known);
        return decideGate.open();
    }
    QFuture<Result<std::vector<FileWish>>> readPeopleFile(const QString&) override {
        return readPeopleGate.open();
    }
    QFuture<Result<void>> writePeopleFile(const QString& path, const std::vector<PersonRow>& rows) override {
        written.emplace_back(path, rows);
        return writePeopleGate.open();
    }
    QFuture<Result<void>> savePlan(const QString&, std::shared_ptr<const Survey>) override {
        return savePlanGate.open();
    }
    QFuture<Result<QJsonObject>> openPlan(const QString&) override { return openPlanGate.open(); }
};

} // namespace milepost
