-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What somebody decided about edits that people made to events of ours, field by field.

CREATE TABLE drift_decisions (
    source TEXT NOT NULL,
    deliverable INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    field TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('keep', 'ignore', 'restore')),
    seen TEXT NOT NULL, -- mark of the text that the decision holds for; '': any
    decided_utc TEXT NOT NULL,
    PRIMARY KEY (source, deliverable, recipient, field)
);
