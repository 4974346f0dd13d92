// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/profile.h"

#include <QTimeZone>

namespace milepost {

using namespace Qt::StringLiterals;

CloudEndpoints Profile::endpoints() const {
    switch (cloud) {
    case Cloud::Global:
        return {u"https://login.microsoftonline.com"_s, u"https://graph.microsoft.com"_s,
                u"https://graph.microsoft.com/.default"_s};
    case Cloud::UsGov:
        return {u"https://login.microsoftonline.us"_s, u"https://graph.microsoft.us"_s,
                u"https://graph.microsoft.us/.default"_s};
    case Cloud::Dod:
        return {u"https://login.microsoftonline.us"_s, u"https://dod-graph.microsoft.us"_s,
                u"https://dod-graph.microsoft.us/.default"_s};
    case Cloud::China:
        return {u"https://login.partner.microsoftonline.cn"_s, u"https://microsoftgraph.chinacloudapi.cn"_s,
                u"https://microsoftgraph.chinacloudapi.cn/.default"_s};
    case Cloud::Custom:
        break;
    }
    CloudEndpoints endpoints = custom;
    if (endpoints.tokenScope.isEmpty())
        endpoints.tokenScope = u"https://graph.microsoft.com/.default"_s;
    return endpoints;
}

QDate Profile::dayAt(const QDateTime& utc) const {
    const QTimeZone zone(QTimeZone::windowsIdToDefaultIanaId(timeZone.toUtf8()));
    return zone.isValid() ? utc.toTimeZone(zone).date() : utc.date();
}

} // namespace milepost
