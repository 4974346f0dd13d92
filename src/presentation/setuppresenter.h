// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/requestpack.h"
#include "presentation/envproposal.h"
#include "presentation/session.h"
#include "presentation/setupdraft.h"
#include "presentation/setupexample.h"
#include "presentation/setupsteps.h"

#include <array>
#include <deque>
#include <map>

namespace milepost {

/// The set-up of the session's profile: values on the screen, a finding for each step, tests on exactly what
/// is on the screen. Nothing is stored before save(); what is typed for one profile waits while another one
/// is looked at. Runs on: main; never blocks.
class SetupPresenter final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives the presenter.
    explicit SetupPresenter(Session& session, QObject* parent = nullptr);
    ~SetupPresenter() override;

    [[nodiscard]] bool hasProfile() const { return m_session.profile().has_value(); }
    [[nodiscard]] const SetupDraft& draft() const { return m_draft; }
    void setValue(const QString& key, const QString& text);
    void setSecret(SecretPurpose purpose, const QString& secret);
    [[nodiscard]] SecretNote secretNote(SecretPurpose purpose) const;
    /// One is stored and can be replaced; not while something else on the screen waits to be saved.
    [[nodiscard]] bool canRotate(SecretPurpose purpose) const;
    /// Makes a key and a certificate, typed now as a secret is; its public part is written to that file.
    void makeCertificate(const QString& cer);
    void readCertificate(const QString& path, const QString& password);
    /// Why the last of these two came to nothing.
    [[nodiscard]] const std::optional<Error>& certificateFailure() const { return m_certificateFailure; }
    [[nodiscard]] bool isMakingCertificate() const { return m_isMakingCertificate; }
    /// The registration was made and its credential is stored: both are the profile's now, and saved.
    void takeRegistration(const QString& clientId, CredentialKind credential, QDate ends);
    /// Something was granted: what was found before says nothing any more.
    void consentChanged();
    /// Asks the stores again.
    void lookAtSecrets();
    /// A secret of a named source whose address nobody confirmed, on the screen or before.
    [[nodiscard]] std::optional<OriginQuestion> originQuestion(SecretPurpose purpose) const;
    /// The first one among the secrets of a step.
    [[nodiscard]] std::optional<OriginQuestion> originQuestion(SetupStep step) const;
    /// Confirms the address that the question shows; counts for tests at once, and is stored by save().
    void confirmOrigin(const OriginQuestion& question);

    /// Reads an .env or compose file; what it says is a proposal, and nothing is taken before takeOver().
    void importEnv(const QString& path);
    [[nodiscard]] const std::optional<EnvProposal>& proposal() const { return m_proposal; }
    [[nodiscard]] std::vector<ProposedValue> proposedValues() const;
    /// Why the file could not be read.
    [[nodiscard]] const std::optional<Error>& importFailure() const { return m_importFailure; }
    /// Puts the proposal on the screen; stores nothing.
    void takeOver();
    void dropProposal();
    /// What came of the last import; "" before.
    [[nodiscard]] const QString& importNote() const { return m_importNote; }

    /// A row for each permission, as the last test of that step saw them; empty before.
    [[nodiscard]] const std::vector<PermissionRow>& permissions() const { return m_permissions; }
    /// Commands for Exchange with the ids of the screen, and those that ask it about the result: RBAC for
    /// Applications, or the older access policies.
    [[nodiscard]] QString scopeCommands(bool withPolicies) const;
    /// Writes what another admin needs into a new or empty folder, with what is on the screen. No secret.
    void writeRequestPack(const QString& folder);
    [[nodiscard]] bool isWritingRequest() const { return m_isWritingRequest; }
    /// What came of the last one: where it is; "" before, and when it failed.
    [[nodiscard]] const QString& requestFolder() const { return m_requestFolder; }
    [[nodiscard]] const std::optional<Error>& requestFailure() const { return m_requestFailure; }

    /// Unknown until it was tested with these values.
    [[nodiscard]] const Finding& finding(SetupStep step) const { return m_findings[place(step)]; }
    /// The steps that are not OK.
    [[nodiscard]] int stepsNotOk() const;
    [[nodiscard]] std::optional<SetupStep> testing() const { return m_testing; }
    [[nodiscard]] bool isBusy() const { return m_testing.has_value() || m_isCreating; }
    /// Nothing is missing for its test but what a later step asks for.
    [[nodiscard]] bool lacksLaterOnly(SetupStep step) const { return m_lacksLater[place(step)]; }
    void test(SetupStep step);
    /// Puts the values that the step's finding proposes on the screen, and tests it with them.
    void takeProposals(SetupStep step);
    /// In their order; a step that needs one that failed is not asked.
    void testAll();
    /// Ends what is under way; what was found before stays.
    void stop();

