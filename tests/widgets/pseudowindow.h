// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../presentation/fakebackend.h"
#include "pseudodata.h"
#include "pseudorules.h"
#include "widgets/console.h"

#include <QTemporaryDir>

namespace milepost {

/// The window in the language that nobody speaks: a text that is not in it was not translated, and one that
/// is cut off would be so in other languages too. What it finds wrong it says when it closes.
class PseudoWindow : public QObject {
protected:
    /// Once for all tests of a program.
    void speak();
    void open();
    void close();
    /// Both rules, at the usual size and at the smallest.
    void look(const char* where);
    void lookAt(QWidget& seen, const char* where);
    void openWith(const PlanWorld& world);
    void failWith(const Error& error);
    [[nodiscard]] MainWindow& window() { return m_console->window(); }
    [[nodiscard]] QWidget& page(PageId id) { return *window().page(id); }
    template <class T> [[nodiscard]] T* part(PageId id, const char* name) {
        return page(id).findChild<T*>(QString::fromLatin1(name));
    }

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    QStringList m_wrong;
    QSet<QString> m_said; ///< once is enough
};

} // namespace milepost
