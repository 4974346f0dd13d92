// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/diagnosis.h"

#include <vector>

#include <QObject>
#include <QThreadPool>

namespace milepost {

/// "Paste an error": names the cause of what somebody pastes. It is read off the main thread; the last text
/// wins. Nothing of it is kept but the diagnosis, which holds no secret. Runs on: main.
class ErrorExplainer final : public QObject {
    Q_OBJECT

public:
    static constexpr size_t k_most = 20; ///< of a list; who pastes more has the command line

    explicit ErrorExplainer(QObject* parent = nullptr);
    ~ErrorExplainer() override;

    void explain(const QString& text);
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// In the order of the text; empty before the first answer, and for a text without a word.
    [[nodiscard]] const std::vector<Diagnosis>& found() const { return m_found; }
    [[nodiscard]] size_t leftOut() const { return m_leftOut; } ///< of a longer list

signals:
    void explained(); ///< found() answers the last text

private:
    std::vector<Diagnosis> m_found;
    size_t m_leftOut = 0;
    int m_generation = 0;
    bool m_busy = false;
    QThreadPool m_pool;
};

/// "It may also be: … What would settle it." (translated); "" where there is one candidate.
[[nodiscard]] QString doubtText(const Diagnosis& diagnosis);

} // namespace milepost
