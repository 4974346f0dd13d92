// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/originconfirmer.h"

#include "presentation/setupsteps.h"
#include "presentation/whenready.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::Origin)
};

} // namespace

QString originSentence(const OriginQuestion& question) {
    const QString secret = settingLabel(toString(question.purpose));
    return question.before.isEmpty() ? Texts::tr("%1: nobody confirmed yet where it may be sent").arg(secret)
                                     : Texts::tr("%1: it would be sent to another address").arg(secret);
}

QString originAddresses(const OriginQuestion& question) {
    const QString now = Texts::tr("Now: %1").arg(question.now);
    const QString before = question.before.isEmpty() ? Texts::tr("Before: none, the profile was imported")
                                                     : Texts::tr("Before: %1").arg(question.before);
    return before + u'\n' + now + u'\n' +
           Texts::tr("Whoever runs that address receives the secret. Confirm it only if you know it.");
}

void OriginConfirmer::look() {
    if (!m_session.profile())
        return;
    whenReady(m_session.backend().originQuestions(*m_session.profile()), this,
              [this, name = m_session.profile()->name](const Result<std::vector<OriginQuestion>>& questions) {
                  if (!m_session.profile() || m_session.profile()->name != name)
                      return;
                  m_questions = questions.value_or(std::vector<OriginQuestion>());
                  m_failure = questions ? std::nullopt : std::optional(questions.error());
                  emit answered();
              });
}

void OriginConfirmer::confirm(const OriginQuestion& question) {
    if (!m_session.profile() || std::ranges::find(m_questions, question) == m_questions.end())
        return;
    const Draft draft{*m_session.profile(), {}, {{question.purpose, question.now}}};
    whenReady(m_session.backend().save(draft), this, [this, question](const Result<void>& saved) {
        if (saved) {
            std::erase(m_questions, question);
            if (m_questions.empty())
                m_session.refresh();
        }
        m_failure = saved ? std::nullopt : std::optional(saved.error());
        emit answered();
    });
}

} // namespace milepost
