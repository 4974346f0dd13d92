// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of SetupPresenter that brings a certificate.
#include "presentation/plantexts.h"
#include "presentation/setuppresenter.h"
#include "presentation/whenready.h"

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_mostName = 64;

/// In groups, so that a narrow window can break it.
QString grouped(const QByteArray& thumbprint) { return QString::fromLatin1(thumbprint.toHex(' ').toUpper()); }

QString factsOf(const AppCertificate& certificate) {
    return SetupPresenter::tr("%1, valid until %2, thumbprint %3. It is stored when you save.")
        .arg(certificate.subject, dateText(certificate.notAfterUtc.date()), grouped(certificate.sha1));
}

} // namespace

void SetupPresenter::makeCertificate(const QString& cer) {
    if (!hasProfile() || m_isMakingCertificate)
        return;
    const QString name = u"Milepost %1"_s.arg(m_draft.saved().name).left(k_mostName);
    awaitCertificate(m_session.backend().makeCertificate({name, 365, cer}));
    m_importNote = tr("Upload %1 in Entra under Certificates & secrets, then test this step.")
                       .arg(QFileInfo(cer).fileName());
}

void SetupPresenter::readCertificate(const QString& path, const QString& password) {
    if (!hasProfile() || m_isMakingCertificate)
        return;
    const auto read = m_session.backend().readCertificateFile(path, Redacted(password));
    awaitCertificate(read);
    whenReady(read, this, [this, path](const Result<AppCertificate>& certificate) {
        if (!certificate && certificate.error().code == "certificate-password-needed"_L1)
            emit certificatePasswordWanted(path);
    });
}

void SetupPresenter::awaitCertificate(const QFuture<Result<AppCertificate>>& certificate) {
    m_isMakingCertificate = true;
    m_certificateFailure.reset();
    m_importNote.clear();
    whenReady(certificate, this, [this, profile = m_draft.saved().name](const Result<AppCertificate>& made) {
        m_isMakingCertificate = false;
        if (profile != m_draft.saved().name)
            return;
        if (made) {
            m_certificateNote = factsOf(*made);
            setSecret(SecretPurpose::EntraCertificate, made->pem.reveal());
        } else {
            m_importNote.clear();
            // For a password somebody is asked.
            if (made.error().code != "certificate-password-needed"_L1)
                m_certificateFailure = made.error();
        }
        emit secretsChanged();
        emit savingChanged();
    });
    emit secretsChanged();
}

} // namespace milepost
