// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/quoting.h"
#include "doctor/requestpack.h"
#include "domain/permissions.h"

namespace milepost::requestpack {

using namespace Qt::StringLiterals;

namespace {

struct CloudNames {
    QString powershell; ///< -Environment of Connect-MgGraph
    QString exchange;   ///< -ExchangeEnvironmentName of Connect-ExchangeOnline
    QString azure;      ///< of `az cloud set`
};

CloudNames cloudNames(Cloud cloud) {
    switch (cloud) {
    case Cloud::UsGov:
        return {u"USGov"_s, u"O365USGovGCCHigh"_s, u"AzureUSGovernment"_s};
    case Cloud::Dod:
        return {u"USGovDoD"_s, u"O365USGovDoD"_s, u"AzureUSGovernment"_s};
    case Cloud::China:
        return {u"China"_s, u"O365China"_s, u"AzureChinaCloud"_s};
    case Cloud::Global:
    case Cloud::Custom:
        break;
    }
    return {u"Global"_s, u"O365Default"_s, u"AzureCloud"_s};
}

std::vector<std::pair<QString, QString>> common(const AccessRequest& request,
                                                QString (*quoted)(const QString&)) {
    const CloudNames cloud = cloudNames(request.profile.cloud);
    QStringList psRoles;
    QStringList azRoles;
    for (const GraphPermission& permission : graphPermissions()) {
        if (!permission.isNeeded)
            continue;
        psRoles << u"    '%1' = '%2'"_s.arg(QString::fromLatin1(permission.name),
                                            QString::fromLatin1(permission.roleId));
        azRoles << QString::fromLatin1(permission.roleId) + u"=Role"_s;
    }
    return {{u"PRODUCT"_s, oneLine(request.product)},
            {u"TENANT"_s, quoted(request.profile.tenantId)},
            {u"CLIENT"_s, quoted(request.profile.clientId)},
            {u"GRAPH"_s, graphAppId()},
            {u"PSCLOUD"_s, cloud.powershell},
            {u"EXCLOUD"_s, cloud.exchange},
            {u"AZCLOUD"_s, cloud.azure},
            {u"PSROLES"_s, psRoles.join(u'\n')},
            {u"AZROLES"_s, azRoles.join(u' ')}};
}

constexpr auto k_findApp = R"SCRIPT($ErrorActionPreference = 'Stop'
$tenantId = @TENANT@
$clientId = @CLIENT@
$filter = "appId eq '" + $clientId.Replace("'", "''") + "'"
)SCRIPT";

QString powershell(const QString& what, const char* body, const AccessRequest& request) {
    return filled(u"# @PRODUCT@: "_s + what + u'\n' + QString::fromLatin1(k_findApp) +
                      QString::fromLatin1(body),
                  common(request, powershellQuoted));
}

QString shell(const QString& what, const char* body, const AccessRequest& request) {
    return filled(u"#!/bin/sh\n# @PRODUCT@: "_s + what + u'\n' + QString::fromLatin1(body),
                  common(request, shellQuoted));
}

} // namespace

ScopeNames scopeNames(const AccessRequest& request) {
    return {request.profile.clientId, request.principalId, request.profile.mailbox,
            request.forbiddenMailbox.isEmpty() ? request.profile.forbiddenMailbox : request.forbiddenMailbox,
            cloudNames(request.profile.cloud).exchange};
}

QString entraPowerShell(const AccessRequest& request) {
    return powershell(u"registers the app where there is none, and grants what it needs"_s,
                      R"SCRIPT(# Needs: Install-Module Microsoft.Graph.Applications -Scope CurrentUser
Connect-MgGraph -TenantId $tenantId -Environment '@PSCLOUD@' -Scopes 'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'
$roles = @{
@PSROLES@
}
$app = $null
if ($clientId) {
    $app = Get-MgApplication -Filter $filter
}
if (-not $app) {
    $app = New-MgApplication -DisplayName 'Milepost' -SignInAudience 'AzureADMyOrg' -Web @{ RedirectUris = @('http://localhost') }
    Write-Output "Application (client) ID: $($app.AppId)"
}
$graphAccess = @($app.RequiredResourceAccess | Where-Object { $_.ResourceAppId -eq '@GRAPH@' } | ForEach-Object { $_.ResourceAccess })
$others = @($app.RequiredResourceAccess | Where-Object { $_.ResourceAppId -ne '@GRAPH@' })
foreach ($role in $roles.Values) {
    if ($graphAccess.Id -notcontains $role) {
        $graphAccess += @{ Id = $role; Type = 'Role' }
    }
}
Update-MgApplication -ApplicationId $app.Id -RequiredResourceAccess ($others + @{ ResourceAppId = '@GRAPH@'; ResourceAccess = $graphAccess })
$principal = Get-MgServicePrincipal -Filter "appId eq '$($app.AppId)'"
if (-not $principal) {
    $principal = New-MgServicePrincipal -AppId $app.AppId
}
$graph = Get-MgServicePrincipal -Filter "appId eq '@GRAPH@'"
$granted = @(Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -All)
foreach ($role in $roles.Values) {
    if ($granted.AppRoleId -notcontains $role) {
        New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -PrincipalId $principal.Id -ResourceId $graph.Id -AppRoleId $role
    }
}
Write-Output "Object ID of the enterprise application: $($principal.Id)"
)SCRIPT",
                      request);
}

