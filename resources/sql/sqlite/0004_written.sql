-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- When each key was written last is read from here alone: the rows of intents are large and many.

CREATE INDEX intents_written ON intents (calendar_id, source, deliverable, settled_utc) WHERE state = 'done';
