// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/storeaddress.h"

#include "base/loopback.h"

#include <algorithm>
#include <map>

#include <QRegularExpression>
#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Words = std::map<QString, QString>;

std::unexpected<QString> no(QString why) { return std::unexpected(std::move(why)); }

std::unexpected<QString> hasPassword() {
    return no(
        u"a connection string without password is expected; the password is the secret \"store-password\""_s);
}

bool isPassword(const QString& word) {
    return word == u"password"_s || word == u"sslpassword"_s || word == u"passfile"_s;
}

bool isSocket(const QString& host) { return host.isEmpty() || host.startsWith(u'/'); }

std::expected<Words, QString> wordsOfUrl(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    // QUrl tells "user:" from "user", which is why the raw text is looked at.
    if (url.userInfo(QUrl::FullyEncoded).contains(u':'))
        return hasPassword();
    if (!url.isValid() || url.hasFragment())
        return no(u"an address like postgresql://user@db.example.com/milepost is expected"_s);
    Words words;
    for (const auto& [word, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        words.insert_or_assign(word, value);
    const auto given = [&words](const QString& word, const QString& value) {
        if (!value.isEmpty())
            words.insert_or_assign(word, value);
    };
    given(u"host"_s, url.host());
    given(u"port"_s, url.port() < 0 ? QString() : QString::number(url.port()));
    given(u"user"_s, url.userName(QUrl::FullyDecoded));
    given(u"dbname"_s, url.path(QUrl::FullyDecoded).mid(1));
    return words;
}

std::expected<Words, QString> wordsOf(const QString& text) {
    if (text.contains(u"://"_s))
        return wordsOfUrl(text);
    static const QRegularExpression pair(u"\\G\\s*([a-z_]+)\\s*=\\s*([^\\s=']+)(\\s+|\\z)"_s);
    Words words;
    qsizetype end = 0;
    for (auto it = pair.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        words.insert_or_assign(match.captured(1), match.captured(2));
        end = match.capturedEnd();
    }
    if (end != text.size())
        return no(u"sqlite, or a PostgreSQL connection string without password, is expected"_s);
    return words;
}

/// What cannot be put into libpq's words, or would end them.
bool isUnclean(const QString& value) {
    return std::ranges::any_of(value, [](QChar c) {
        return c.category() == QChar::Other_Control || c == u';' || c == u'\\' || c == u'\'';
    });
}

std::expected<QString, QString> sslModeOf(const QString& given, bool isLocal) {
    static const QStringList weak{u"disable"_s, u"allow"_s, u"prefer"_s};
    static const QStringList strong{u"require"_s, u"verify-ca"_s, u"verify-full"_s};
    if (given.isEmpty())
        return isLocal ? u"prefer"_s : u"verify-full"_s;
    if (strong.contains(given) || (isLocal && weak.contains(given)))
        return given;
    return no(u"sslmode is one of require, verify-ca and verify-full where the database is on another "
              "computer"_s);
}

} // namespace

std::expected<StoreAddress, QString> StoreAddress::parse(const QString& text) {
    static const QRegularExpression scheme(u"\\Apostgres(ql)?://"_s);
    if (text.contains(u"://"_s) && !scheme.match(text).hasMatch())
        return no(u"sqlite, or an address that begins with postgresql://, is expected"_s);
    auto words = wordsOf(text);
    if (!words)
        return std::unexpected(words.error());
    static const QStringList known{u"host"_s, u"port"_s,    u"dbname"_s,
                                   u"user"_s, u"sslmode"_s, u"sslrootcert"_s};
    for (const auto& [word, value] : *words) {
        if (isPassword(word.toLower()))
            return hasPassword();
        if (!known.contains(word))
            return no(u"of a connection string's words these are understood: "_s + known.join(u", "_s));
        if (isUnclean(value))
            return no(u"a connection string without quotes, backslashes and semicolons is expected"_s);
    }
    StoreAddress address;
    address.host = (*words)[u"host"_s];
    address.database = (*words)[u"dbname"_s];
    address.user = (*words)[u"user"_s];
    address.rootCert = (*words)[u"sslrootcert"_s];
    if (address.database.isEmpty())
        return no(u"the connection string names no database"_s);
    if (address.host.contains(u','))
        return no(u"one host is expected"_s);
    if (const QString port = (*words)[u"port"_s]; !port.isEmpty()) {
        bool isNumber = false;
        address.port = port.toInt(&isNumber);
        if (!isNumber || address.port < 1 || address.port > 65535)
            return no(u"the port is a number from 1 to 65535"_s);
    }
    const auto mode = sslModeOf((*words)[u"sslmode"_s], address.isLocal());
    if (!mode)
        return std::unexpected(mode.error());
    address.sslMode = *mode;
    return address;
}

bool StoreAddress::isLocal() const { return isSocket(host) || isLoopbackHost(host); }

QString StoreAddress::place() const {
    if (isSocket(host))
        return (host.isEmpty() ? u"this computer"_s : host) + u": "_s + database;
    return u"%1:%2/%3"_s.arg(host, QString::number(port), database);
}

} // namespace milepost
