// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/failure.h"

#include <QDateTime>
#include <QStringList>

namespace milepost::doctor {

/// What an answer is by its shape.
enum class Shape { Empty, Page, Entra, Graph, Batch, Json, Words };

/// An answer taken apart: the part that failed, with what it says.
struct Answer {
    Shape shape = Shape::Empty;
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
    QJsonObject json; ///< {} for a page and for words
    bool isChild = false;
};

/// The answer of a failure: of a batch, the child that failed, one that failed by itself before one that only
/// depends on it; of a redirect back, its query as an answer of Entra; of text with JSON in it, that JSON.
[[nodiscard]] Answer answerOf(const Failure& failure);
/// The JSON object that a text holds, with what stands around it cut off; {} when it holds none.
[[nodiscard]] QJsonObject jsonWithin(const QByteArray& text);

/// Every code that an answer names, its own before those of inner errors and of its words.
[[nodiscard]] QStringList codesIn(const Answer& answer);
/// When the service says that it answered; invalid when it does not.
[[nodiscard]] QDateTime timeIn(const Answer& answer);
/// What a person would read on a web page.
[[nodiscard]] QString wordsOfPage(const QByteArray& page);

} // namespace milepost::doctor
