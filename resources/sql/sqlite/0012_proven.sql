-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- When a calendar was last seen to have the name that it is remembered by (docs/adr/0024-the-name-of-a-calendar.md).
-- Never edited after release.

ALTER TABLE calendars ADD COLUMN proven_ms INTEGER NOT NULL DEFAULT 0; -- since 1970; 0: nobody knows