    /// Calendars whose names come close, as the last test of the calendar saw them.
    [[nodiscard]] const QStringList& nearMisses() const { return m_nearMisses; }
    /// What each of them differs in; those of others, and one that is gone, stand here alone.
    [[nodiscard]] const std::vector<CalendarNote>& nearNotes() const { return m_nearNotes; }
    void useCalendar(const QString& name);
    [[nodiscard]] bool canCreateCalendar() const;
    void createCalendar();
    /// One of nearMisses() gets the name that is wanted.
    void renameCalendar(const QString& name);
    /// The calendar was found, and a test event may be written to it.
    [[nodiscard]] bool canProveWriting() const;
    void proveWriting();
    /// Unknown until it was tried with these values.
    [[nodiscard]] const Finding& writeProof() const { return m_writeProof; }

    [[nodiscard]] bool canSave() const;
    [[nodiscard]] bool isSaving() const { return m_isSaving; }
    [[nodiscard]] const std::optional<Error>& saveFailure() const { return m_saveFailure; }
    void save();
    void discard();

    /// What an event will look like; nothing while a value of that step is wrong.
    [[nodiscard]] std::optional<EventContent> example() const;
    [[nodiscard]] bool exampleIsFromTracker() const { return m_example.isFromTracker(); }
    [[nodiscard]] QDateTime now() const { return m_session.backend().clock().utcNow(); }

signals:
    /// The file that was to be read is protected by one.
    void certificatePasswordWanted(const QString& path);
    void profileChanged(); ///< every value may be another one
    void valuesChanged();
    void findingsChanged();
    void secretsChanged();
    void savingChanged();
    void exampleChanged();
    void proposalChanged();
    void requestChanged();

private:
    [[nodiscard]] static size_t place(SetupStep step) { return static_cast<size_t>(step); }
    void loadProfile();
    void changed(const Profile& before);
    void forget(const std::vector<SetupStep>& steps);
    void askSecret(SecretPurpose purpose);
    void askOrigins();
    void testNext();
    [[nodiscard]] std::optional<QString> whyNotAsked(SetupStep step) const;
    void checkEvent();
    void beginPlan();
    void readPlan();
    void takePlan();
    void endPlan(const Finding& finding);
    [[nodiscard]] Finding findingOfPlan() const;
    [[nodiscard]] AccessRequest accessRequest() const;
    void take(SetupStep step, const ProbeReport& report);
    [[nodiscard]] Finding findingOf(const ProbeReport& report) const;
    template <class T> void actOnCalendar(const QFuture<Result<T>>& done);
    void awaitCertificate(const QFuture<Result<AppCertificate>>& certificate);
    void takeSaved(const Draft& sent, const Result<void>& saved);

    Session& m_session;
    SetupDraft m_draft;
    std::map<QString, SetupDraft> m_waiting; ///< drafts of other profiles that are not saved
    std::array<Finding, k_setupStepCount> m_findings;
    std::array<bool, k_setupStepCount> m_lacksLater{};
    std::vector<PermissionRow> m_permissions;
    QString m_principalId; ///< of the app on the screen, as a token of these tests named it
    std::shared_ptr<const Survey> m_surveyBefore; ///< the test of the first plan waits for another one
    bool m_planWaitsForProfile = false;           ///< what was saved is not the session's yet
    bool m_isWritingRequest = false;
    QString m_requestFolder;
    std::optional<Error> m_requestFailure;
    std::deque<SetupStep> m_queue;
    std::optional<SetupStep> m_testing;
    bool m_isTestingAll = false;
    bool m_isCreating = false;
    int m_generation = 0; ///< of the test whose answer is awaited; older answers are dropped
    std::stop_source m_stop;
    QStringList m_nearMisses;
    std::vector<CalendarNote> m_nearNotes;
    Finding m_writeProof;
    std::map<SecretPurpose, Result<SecretState>> m_secretStates;
    std::map<SecretPurpose, int> m_secretAsks;
    QString m_certificateNote; ///< of the one that is typed
    std::optional<Error> m_certificateFailure;
    bool m_isMakingCertificate = false;
    bool m_isSaving = false;
    std::optional<Error> m_saveFailure;
    std::vector<OriginQuestion> m_originQuestions;
    int m_originAsks = 0;
    std::optional<EnvProposal> m_proposal;
    std::optional<Error> m_importFailure;
    QString m_importNote;
    SetupExample m_example;
};

} // namespace milepost
