// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/rotationpresenter.h"

#include "domain/lifetime.h"
#include "presentation/whenready.h"

#include <QPointer>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_certificateDays = 365;

} // namespace

RotationPresenter::RotationPresenter(Session& session, SecretPurpose purpose, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_purpose(purpose) {}

RotationPresenter::~RotationPresenter() { m_stop.request_stop(); }

QString RotationPresenter::explanation() const {
    if (m_purpose == SecretPurpose::TrackerPassword)
        return tr("Change the password in the tracker, then enter the new one here. It is tried by a sign-in "
                  "before "
                  "it is used; the old one stays until a run has succeeded.");
    if (isCertificate())
        return tr("The new certificate is tried before it is used; the old one stays until a run has "
                  "succeeded. Where "
                  "the app may change its own registration, press Rotate: the rest is done in Entra. "
                  "Otherwise make "
                  "one, upload its file in Entra under Certificates & secrets, then press Rotate.");
    return tr(
        "The new secret is tried before it is used; the old one stays until a run has succeeded. Where the "
        "app "
        "may change its own registration, leave the field empty: the secret is made in Entra. Otherwise make "
        "one in Entra under Certificates & secrets, and enter its value.");
}

bool RotationPresenter::canRotate(const QString& expires) const {
    return !m_isBusy && m_session.profile() &&
           (expires.isEmpty() || (expires.size() == 10 && endOfTypedDay(expires).isValid()));
}

void RotationPresenter::rotate(const QString& typed, const QString& expires) {
    if (!canRotate(expires))
        return;
    RotationRequest request;
    request.expires = expires;
    if (!typed.isEmpty())
        request.given = Redacted(typed);
    send(std::move(request));
}

void RotationPresenter::makeCertificate(const QString& cer) {
    if (m_isBusy || !m_session.profile())
        return;
    m_isBusy = true;
    m_failure.reset();
    m_note = tr("Making the certificate…");
    const QString name = u"Milepost %1"_s.arg(m_session.profile()->name).left(64);
    whenReady(m_session.backend().makeCertificate({name, k_certificateDays, cer}), this,
              [this](const Result<AppCertificate>& made) {
                  m_isBusy = false;
                  m_note.clear();
                  if (!made) {
                      m_failure = made.error();
                      emit changed();
                      return;
                  }
                  RotationRequest request;
                  request.given = made->pem;
                  request.expires = made->notAfterUtc.date().toString(Qt::ISODate);
                  send(std::move(request));
              });
    emit changed();
}

void RotationPresenter::goBack() {
    if (!canRotate({}))
        return;
    RotationRequest request;
    request.goesBack = true;
    send(std::move(request));
}

void RotationPresenter::send(RotationRequest request) {
    if (!m_session.profile())
        return;
    request.purpose = m_purpose;
    m_isBusy = true;
    m_isDone = false;
    m_failure.reset();
    m_stop = std::stop_source();
    const QPointer<RotationPresenter> self(this);
    // Told on another thread; it may be gone by the time it is heard.
    const auto tell = [self, main = &m_session](const RotationProgress& progress) {
        QMetaObject::invokeMethod(main, [self, progress] {
            if (self)
                self->show(progress);
        });
    };
    whenReady(m_session.backend().rotate(*m_session.profile(), request, m_stop.get_token(), tell), this,
              [this, request](const RotationOutcome& outcome) { take(request, outcome); });
    show({});
}

void RotationPresenter::show(const RotationProgress& progress) {
    if (!m_isBusy)
        return;
    switch (progress.step) {
    case RotationProgress::Step::Looking:
        m_note = tr("Looking at what there is…");
        break;
    case RotationProgress::Step::Making:
        m_note = tr("Adding a new one in Entra…");
        break;
    case RotationProgress::Step::Proving:
        m_note = progress.isWaiting ? tr("Entra does not know the new one everywhere yet; waiting since %1…")
                                          .arg(progress.sinceUtc.toLocalTime().toString(u"hh:mm:ss"_s))
                                    : tr("Trying the new one…");
        break;
    case RotationProgress::Step::Switching:
        m_note = tr("Switching over…");
        break;
    }
    emit changed();
}

void RotationPresenter::take(const RotationRequest& request, const RotationOutcome& outcome) {
    m_session.expectNewCredential();
    m_isBusy = false;
    m_isDone = !outcome.error;
    if (outcome.error) {
        m_note = outcome.isKept
                     ? tr("The old one is still in use. The new one is kept beside it: press Rotate "
                          "again to go on with it.")
                     : tr("The old one is still in use.");
        if (!outcome.error->isCancelled())
            m_failure = outcome.error;
    } else if (request.goesBack) {
        m_note = tr("The former one was tried and is in use again.");
    } else if (m_purpose == SecretPurpose::TrackerPassword) {
        m_note = tr("The new one was tried and is in use. The old one stays until a run has succeeded.");
    } else {
        m_note =
            outcome.formerGoesAway
                ? tr("The new one was tried and is in use. The old one stays until a run has succeeded; then "
                     "it is removed, in Entra too.")
                : tr("The new one was tried and is in use. The old one stays here until a run has succeeded. "
                     "Remove it in Entra after that, under Certificates & secrets.");
    }
    if (m_isDone)
        m_session.reloadProfiles(); // the day on which it expires stands there
    emit changed();
}

} // namespace milepost
