-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Where a tracker's events were written, and for whom: what is to be looked for after a profile writes
-- somewhere else.

CREATE TABLE places (
    source TEXT NOT NULL,
    calendar_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    mailbox TEXT NOT NULL, -- where calls go
    address TEXT NOT NULL, -- for display alone
    calendar_name TEXT NOT NULL,
    people TEXT NOT NULL, -- of the tracker, with commas between them; '' for a shared calendar
    PRIMARY KEY (source, calendar_id, recipient)
);

INSERT INTO places (source, calendar_id, recipient, mailbox, address, calendar_name, people)
SELECT i.source, i.calendar_id, i.recipient, MAX(i.mailbox), MAX(i.mailbox), MAX(r.calendar_name), ''
FROM intents AS i JOIN runs AS r ON r.id = i.run_id
GROUP BY i.source, i.calendar_id, i.recipient;
