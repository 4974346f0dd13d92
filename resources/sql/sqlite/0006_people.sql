-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Whose mailbox stands for which person of a tracker: decided by hand, or found by an earlier look. The
-- object id alone is the key; addresses move from one person to another.

CREATE TABLE people (
    source TEXT NOT NULL,
    person INTEGER NOT NULL,
    object_id TEXT NOT NULL, -- '': somebody decided that this person gets no mailbox
    address TEXT NOT NULL, -- for display alone
    manual INTEGER NOT NULL CHECK (manual IN (0, 1)),
    decided_utc TEXT NOT NULL,
    PRIMARY KEY (source, person),
    CHECK (manual = 1 OR object_id <> '')
);
