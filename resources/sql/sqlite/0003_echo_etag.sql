-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The etag under which the body stands as we wrote it: a listing that shows it shows our own body, however
-- it looks there (docs/adr/0009-the-echo-of-listings.md). '' when it is unknown.

ALTER TABLE known ADD COLUMN echo_etag TEXT NOT NULL DEFAULT '';
