// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/consoleterminal.h"
#include "app/exchangelogs.h"
#include "storage/profilestore.h"

#include <map>
#include <memory>

#include <QObject>
#include <QProcessEnvironment>

namespace milepost {

/// The outside world of milepostctl. Made and destroyed on the main thread; used by the one thread that runs
/// the command. Secret stores are made on main, where keychain jobs live (design 4).
class CtlEnvironment final : public cli::Environment {
public:
    CtlEnvironment();
    ~CtlEnvironment() override;

    [[nodiscard]] cli::Terminal& terminal() override { return m_terminal; }
    [[nodiscard]] const Clock& clock() const override { return m_clock; }
    [[nodiscard]] RunControl& control() override { return m_control; }
    [[nodiscard]] QString variable(const QString& name) const override;
    [[nodiscard]] QByteArray systemZoneId() const override;
    void useConfigDir(const QString& dir) override;
    [[nodiscard]] ProfileStore& profiles() override { return m_profiles; }
    [[nodiscard]] Result<std::unique_ptr<Journal>> journal(const Profile& profile) override;
    [[nodiscard]] Result<std::unique_ptr<Journal>> localJournal(const Profile& profile) override;
    [[nodiscard]] Result<SecretStore*> secrets(const Profile& profile) override;
    [[nodiscard]] Result<std::unique_ptr<cli::Workspace>> open(const Profile& profile, ExchangeSink& sink,
                                                               Patience patience) override;
    [[nodiscard]] Result<void> trySecret(const Profile& profile, SecretPurpose purpose,
                                         const Redacted<QString>& secret, ExchangeSink& sink) override;
    [[nodiscard]] Result<std::unique_ptr<cli::ProbeBench>> openProbes(const Profile& profile,
                                                                      ExchangeSink& sink) override;

private:
    [[nodiscard]] std::shared_ptr<ExchangeLog> logOf(const Profile& profile);
    [[nodiscard]] Result<std::unique_ptr<SecretStore>> makeStore(const Profile& profile);

    const QProcessEnvironment m_variables;
    const SystemClock m_clock;
    ConsoleTerminal m_terminal;
    RunControl m_control;
    ProfileStore m_profiles;
    ExchangeLogs m_logs{m_clock};
    QObject m_main; ///< lives on main: a door to it
    std::map<std::pair<QString, QString>, std::unique_ptr<SecretStore>> m_stores; ///< by profile and source
};

} // namespace milepost
