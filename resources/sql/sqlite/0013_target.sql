-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What machines that share a store agree on (resources/sql/postgres says what it is); a file has one computer, and
-- here the table stays empty. Never edited after release.

CREATE TABLE target (
    slot INTEGER PRIMARY KEY CHECK (slot = 1),
    mode TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    calendar_name TEXT NOT NULL,
    source TEXT NOT NULL,
    who TEXT NOT NULL,
    since_utc TEXT NOT NULL
);
