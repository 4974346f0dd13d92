// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/theme.h"

#include <QDir>
#include <QWidget>

namespace milepost {

/// Takes pictures of widgets, numbered in their order, and knows whether every one of them shows something.
class Camera {
public:
    Camera(QDir out, ThemeChoice tone, QSize size) : m_out(std::move(out)), m_tone(tone), m_size(size) {}

    /// The file is NN-name-tone-WxH.png.
    void take(QWidget* widget, const char* name);
    [[nodiscard]] bool isFine() const { return m_isFine; }
    [[nodiscard]] int taken() const { return m_number; }

private:
    QDir m_out;
    ThemeChoice m_tone;
    QSize m_size;
    int m_number = 0;
    bool m_isFine = true;
};

} // namespace milepost
