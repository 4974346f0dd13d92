-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- How many requests each lane (a mailbox) was sent in the stretch of time that ends there, in milliseconds
-- since 1970 (UTC). What is older than the service's window is deleted.

CREATE TABLE quota (
    lane     TEXT    NOT NULL,
    end_ms   INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY (lane, end_ms)
) WITHOUT ROWID;
