// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/exchangewatch.h"

namespace milepost {

namespace {

thread_local ExchangeWatch* t_watch = nullptr;

} // namespace

ExchangeWatch::ExchangeWatch() : m_outer(t_watch) { t_watch = this; }

ExchangeWatch::~ExchangeWatch() { t_watch = m_outer; }

void ExchangeWatch::note(const Exchange& exchange) {
    if (t_watch != nullptr && !exchange.requestId.isEmpty())
        t_watch->m_requestId = exchange.requestId;
}

} // namespace milepost
