-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What each run was asked for and which keys it was to write, so that one that was cut off can be continued;
-- and why a run was refused or ended early. '{}': an older version began it.

ALTER TABLE runs ADD COLUMN wish TEXT NOT NULL DEFAULT '{}';

ALTER TABLE runs ADD COLUMN planned TEXT NOT NULL DEFAULT '[]';

ALTER TABLE runs ADD COLUMN resumes INTEGER NOT NULL DEFAULT 0;

ALTER TABLE runs ADD COLUMN why TEXT NOT NULL DEFAULT '';
