// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/pseudonyms.h"
#include "domain/profile.h"
#include "http/secretmask.h"
#include "storage/exchangerecord.h"
#include "storage/journaltypes.h"
#include "storage/zipfile.h"

#include <vector>

namespace milepost {

/// What a diagnostics bundle is made of. Whoever gathers it says in `gaps` what could not be had.
struct BundleFacts {
    QString program; ///< "Milepost 0.1.0"
    QDateTime madeUtc;
    Profile profile;
    QJsonObject checks; ///< the document of `check`; {} when nothing was asked
    std::vector<RunDetails> runs;
    QJsonObject store;                     ///< schema and counts
    std::vector<ExchangeRecord> exchanges; ///< oldest first
    std::vector<PersonMapping> people;
    QStringList gaps; ///< in English
};

/// A bundle that was made, before it is saved.
struct Bundle {
    std::vector<ZipEntry> files;
    QStringList gaps; ///< what could not be had (English)
    QString names;    ///< the file that says who the pseudonyms are; it stays on this computer
    QDateTime madeUtc;
};

/// How often a text stands in a file.
struct Occurrence {
    QString file;
    int count = 0;
    friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

/// Where a text stands, in any case, as it is and as JSON, a form or Base64 write it; files without it are
/// left out. For whoever looks for a secret of their own before they send it. Pure.
[[nodiscard]] std::vector<Occurrence> occurrencesIn(const std::vector<ZipEntry>& files, const QString& text);

/// The files of a bundle, ready to be looked at and saved (ADR 32): versions, settings, checks, last runs,
/// schema and counts, requests. Mailboxes, people and titles have pseudonyms; `secrets` are taken out by
/// value, in every spelling, keys that sound like a secret lose their value, and what looks like a token
/// goes. In English: it is for support. Pure but for what `pseudonyms` learns.
[[nodiscard]] std::vector<ZipEntry> bundleOf(const BundleFacts& facts, Pseudonyms& pseudonyms,
                                             const SecretMask& secrets);

/// What a file of a bundle is about (translated); "" for any other. Pure.
[[nodiscard]] QString aboutBundleFile(const QString& name);

} // namespace milepost
