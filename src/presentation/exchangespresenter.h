// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/exchangemodel.h"
#include "presentation/session.h"

#include <array>
#include <chrono>

#include <QTimer>

namespace milepost {

/// The page of the exchange log without its widgets: the requests of the chosen profile that fit a filter,
/// read in parts, and followed while somebody looks. One question is under way at a time; the file is read
/// by the backend. Runs on: main; never blocks.
class ExchangesPresenter final : public QObject {
    Q_OBJECT

public:
    /// What stands in the place of the list (ux 2.5).
    enum class Content { List, NoProfile, Reading, Nothing, NoMatch, Failed };
    static constexpr int k_part = 200;                         ///< rows that are read at once
    static constexpr std::array k_bodyMinutes{5, 15, 60, 240}; ///< as long as bodies may be kept

    /// `session` outlives the presenter.
    explicit ExchangesPresenter(Session& session, QObject* parent = nullptr);

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] ExchangeModel& model() { return m_model; }
    [[nodiscard]] Content content() const;
    /// Why the log could not be read, or bodies could not be asked for.
    [[nodiscard]] const std::optional<Error>& failure() const {
        return m_failure ? m_failure : m_wishFailure;
    }

    [[nodiscard]] const ExchangeFilter& filter() const { return m_filter; }
    void setFilter(const ExchangeFilter& filter);
    /// How many fit; "" while nobody knows (translated).
    [[nodiscard]] QString countText() const;

    /// Reads anew; what was chosen stays chosen.
    void look();
    /// Somebody looks at the page: what comes meanwhile is shown by itself.
    void follow(bool isOn);
    /// Asks what came; by itself once a second while it follows.
    void pulse();

    void choose(qint64 id);
    /// With its bodies as soon as they are read; null: nothing is chosen.
    [[nodiscard]] const ExchangeRecord* chosen() const { return m_chosen ? &*m_chosen : nullptr; }

    /// For every program that uses this profile; 0 ends it.
    void keepBodies(int minutes);
    /// Until they are kept no more; 0: they are not.
    [[nodiscard]] std::chrono::seconds bodiesLeft() const;

signals:
    void changed();
    void chosenChanged();
    void bodiesChanged(); ///< each second while they are kept, and once when that ends

private:
    enum class Part { Beginning, Newer, Older };

    void takeProfile();
    void ask(Part part);
    void askNext();
    void answer(Part part, const Result<ExchangePart>& found);
    void take(Part part, const ExchangePart& found);
    void noteBodies(const QDateTime& untilUtc);
    [[nodiscard]] bool& wants(Part part) { return m_wants.at(static_cast<size_t>(part)); }

    Session& m_session;
    ExchangeModel m_model;
    ExchangeFilter m_filter;
    std::optional<Error> m_failure;
    std::optional<Error> m_wishFailure; ///< bodies could not be asked for
    std::optional<ExchangeRecord> m_chosen;
    QDateTime m_bodiesUntil;
    QString m_profile;
    std::array<bool, 3> m_wants{}; ///< by Part
    bool m_isAsking = false;
    bool m_hasRead = false;
    bool m_saidBodies = false; ///< that they are kept
    qint64 m_fits = 0;
    qint64 m_lastId = 0; ///< what came after it is not known yet
    int m_generation = 0;
    int m_chosenGeneration = 0;
    QTimer m_second{this};
};

} // namespace milepost
