-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What taking a run back needs beside the images: the tags before and after, which fields were sent, and what
-- each run was for. Rows of older versions are not whole: they say nothing of tags and fields.

ALTER TABLE intents ADD COLUMN tag_before TEXT NOT NULL DEFAULT '';

ALTER TABLE intents ADD COLUMN tag_after TEXT NOT NULL DEFAULT '';

ALTER TABLE intents ADD COLUMN fields TEXT NOT NULL DEFAULT '';

ALTER TABLE intents ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;

ALTER TABLE runs ADD COLUMN purpose TEXT NOT NULL DEFAULT '{}';
