-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The exchange log (docs/adr/0032-the-exchange-log.md): a ring of requests, in a file of its own. Spans are
-- microseconds, -1 where nobody saw them. Times are milliseconds since 1970, UTC.
CREATE TABLE exchanges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started INTEGER NOT NULL,
    program TEXT NOT NULL,
    stage TEXT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    template TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    status INTEGER NOT NULL,
    code TEXT NOT NULL,
    error TEXT NOT NULL,
    request_id TEXT NOT NULL,
    client_request_id TEXT NOT NULL,
    server_date TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    children INTEGER NOT NULL,
    in_batch INTEGER NOT NULL,
    run INTEGER NOT NULL,
    deliverable INTEGER NOT NULL,
    total INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    queue INTEGER NOT NULL,
    lookup INTEGER NOT NULL,
    connect INTEGER NOT NULL,
    answer INTEGER NOT NULL
);
CREATE INDEX exchanges_by_run ON exchanges (run) WHERE run <> 0;
CREATE INDEX exchanges_by_deliverable ON exchanges (deliverable) WHERE deliverable <> 0;

-- Only what came while an admin wanted bodies.
CREATE TABLE bodies (
    exchange INTEGER PRIMARY KEY REFERENCES exchanges (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    answer TEXT NOT NULL
);

-- Until when bodies are wanted, for every program that uses the profile.
CREATE TABLE wishes (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);