QString exchangePowerShell(const AccessRequest& request) {
    return u"# %1: lets the app touch these mailboxes only\n"
           "# Needs: Install-Module ExchangeOnlineManagement -Scope CurrentUser\n"
           "$ErrorActionPreference = 'Stop'\n%2"_s.arg(oneLine(request.product),
                                                       rbacCommands(scopeNames(request)));
}

QString verifyPowerShell(const AccessRequest& request) {
    return powershell(
               u"shows what the app may do; changes nothing"_s,
               R"SCRIPT(Connect-MgGraph -TenantId $tenantId -Environment '@PSCLOUD@' -Scopes 'Application.Read.All'
$principal = Get-MgServicePrincipal -Filter $filter
$graph = Get-MgServicePrincipal -Filter "appId eq '@GRAPH@'"
Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -All | ForEach-Object {
    $id = $_.AppRoleId
    ($graph.AppRoles | Where-Object { $_.Id -eq $id }).Value
}
Connect-ExchangeOnline -ExchangeEnvironmentName '@EXCLOUD@'
)SCRIPT",
               request) +
           scopeTestCommands(scopeNames(request));
}

QString revokePowerShell(const AccessRequest& request) {
    return powershell(
        u"takes everything away from the app that was granted"_s,
        R"SCRIPT(Connect-MgGraph -TenantId $tenantId -Environment '@PSCLOUD@' -Scopes 'Application.Read.All', 'AppRoleAssignment.ReadWrite.All'
$principal = Get-MgServicePrincipal -Filter $filter
Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -All | ForEach-Object {
    Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -AppRoleAssignmentId $_.Id
}
Connect-ExchangeOnline -ExchangeEnvironmentName '@EXCLOUD@'
Get-ManagementRoleAssignment -RoleAssignee $principal.Id -ErrorAction SilentlyContinue | Remove-ManagementRoleAssignment -Confirm:$false
Get-ApplicationAccessPolicy -ErrorAction SilentlyContinue | Where-Object { $_.AppId -eq $clientId } | Remove-ApplicationAccessPolicy -Confirm:$false
)SCRIPT",
        request);
}

QString entraShell(const AccessRequest& request) {
    return shell(u"registers the app where there is none, and grants what it needs (Azure CLI)"_s,
                 R"SCRIPT(set -eu
tenant=@TENANT@
client=@CLIENT@
az cloud set --name @AZCLOUD@
az login --tenant "$tenant" --allow-no-subscriptions
if [ -z "$client" ]; then
    client=$(az ad app create --display-name Milepost --sign-in-audience AzureADMyOrg \
        --web-redirect-uris http://localhost --query appId --output tsv)
    echo "Application (client) ID: $client"
fi
az ad sp show --id "$client" >/dev/null 2>&1 || az ad sp create --id "$client"
az ad app permission add --id "$client" --api @GRAPH@ --api-permissions @AZROLES@
az ad app permission admin-consent --id "$client"
echo "Object ID of the enterprise application: $(az ad sp show --id "$client" --query id --output tsv)"
)SCRIPT",
                 request);
}

QString revokeShell(const AccessRequest& request) {
    return shell(u"takes away from the app what was granted in Entra (Azure CLI)"_s,
                 R"SCRIPT(set -eu
tenant=@TENANT@
client=@CLIENT@
az cloud set --name @AZCLOUD@
az login --tenant "$tenant" --allow-no-subscriptions
principal=$(az ad sp show --id "$client" --query id --output tsv)
root=$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv)
root=${root%/}
for grant in $(az rest --method get --url "$root/v1.0/servicePrincipals/$principal/appRoleAssignments" \
    --query 'value[].id' --output tsv); do
    az rest --method delete --url "$root/v1.0/servicePrincipals/$principal/appRoleAssignments/$grant"
done
echo "The role in Exchange is removed by revoke.ps1."
)SCRIPT",
                 request);
}

} // namespace milepost::requestpack
