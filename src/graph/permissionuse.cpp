// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/permissionuse.h"

#include "graph/batchenvelope.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// The permissions that the children of a batch need, by their ids.
std::map<QString, QString> childrenOf(const QByteArray& body) {
    std::map<QString, QString> needed;
    const QJsonArray requests = QJsonDocument::fromJson(body).object().value("requests"_L1).toArray();
    for (const QJsonValue value : requests) {
        const QJsonObject child = value.toObject();
        const QString permission = permissionOfCall(child.value("method"_L1).toString().toLatin1(),
                                                    child.value("url"_L1).toString().toLatin1().mid(1));
        if (!permission.isEmpty())
            needed[child.value("id"_L1).toString()] = permission;
    }
    return needed;
}

QString permissionOfUser(const QByteArray& rest, const QByteArray& query) {
    if (rest.startsWith("calendar") || rest.startsWith("events"))
        return u"Calendars.ReadWrite"_s;
    if (rest.startsWith("mailboxSettings"))
        return u"MailboxSettings.Read"_s;
    if (!rest.isEmpty())
        return {};
    // Neither is among the basic properties of a user.
    const bool isMore = query.contains("proxyAddresses") || query.contains("accountEnabled");
    return isMore ? u"User.Read.All"_s : u"User.ReadBasic.All"_s;
}

} // namespace

QString permissionOfCall(const QByteArray& method, const QByteArray& path) {
    const qsizetype mark = path.indexOf('?');
    const QByteArray query = mark < 0 ? QByteArray() : path.mid(mark + 1);
    const QList<QByteArray> parts = (mark < 0 ? path : path.left(mark)).split('/');
    const QByteArray area = parts.front().split('(').front(); // applications(appId='…')
    if (area == "users")
        return permissionOfUser(parts.size() > 2 ? parts.at(2) : QByteArray(), query);
    if (area == "applications" || area == "servicePrincipals")
        return method == "GET" ? u"Application.Read.All"_s : u"Application.ReadWrite.OwnedBy"_s;
    return {};
}

PermissionUse::PermissionUse(Transport& next, const Clock& clock, const QString& graphRoot)
    : m_next(next),
      m_clock(clock),
      m_root(graphRoot.toLatin1() + "/v1.0/") {}

QFuture<Result<HttpResponse>> PermissionUse::send(HttpRequest request, std::stop_token stop) {
    const QByteArray url = request.url.toEncoded();
    if (!url.startsWith(m_root))
        return m_next.send(std::move(request), std::move(stop));
    const QByteArray path = url.mid(m_root.size());
    std::map<QString, QString> children;
    const QString permission = permissionOfCall(request.method, path);
    if (path == "$batch")
        children = childrenOf(request.body);
    std::erase_if(children, [this](const auto& child) { return !isNews(child.second); });
    if (children.empty() && !isNews(permission))
        return m_next.send(std::move(request), std::move(stop));
    return m_next.send(std::move(request), std::move(stop))
        .then(QtFuture::Launch::Sync, [this, permission, children](const Result<HttpResponse>& answer) {
            if (!answer || !answer->isSuccess())
                return answer;
            note(permission);
            if (children.empty())
                return answer;
            const QJsonObject envelope = QJsonDocument::fromJson(answer->body).object();
            const QJsonArray responses = envelope.value("responses"_L1).toArray();
            for (const QJsonValue value : responses) {
                const auto child = children.find(value.toObject().value("id"_L1).toString());
                if (child != children.end() && childResponse(value.toObject()).isSuccess())
                    note(child->second);
            }
            return answer;
        });
}

PermissionUses PermissionUse::uses() const {
    const std::scoped_lock lock(m_mutex);
    return m_uses;
}

void PermissionUse::note(const QString& permission) {
    if (permission.isEmpty())
        return;
    const std::scoped_lock lock(m_mutex);
    m_uses[permission] = m_clock.utcNow();
}

/// Days count: the thousand calls after the first of a day are not looked at.
bool PermissionUse::isNews(const QString& permission) const {
    if (permission.isEmpty())
        return false;
    const std::scoped_lock lock(m_mutex);
    const auto known = m_uses.find(permission);
    return known == m_uses.end() || known->second.date() < m_clock.utcNow().date();
}

} // namespace milepost
