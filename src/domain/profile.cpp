// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/profile.h"

namespace milepost {

using namespace Qt::StringLiterals;

CloudEndpoints Profile::endpoints() const {
    const auto on = [](const QString& authority, const QString& graphRoot) {
        return CloudEndpoints{authority, graphRoot, graphRoot + u"/.default"_s};
    };
    switch (cloud) {
    case Cloud::Global: return on(u"https://login.microsoftonline.com"_s, u"https://graph.microsoft.com"_s);
    case Cloud::UsGov: return on(u"https://login.microsoftonline.us"_s, u"https://graph.microsoft.us"_s);
    case Cloud::Dod: return on(u"https://login.microsoftonline.us"_s, u"https://dod-graph.microsoft.us"_s);
    case Cloud::China:
        return on(u"https://login.partner.microsoftonline.cn"_s, u"https://microsoftgraph.chinacloudapi.cn"_s);
    case Cloud::Custom: break;
    }
    CloudEndpoints own = custom;
    if (own.tokenScope.isEmpty())
        own.tokenScope = u"https://graph.microsoft.com/.default"_s;
    return own;
}

} // namespace milepost
