-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The mailboxes of the run that is under way, for machines that share its work (docs/adr/0020-workers.md): each is in
-- one hand at a time, until its end by the server's clock. Never edited after release.

CREATE TABLE lanes (
    run_id BIGINT NOT NULL REFERENCES runs (id),
    mailbox TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    leader TEXT NOT NULL,                              -- the lease of the run: without it nobody writes
    work TEXT NOT NULL,                                -- JSON: what was confirmed, by key
    state TEXT NOT NULL CHECK (state IN ('open', 'left', 'done')), -- left: for the leader alone
    owner TEXT NOT NULL DEFAULT '',
    ends TIMESTAMPTZ NOT NULL DEFAULT '-infinity',
    claims INTEGER NOT NULL DEFAULT 0,                 -- how often it was taken
    PRIMARY KEY (run_id, mailbox)
);
