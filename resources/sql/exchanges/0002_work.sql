-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- One call of the engine: what it read before it began a run is found with that run.
ALTER TABLE exchanges ADD COLUMN work INTEGER NOT NULL DEFAULT 0;
CREATE INDEX exchanges_by_work ON exchanges (work) WHERE work <> 0;
