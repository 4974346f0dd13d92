// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/interrupts.h"

#include <atomic>

#include <windows.h>

namespace milepost {

namespace {

// A console handler can reach nothing but globals.
std::atomic<std::function<void()>*> g_onInterrupt = nullptr;

BOOL WINAPI handle(DWORD event) {
    if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT && event != CTRL_CLOSE_EVENT)
        return FALSE;
    std::function<void()>* onInterrupt = g_onInterrupt.exchange(nullptr);
    if (onInterrupt == nullptr)
        return FALSE; // the second one kills
    (*onInterrupt)();
    return TRUE;
}

} // namespace

struct Interrupts::Parts {
    std::function<void()> onInterrupt;
};

Interrupts::Interrupts(std::function<void()> onInterrupt) : m_parts(std::make_unique<Parts>()) {
    m_parts->onInterrupt = std::move(onInterrupt);
    g_onInterrupt = &m_parts->onInterrupt;
    ::SetConsoleCtrlHandler(handle, TRUE);
}

Interrupts::~Interrupts() {
    ::SetConsoleCtrlHandler(handle, FALSE);
    g_onInterrupt = nullptr;
}

} // namespace milepost
