-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The lanes of a run are shared in the PostgreSQL store alone (resources/sql/postgres says what they are); here the
-- table stays empty. Never edited after release.

CREATE TABLE lanes (
    run_id INTEGER NOT NULL REFERENCES runs (id),
    mailbox TEXT NOT NULL,
    position INTEGER NOT NULL,
    leader TEXT NOT NULL,
    work TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'left', 'done')),
    owner TEXT NOT NULL DEFAULT '',
    ends TEXT NOT NULL DEFAULT '',
    claims INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, mailbox)
);
