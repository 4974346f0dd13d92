-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- When a call of this app that needs this permission of Microsoft Graph last succeeded. Never edited after release.

CREATE TABLE permission_uses (
    app TEXT NOT NULL, -- client id, in lower case
    permission TEXT NOT NULL,
    used_ms INTEGER NOT NULL, -- since 1970
    PRIMARY KEY (app, permission)
) STRICT;
