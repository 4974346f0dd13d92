// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/session.h"

#include <QAbstractListModel>
#include <QThreadPool>

namespace milepost {

/// A file of a bundle as lines: however long it is, only those that are seen cost anything. Runs on: main.
class LinesModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void show(const QByteArray& text);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QByteArray m_text;
    std::vector<std::pair<qsizetype, qsizetype>> m_lines; ///< where each begins, and its length
};

/// The diagnostics bundle before it is saved: every file of it, and whether one's own secrets or names are in
/// it. What is looked for is kept nowhere. Runs on: main; never blocks.
class BundlePresenter final : public QObject {
    Q_OBJECT

public:
    enum class State { Nothing, Making, Made, Failed };
    /// What became of saving.
    enum class Saved { Done, Exists, Failed };

    /// `session` outlives the presenter.
    explicit BundlePresenter(Session& session, QObject* parent = nullptr);
    ~BundlePresenter() override;

    [[nodiscard]] Session& session() const { return m_session; }
    /// `asks`: with the checks, which ask every service. In the place of the one before; nothing without a
    /// profile.
    void make(bool asks);
    void stop();
    [[nodiscard]] State state() const { return m_state; }
    /// Why none could be made.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    [[nodiscard]] const std::vector<ZipEntry>& files() const { return m_bundle.files; }
    /// Where it stands who the pseudonyms are.
    [[nodiscard]] const QString& namesFile() const { return m_bundle.names; }
    /// What could not be had (English, as it stands in the bundle).
    [[nodiscard]] const QStringList& gaps() const { return m_bundle.gaps; }
    [[nodiscard]] QString suggestedName() const;

    void choose(int file);
    [[nodiscard]] LinesModel& lines() { return m_lines; }

    /// Looks for it in every file; "" ends that. The answer comes by `searched`.
    void search(const QString& text);
    /// What the last search found, in a sentence (translated); "" while there is none.
    [[nodiscard]] const QString& found() const { return m_found; }
    /// Something was looked for, and it stands nowhere.
    [[nodiscard]] bool isClean() const { return m_isClean; }

    /// Asks nothing: with a file there, `saved` says so unless it may be replaced.
    void save(const QString& path, bool replaces);

signals:
    void changed();
    void searched();
    /// `sentence`: where it is, or why it is not (translated).
    void saved(milepost::BundlePresenter::Saved outcome, const QString& path, const QString& sentence);

private:
    void forget();
    void take(const Result<Bundle>& made);
    void takeFound(const std::vector<Occurrence>& found);

    Session& m_session;
    LinesModel m_lines;
    Bundle m_bundle;
    State m_state = State::Nothing;
    std::optional<Error> m_failure;
    std::stop_source m_stop;
    QString m_found;
    bool m_isClean = false;
    int m_generation = 0;
    int m_searchGeneration = 0;
    QThreadPool m_pool;
};

} // namespace milepost
