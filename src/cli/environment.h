// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "base/clock.h"
#include "base/redacted.h"
#include "base/result.h"
#include "doctor/probes.h"
#include "domain/profile.h"
#include "http/httplog.h"
#include "sync/peopleengine.h"
#include "sync/syncengine.h"

#include <functional>
#include <memory>
#include <vector>

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace milepost {
class ProfileStore;
} // namespace milepost

namespace milepost::cli {

/// Where commands write and ask. Runs on: the command's thread; note() on any thread.
class Terminal {
public:
    virtual ~Terminal() = default;
    virtual void print(const QString& text) = 0; ///< standard output
    virtual void note(const QString& text) = 0;  ///< standard error

    [[nodiscard]] virtual bool outputIsTerminal() const = 0;
    [[nodiscard]] virtual bool noteIsTerminal() const = 0;
    /// Somebody sits there: standard input and standard error are a terminal.
    [[nodiscard]] virtual bool canAsk() const = 0;
    [[nodiscard]] virtual int width() const = 0; ///< columns

    /// One line from the keyboard, without its end. Cancelled on stop and at the end of input.
    [[nodiscard]] virtual Result<QString> ask(const QString& question, std::stop_token stop) = 0;
    /// The same without echo.
    [[nodiscard]] virtual Result<Redacted<QString>> askSecret(const QString& question,
                                                              std::stop_token stop) = 0;
    /// Standard input to its end.
    [[nodiscard]] virtual Result<Redacted<QByteArray>> readInput(std::stop_token stop) = 0;
};

/// How far a service's clock is ahead of this computer's, by the last Date field of its answers.
struct ServiceClock {
    QString service; ///< as a sentence names it
    std::chrono::seconds ahead;
};

/// What a command works with once a profile is open. Runs on: pool threads.
class Workspace {
public:
    virtual ~Workspace() = default;
    [[nodiscard]] virtual SyncEngine& engine() = 0;
    [[nodiscard]] virtual PeopleEngine& people() = 0;
    [[nodiscard]] virtual GraphClient& graph() = 0;
    [[nodiscard]] virtual Journal& journal() = 0;
    [[nodiscard]] virtual RequestMeter::Totals requests() const = 0;           ///< since it was opened
    [[nodiscard]] virtual std::vector<ServiceClock> serviceClocks() const = 0; ///< of those that answered
};

/// What the probes of a set-up ask through: its journal is temporary, so that a store that cannot be opened,
/// or that others share, is no part of it. Runs on: pool threads.
class ProbeBench {
public:
    virtual ~ProbeBench() = default;
    [[nodiscard]] virtual ProbeClients clients() = 0;
};

/// What the program gives to its commands: the outside world, wired by app. Runs on: the command's thread.
class Environment {
public:
    virtual ~Environment() = default;
    [[nodiscard]] virtual Terminal& terminal() = 0;
    [[nodiscard]] virtual const Clock& clock() const = 0;
    /// Cancelled by Ctrl+C.
    [[nodiscard]] virtual RunControl& control() = 0;
    /// Of the process's environment; "" when absent.
    [[nodiscard]] virtual QString variable(const QString& name) const = 0;
    [[nodiscard]] virtual QByteArray systemZoneId() const = 0; ///< IANA

    /// The folders to work in, before anything else below; "" means the platform's.
    virtual void useConfigDir(const QString& dir) = 0;
    [[nodiscard]] virtual ProfileStore& profiles() = 0;
    /// The profile's history alone, without network and secrets.
    [[nodiscard]] virtual Result<std::unique_ptr<Journal>> journal(const Profile& profile) = 0;
    /// This computer's own file, also where the journal is elsewhere: it says where the secrets of this
    /// computer may be sent (law 10), the store's password among them.
    [[nodiscard]] virtual Result<std::unique_ptr<Journal>> localJournal(const Profile& profile) = 0;
    /// Where the profile's secrets are: as its secretSource says. Says on standard error when the keychain
    /// waits for somebody.
    [[nodiscard]] virtual Result<SecretStore*> secrets(const Profile& profile) = 0;
    /// How often a hiccup of a service is passed over: somebody who asks what is wrong waits for the answer.
    enum class Patience { Run, Look };
    /// `sink` hears every exchange and wait, and outlives the workspace.
    [[nodiscard]] virtual Result<std::unique_ptr<Workspace>> open(const Profile& profile, ExchangeSink& sink,
                                                                  Patience patience) = 0;
    /// Does this proxy or store password open what it is for? Nothing is stored. Errors: those of the proxy
    /// and of the store.
    [[nodiscard]] virtual Result<void> trySecret(const Profile& profile, SecretPurpose purpose,
                                                 const Redacted<QString>& secret, ExchangeSink& sink) = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<ProbeBench>> openProbes(const Profile& profile,
                                                                         ExchangeSink& sink) = 0;
};

} // namespace milepost::cli
