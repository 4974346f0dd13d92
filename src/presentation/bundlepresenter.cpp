// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/bundlepresenter.h"

#include "presentation/inpool.h"
#include "presentation/whenready.h"

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

void LinesModel::show(const QByteArray& text) {
    beginResetModel();
    m_text = text;
    m_lines.clear();
    for (qsizetype from = 0; from < m_text.size();) {
        qsizetype to = m_text.indexOf('\n', from);
        to = to < 0 ? m_text.size() : to;
        m_lines.emplace_back(from, to - from);
        from = to + 1;
    }
    endResetModel();
}

int LinesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant LinesModel::data(const QModelIndex& index, int role) const {
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto [from, length] = m_lines[static_cast<size_t>(index.row())];
    return QString::fromUtf8(m_text.mid(from, length));
}

BundlePresenter::BundlePresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_pool.setMaxThreadCount(1);
    connect(&m_session, &Session::profileChanged, this, [this] {
        if (m_state != State::Nothing && !m_session.profile())
            forget();
    });
}

BundlePresenter::~BundlePresenter() {
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void BundlePresenter::forget() {
    m_stop.request_stop();
    ++m_generation;
    m_bundle = {};
    m_lines.show({});
    m_failure.reset();
    search({});
    m_state = State::Nothing;
    emit changed();
}

void BundlePresenter::make(bool asks) {
    forget();
    if (!m_session.profile())
        return;
    m_stop = std::stop_source();
    m_state = State::Making;
    whenReady(m_session.backend().makeBundle(*m_session.profile(), asks, m_stop.get_token()), this,
              [this, generation = m_generation](const Result<Bundle>& made) {
                  if (generation == m_generation)
                      take(made);
              });
    emit changed();
}

void BundlePresenter::stop() {
    m_stop.request_stop();
    if (m_state != State::Making)
        return;
    ++m_generation;
    m_state = State::Nothing;
    emit changed();
}

void BundlePresenter::take(const Result<Bundle>& made) {
    m_state = made ? State::Made : State::Failed;
    if (made)
        m_bundle = *made;
    else
        m_failure = made.error();
    choose(0);
    emit changed();
}

QString BundlePresenter::suggestedName() const {
    return u"milepost-%1.zip"_s.arg(m_bundle.madeUtc.toLocalTime().toString(u"yyyyMMdd-HHmm"_s));
}

void BundlePresenter::choose(int file) {
    const bool isThere = file >= 0 && file < static_cast<int>(m_bundle.files.size());
    m_lines.show(isThere ? m_bundle.files[static_cast<size_t>(file)].content : QByteArray());
}

void BundlePresenter::search(const QString& text) {
    const int generation = ++m_searchGeneration;
    m_found.clear(); // of another text
    m_isClean = false;
    emit searched();
    if (text.isEmpty() || m_state != State::Made)
        return;
    m_pool.clear(); // what was typed before is no question any more
    whenReady(inPool(m_pool, [files = m_bundle.files, text] { return occurrencesIn(files, text); }), this,
              [this, generation](const std::vector<Occurrence>& found) {
                  if (generation == m_searchGeneration)
                      takeFound(found);
              });
}

void BundlePresenter::takeFound(const std::vector<Occurrence>& found) {
    QStringList places;
    int count = 0;
    for (const Occurrence& one : found) {
        places
            << tr("%1: %2", "a file and how often it stands there").arg(one.file, QString::number(one.count));
        count += one.count;
    }
    m_isClean = count == 0;
    m_found = m_isClean ? tr("0 times: it stands in none of the files.")
                        : tr("%n time(s): %1", nullptr, count).arg(places.join(u", "_s));
    emit searched();
}

void BundlePresenter::save(const QString& path, bool replaces) {
    if (m_state != State::Made)
        return;
    whenReady(m_session.backend().saveBundle(m_bundle, path, replaces), this,
              [this, path](const Result<void>& done) {
                  const QString folder = QFileInfo(path).absolutePath();
                  if (done)
                      return emit saved(Saved::Done, path, tr("The bundle was saved as %1.").arg(path));
                  switch (done.error().kind) {
                  case Error::Kind::Conflict:
                      return emit saved(Saved::Exists, path, tr("%1 is there already.").arg(path));
                  case Error::Kind::NotFound:
                      return emit saved(Saved::Failed, path, tr("There is no folder %1.").arg(folder));
                  case Error::Kind::Forbidden:
                      return emit saved(Saved::Failed, path,
                                        tr("You may not write into the folder %1.").arg(folder));
                  default:
                      return emit saved(Saved::Failed, path,
                                        tr("%1 could not be written: %2").arg(path, done.error().detail));
                  }
              });
}

} // namespace milepost
