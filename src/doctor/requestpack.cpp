// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/requestpack.h"

#include "doctor/permissions.h"
#include "domain/permissions.h"

#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace requestpack;

namespace {

using Kind = Block::Kind;

/// The calls for which a permission is asked (graph-contract 10).
QString callsOf(const QString& permission) {
    static const QHash<QString, QString> calls{
        {u"Calendars.ReadWrite"_s, u"GET /users/{mailbox}/calendars and their events; POST, PATCH, DELETE "
                                   "/users/{mailbox}/calendars/{calendar}/events"_s},
        {u"User.ReadBasic.All"_s, u"GET /users/{address}; GET /users?$filter=mail eq '…'"_s},
        {u"User.Read.All"_s, u"GET /users?$filter=proxyAddresses/any(…); accountEnabled of a user"_s},
        {u"MailboxSettings.Read"_s, u"GET /users/{mailbox}/mailboxSettings"_s},
        {u"Application.Read.All"_s,
         u"GET /applications(appId='…'); GET /servicePrincipals/{id}/appRoleAssignments"_s}};
    return calls.value(permission);
}

QString orUnset(const QString& value, const QString& otherwise) {
    return value.isEmpty() ? otherwise : value;
}

void addWho(std::vector<Block>& blocks, const AccessRequest& request) {
    const Profile& profile = request.profile;
    blocks.push_back({Kind::Heading, {u"Who asks, and for what"_s}});
    blocks.push_back({Kind::Text,
                      {u"%1 asks for an app registration that lets %2 put the dates of project deliverables "
                       "into Outlook. The program runs on a computer of your organisation, without a server "
                       "on the internet, and writes only events that carry its own mark."_s.arg(
                           orUnset(request.asker, u"Your colleague"_s), request.product)}});
    blocks.push_back({Kind::Item, {u"Tenant: "_s + orUnset(profile.tenantId, u"(not entered yet)"_s)}});
    blocks.push_back(
        {Kind::Item, {u"Application (client) ID: "_s + orUnset(profile.clientId, u"(to be created)"_s)}});
    blocks.push_back(
        {Kind::Item,
         {profile.isIndividual() ? u"Mailboxes: those of the people who are assigned to deliverables"_s
                                 : u"Mailbox: "_s + orUnset(profile.mailbox, u"(not entered yet)"_s)}});
    if (!profile.isIndividual())
        blocks.push_back({Kind::Item, {u"Calendar: "_s + profile.calendarName}});
    blocks.push_back({Kind::Item, {u"Source of the dates: "_s + profile.trackerUrl}});
}

void addPermissions(std::vector<Block>& blocks) {
    blocks.push_back({Kind::Heading, {u"Exact permissions"_s}});
    blocks.push_back(
        {Kind::Text,
         {u"Application permissions of Microsoft Graph. The first two are needed, the others are "
          "optional; nothing else is used."_s}});
    blocks.push_back({Kind::TitleRow, {u"Permission"_s, u"Needed"_s, u"What it is for"_s, u"Calls"_s}});
    for (const GraphPermission& permission : graphPermissions()) {
        const QString name = QString::fromLatin1(permission.name);
        blocks.push_back({Kind::Row,
                          {name, permission.isNeeded ? u"needed"_s : u"optional"_s, permissionPurpose(name),
                           callsOf(name)}});
    }
}

void addSteps(std::vector<Block>& blocks, const AccessRequest& request) {
    blocks.push_back({Kind::Heading, {u"What to do"_s}});
    blocks.push_back(
        {Kind::Text,
         {u"1. In Entra: run entra.ps1 (Microsoft Graph PowerShell) or entra.sh (Azure CLI) as a "
          "Privileged Role Administrator or Global Administrator. It makes the registration "
          "where there is none, and grants the two needed permissions."_s}});
    if (const QString page = consentPage(request.profile); !page.isEmpty()) {
        blocks.push_back({Kind::Text, {u"Or grant what the registration lists on this page:"_s}});
        blocks.push_back({Kind::Code, {page}});
    }
    blocks.push_back({Kind::Text,
                      {u"2. The credential: a certificate is better than a secret, because its private half "
                       "never leaves the program's computer. Upload the .cer file that the asker sends under "
                       "Certificates & secrets. A client secret must be handed over in person or in a "
                       "password manager, never by mail."_s}});
    blocks.push_back({Kind::Text,
                      {u"3. In Exchange Online: run exchange.ps1, so that the app reaches only the mailboxes "
                       "that it should. It uses RBAC for Applications; then remove the consent for "
                       "Calendars.ReadWrite in Entra, which would hold for every mailbox all the same."_s}});
}

void addScope(std::vector<Block>& blocks, const AccessRequest& request) {
    const ScopeNames names = scopeNames(request);
    blocks.push_back({Kind::Heading, {u"Which mailboxes it may touch"_s}});
    blocks.push_back({Kind::Code, {rbacCommands(names)}});
    blocks.push_back({Kind::Text,
                      {u"In a tenant that still uses application access policies, this does the same. "
                       "Microsoft has superseded them."_s}});
    blocks.push_back({Kind::Code, {accessPolicyCommands(names)}});
    blocks.push_back({Kind::Text,
                      {u"A change takes minutes as a rule, and up to a day. Until then all mailboxes may be "
                       "refused alike."_s}});
}

void addProofAndEnd(std::vector<Block>& blocks) {
    blocks.push_back({Kind::Heading, {u"How to verify"_s}});
    blocks.push_back({Kind::Text,
                      {u"Run verify.ps1: it lists what is granted and asks Exchange about the mailboxes. The "
                       "asker runs this on the program's computer:"_s}});
    blocks.push_back(
        {Kind::Code, {u"milepostctl check --only registration,secret,permissions,mailbox-scope"_s}});
    blocks.push_back({Kind::Heading, {u"How to revoke"_s}});
    blocks.push_back({Kind::Text,
                      {u"Run revoke.ps1 or revoke.sh: the grants and the role in Exchange are removed. "
                       "Tokens that were issued before hold for up to 90 minutes. Deleting the enterprise "
                       "application has the same effect."_s}});
}

} // namespace

QString consentPage(const Profile& profile) {
    if (profile.tenantId.isEmpty() || profile.clientId.isEmpty())
        return {};
    const auto part = [](const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return profile.endpoints().authority + u'/' + part(profile.tenantId) + u"/adminconsent?client_id="_s +
           part(profile.clientId);
}

std::vector<PackFile> requestPack(const AccessRequest& request) {
    std::vector<Block> blocks;
    addWho(blocks, request);
    addPermissions(blocks);
    addSteps(blocks, request);
    addScope(blocks, request);
    addProofAndEnd(blocks);
    const QString title = u"Request for access to Outlook calendars"_s;
    return {{u"README.md"_s, toMarkdown(title, blocks)},  {u"request.html"_s, toHtml(title, blocks)},
            {u"entra.ps1"_s, entraPowerShell(request)},   {u"exchange.ps1"_s, exchangePowerShell(request)},
            {u"verify.ps1"_s, verifyPowerShell(request)}, {u"revoke.ps1"_s, revokePowerShell(request)},
            {u"entra.sh"_s, entraShell(request)},         {u"revoke.sh"_s, revokeShell(request)}};
}

} // namespace milepost
