// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/loopback.h"
#include "domain/profilevalues.h"
#include "domain/storeaddress.h"

#include <algorithm>

#include <QDir>
#include <QRegularExpression>
#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;

namespace profilevalues {

namespace {

std::unexpected<QString> no(QString why) { return std::unexpected(std::move(why)); }

/// Everything but what each kind of address says about its end.
Parsed<QString> address(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() || (scheme != u"https"_s && scheme != u"http"_s))
        return no(u"an address that begins with https:// is expected"_s);
    if (!url.userInfo().isEmpty())
        return no(u"an address without user and password is expected"_s);
    if (url.hasQuery() || url.hasFragment())
        return no(u"an address without ? and # is expected"_s);
    if (scheme == u"http"_s && !isLoopbackHost(url.host()))
        return no(u"https:// is expected; plain http is accepted for this computer (127.0.0.1) only"_s);
    if (std::ranges::any_of(text, [](QChar c) { return c.isSpace() || c == u'\\'; }))
        return no(u"an address without blanks and backslashes is expected"_s);
    return text;
}

} // namespace

Parsed<QString> url(const QString& text) {
    const QString given = text.trimmed();
    if (given.isEmpty())
        return given;
    if (given.endsWith(u'/'))
        return no(u"an address without a slash at its end is expected"_s);
    return address(given);
}

Parsed<QString> trackerUrl(const QString& text) {
    QString given = text.trimmed();
    const auto cutSlashes = [&given] {
        while (given.endsWith(u'/') && !given.endsWith(u"://"_s))
            given.chop(1);
    };
    cutSlashes();
    if (given.endsWith(u"/api"_s)) {
        given.chop(4);
        cutSlashes();
    }
    // People copy what the browser shows, which is without its beginning.
    if (!given.isEmpty() && !given.contains(u"://"_s))
        given.prepend(isLoopbackHost(QUrl(u"//"_s + given).host()) ? u"http://"_s : u"https://"_s);
    return given.isEmpty() ? Parsed<QString>(given) : address(given);
}

Parsed<QString> graphRoot(const QString& text) {
    auto root = url(text);
    static const QRegularExpression version(u"/(v1\\.0|beta)\\z"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    if (root && version.match(*root).hasMatch())
        return no(u"an address without /v1.0 is expected"_s);
    return root;
}

Parsed<QString> tokenScope(const QString& text) {
    const QString scope = text.trimmed();
    static const QRegularExpression form(u"\\A(https?|api)://[^\\s]+/\\.default\\z"_s);
    if (scope.isEmpty() || form.match(scope).hasMatch())
        return scope;
    return no(u"one scope that ends in /.default is expected"_s);
}

Parsed<QString> proxy(const QString& text) {
    const QString given = text.trimmed();
    if (given.isEmpty())
        return given;
    const QUrl url(given, QUrl::StrictMode);
    // QUrl tells "user:" from "user", which is why the raw text is looked at.
    if (url.userInfo(QUrl::FullyEncoded).contains(u':'))
        return no(
            u"an address without password is expected; the password is the secret \"proxy-password\""_s);
    const bool known = url.scheme() == u"http"_s || url.scheme() == u"socks5"_s;
    if (!url.isValid() || !known || url.host().isEmpty() || url.port() == -1 || url.hasQuery() ||
        url.hasFragment() || (!url.path().isEmpty() && url.path() != u"/"_s))
        return no(u"an address like http://proxy.example.com:3128 or socks5://host:1080 is expected"_s);
    return given.endsWith(u'/') ? given.chopped(1) : given;
}

Parsed<QString> absolutePath(const QString& text) {
    auto path = line(text, 4096);
    if (path && !path->isEmpty() && !QDir::isAbsolutePath(*path))
        return no(u"a full path is expected"_s);
    return path;
}

Parsed<QString> store(const QString& text) {
    const QString given = text.trimmed();
    if (given.isEmpty() || given == u"sqlite"_s)
        return u"sqlite"_s;
    if (const auto allowed = line(given, 2000); !allowed)
        return allowed;
    const auto address = StoreAddress::parse(given);
    if (!address)
        return std::unexpected(address.error());
    return given;
}

} // namespace profilevalues

} // namespace milepost
