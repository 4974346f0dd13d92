// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody decides about people: one by one, from a file and into one.
#include "presentation/peoplepresenter.h"
#include "presentation/peopletexts.h"
#include "presentation/whenready.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

void PeoplePresenter::decide(const std::set<qint64>& people, const QString& mailbox) {
    std::vector<PersonWish> wishes;
    for (const qint64 person : people)
        wishes.push_back({QString::number(person), mailbox, {}});
    wish(wishes, {}, PeopleEngine::Known::Pin);
}

void PeoplePresenter::wish(const std::vector<PersonWish>& wishes, const std::vector<int>& lines,
                           PeopleEngine::Known known) {
    if (m_isDeciding || !isReady())
        return;
    m_isDeciding = true;
    m_rejected.reset();
    emit changed();
    whenReady(m_session.backend().decidePeople(*m_session.profile(), wishes, known), this,
              [this, wishes, lines, profile = m_profile](const Result<WishOutcome>& outcome) {
                  m_isDeciding = false;
                  if (profile == m_profile)
                      takeOutcome(outcome, wishes, lines);
                  emit changed();
              });
}

void PeoplePresenter::fail(const Error& error) {
    m_isDeciding = false;
    m_rejected = error;
    emit decisionFailed(error);
    emit changed();
}

void PeoplePresenter::takeOutcome(const Result<WishOutcome>& outcome, const std::vector<PersonWish>& wishes,
                                  const std::vector<int>& lines) {
    if (!outcome)
        return fail(outcome.error());
    if (!outcome->faults.empty()) {
        QStringList texts;
        for (const WishFault& fault : outcome->faults) {
            const QString text = faultText(fault, wishes.at(fault.wish));
            texts << (lines.empty() ? text : tr("Line %1: %2").arg(lines.at(fault.wish)).arg(text));
        }
        emit refused(texts);
        return;
    }
    for (const PersonRow& row : outcome->rows) // at once; the next look says what follows for others
        if (m_listing)
            if (const auto old = std::ranges::find(m_listing->rows, row.person, &PersonRow::person);
                old != m_listing->rows.end())
                *old = row;
    filter();
    emit told(outcome->rows.empty()
                  ? tr("Nothing changed: it was so already.")
                  : tr("Decided for %n people.", nullptr, static_cast<int>(outcome->rows.size())));
    emit decided();
    if (m_isReading)
        stop(); // what it finds is older than the decision
    look();
}

void PeoplePresenter::importFile(const QString& path) {
    if (m_isDeciding || !isReady())
        return;
    m_isDeciding = true;
    emit changed();
    whenReady(m_session.backend().readPeopleFile(path), this,
              [this](const Result<std::vector<FileWish>>& file) {
                  if (!file)
                      return fail(file.error());
                  std::vector<PersonWish> wishes;
                  std::vector<int> lines;
                  for (const FileWish& line : *file) {
                      wishes.push_back(line.wish);
                      lines.push_back(line.line);
                  }
                  m_isDeciding = false;
                  wish(wishes, lines, PeopleEngine::Known::Leave);
              });
}

void PeoplePresenter::exportFile(const QString& path) {
    if (!canExport())
        return;
    const int count = static_cast<int>(m_listing->rows.size());
    whenReady(m_session.backend().writePeopleFile(path, m_listing->rows), this,
              [this, path, count](const Result<void>& written) {
                  if (!written)
                      return fail(written.error());
                  emit told(tr("Wrote %n people to %1.", nullptr, count).arg(path));
              });
}

} // namespace milepost
