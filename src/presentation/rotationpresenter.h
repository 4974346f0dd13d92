// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/session.h"

#include <QDate>

namespace milepost {

/// Rotates one secret of the session's profile as it is stored (docs/adr/0028-rotation.md). Runs on: main;
/// never blocks.
class RotationPresenter final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives it.
    RotationPresenter(Session& session, SecretPurpose purpose, QObject* parent = nullptr);
    ~RotationPresenter() override; ///< asks what is under way to stop

    [[nodiscard]] SecretPurpose purpose() const { return m_purpose; }
    [[nodiscard]] bool isCertificate() const { return m_purpose == SecretPurpose::EntraCertificate; }
    /// What is asked for and what happens then (translated).
    [[nodiscard]] QString explanation() const;

    /// The new one as it was typed; "" goes on with one that stands there already, or has Entra make one.
    void rotate(const QString& typed, const QString& expires);
    /// Makes a key pair, writes its public part to that file, and rotates to it.
    void makeCertificate(const QString& cer);
    void goBack();
    void stop() { m_stop.request_stop(); }

    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Can it be tried now? A day that is none is not taken.
    [[nodiscard]] bool canRotate(const QString& expires) const;
    /// What is being done, or what was done (translated); "" before.
    [[nodiscard]] const QString& note() const { return m_note; }
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    [[nodiscard]] bool isDone() const { return m_isDone; }
    [[nodiscard]] QDateTime now() const { return m_session.backend().clock().utcNow(); }

signals:
    void changed();

private:
    void send(RotationRequest request);
    void show(const RotationProgress& progress);
    void take(const RotationRequest& request, const RotationOutcome& outcome);

    Session& m_session;
    const SecretPurpose m_purpose;
    std::stop_source m_stop;
    bool m_isBusy = false;
    bool m_isDone = false;
    QString m_note;
    std::optional<Error> m_failure;
};

} // namespace milepost
