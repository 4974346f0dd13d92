-- SPDX-FileCopyrightText: 2026 The Milepost authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Where each secret that comes from the environment or from systemd may be sent. Never a secret itself.

CREATE TABLE accepted_origins (
    secret TEXT PRIMARY KEY, -- its kind, as on the command line
    origin TEXT NOT NULL -- '': nowhere until somebody confirms it
);
