-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Where the events of this schema's profile belong, for every machine that shares it: one whose profile says
-- something else would take the others' calendar for a former one (docs/adr/0025-one-target.md). A store that was
-- used before has the target of its last run. Never edited after release.

CREATE TABLE target (
    slot INTEGER PRIMARY KEY CHECK (slot = 1),
    mode TEXT NOT NULL, -- shared, individual
    mailbox TEXT NOT NULL, -- in lower case; '': each person's
    calendar_name TEXT NOT NULL, -- '': each mailbox's default calendar
    source TEXT NOT NULL, -- the tracker
    who TEXT NOT NULL, -- account@computer; '': nobody noted it
    since_utc TEXT NOT NULL
);

INSERT INTO target (slot, mode, mailbox, calendar_name, source, who, since_utc)
SELECT 1, CASE WHEN mailbox = '' THEN 'individual' ELSE 'shared' END, lower(mailbox), calendar_name, source, '',
       started_utc
FROM runs WHERE status <> 'refused' ORDER BY id DESC LIMIT 1;
