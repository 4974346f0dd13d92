// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/topic.h"

namespace milepost {

namespace {

thread_local Topic::About t_about;

} // namespace

Topic::Topic(About about) : m_outer(t_about) {
    if (about.work == 0)
        about.work = m_outer.work;
    t_about = about;
}

Topic::~Topic() { t_about = m_outer; }

Topic::About Topic::current() { return t_about; }

} // namespace milepost
