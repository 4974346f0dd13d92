// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/mailboxscope.h"
#include "domain/profile.h"

#include <vector>

namespace milepost {

/// What is asked of another admin, and for whom. Holds no secret, and nothing made of it does.
struct AccessRequest {
    QString asker;   ///< as whoever asks calls himself
    QString product; ///< "Milepost 1.0"
    Profile profile;
    QString forbiddenMailbox = {}; ///< one that the app must not reach; "": the profile's
    QString principalId = {};      ///< object id of the enterprise application; "" when it is not known
};

struct PackFile {
    QString name;
    QString text;
    friend bool operator==(const PackFile&, const PackFile&) = default;
};

/// The request as files: README.md, request.html, and scripts for PowerShell and the Azure CLI. Every value
/// is quoted for where it stands. English, as the scripts' own words are. Pure.
[[nodiscard]] std::vector<PackFile> requestPack(const AccessRequest& request);

/// Writes it into a folder of its own, each file private. The names of the files, the one to begin with
/// first. Errors: Refused, "already-exists": the folder is there and not empty, so nothing is mixed or
/// written over; Storage. Blocks.
[[nodiscard]] Result<QStringList> writeRequestPack(const AccessRequest& request, const QString& folder);

/// Opens the consent page of exactly this tenant for exactly this app; "" without tenant or client id.
[[nodiscard]] QString consentPage(const Profile& profile);

namespace requestpack {

/// One paragraph of the request, whatever it is rendered as. Texts are plain.
struct Block {
    enum class Kind { Heading, Text, Item, Code, Row, TitleRow };
    Kind kind = Kind::Text;
    QStringList cells; ///< one, but for the rows of a table
};
[[nodiscard]] QString toMarkdown(const QString& title, const std::vector<Block>& blocks);
[[nodiscard]] QString toHtml(const QString& title, const std::vector<Block>& blocks);

[[nodiscard]] ScopeNames scopeNames(const AccessRequest& request);
[[nodiscard]] QString entraPowerShell(const AccessRequest& request);
[[nodiscard]] QString exchangePowerShell(const AccessRequest& request);
[[nodiscard]] QString verifyPowerShell(const AccessRequest& request);
[[nodiscard]] QString revokePowerShell(const AccessRequest& request);
[[nodiscard]] QString entraShell(const AccessRequest& request);
[[nodiscard]] QString revokeShell(const AccessRequest& request);

/// The template with each @NAME@ replaced, once: what stands in a value stays as it is.
[[nodiscard]] QString filled(const QString& text, const std::vector<std::pair<QString, QString>>& values);

} // namespace requestpack

} // namespace milepost
