-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- As resources/sql/sqlite has it.

CREATE TABLE drift_decisions (
    source TEXT COLLATE "C" NOT NULL,
    deliverable BIGINT NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('keep', 'ignore', 'restore')),
    seen TEXT NOT NULL,
    decided_utc TEXT NOT NULL,
    PRIMARY KEY (source, deliverable, recipient, field)
);
