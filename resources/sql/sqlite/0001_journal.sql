-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Runs, the writes they meant and what became of them, what is known of every key in every calendar, and
-- through whose eyes the tracker was seen. Times are UTC, ISO 8601. Never edited after release.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    profile TEXT NOT NULL,
    source TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    calendar_name TEXT NOT NULL,
    calendar_id TEXT NOT NULL,
    plan_hash TEXT NOT NULL,
    started_utc TEXT NOT NULL,
    finished_utc TEXT NOT NULL, -- '' while it runs
    status TEXT NOT NULL,
    summary TEXT NOT NULL,
    failures TEXT NOT NULL
);

CREATE TABLE intents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id),
    source TEXT NOT NULL,
    deliverable INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    verb TEXT NOT NULL CHECK (verb IN ('create', 'update', 'delete')),
    mailbox TEXT NOT NULL,
    calendar_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    before_image TEXT NOT NULL,
    after_image TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'failed', 'doubtful', 'cancelled')),
    answered_event_id TEXT NOT NULL,
    error TEXT NOT NULL,
    intended_utc TEXT NOT NULL,
    settled_utc TEXT NOT NULL -- '' while it is open
);

CREATE INDEX intents_of_run ON intents (run_id);

CREATE INDEX intents_unsettled ON intents (calendar_id) WHERE state IN ('open', 'doubtful');

CREATE TABLE known (
    source TEXT NOT NULL,
    calendar_id TEXT NOT NULL,
    deliverable INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    event_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    present INTEGER NOT NULL CHECK (present IN (0, 1)),
    last_sent TEXT NOT NULL,
    body_echo TEXT NOT NULL,
    PRIMARY KEY (source, calendar_id, deliverable, recipient)
);

CREATE INDEX known_events ON known (calendar_id, event_id);

CREATE TABLE tracker_views (
    slot TEXT PRIMARY KEY CHECK (slot IN ('accepted', 'seen')),
    source TEXT NOT NULL,
    user_name TEXT NOT NULL,
    role TEXT NOT NULL
);

CREATE TABLE previous_sources (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL UNIQUE
);

CREATE TABLE calendars (
    mailbox TEXT NOT NULL, -- in lower case
    name TEXT NOT NULL,
    calendar_id TEXT NOT NULL,
    PRIMARY KEY (mailbox, name)
);
