// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_mostSkewSeconds = 300; ///< what Entra and Exchange bear
constexpr qint64 k_freshTokenSeconds = 600;

QDateTime firstTime(const Facts& facts, std::initializer_list<QLatin1StringView> keys) {
    for (const QLatin1StringView key : keys)
        if (const QDateTime time = facts.about.time(key); time.isValid())
            return time;
    return {};
}

QDateTime localNow(const Facts& facts) {
    return firstTime(facts, {"local_utc_now"_L1, "local_now_utc"_L1, "utc_now"_L1});
}

/// What a clock that is right says: the service's own, or one that was asked.
QDateTime rightNow(const Facts& facts) {
    const QDateTime asked = firstTime(
        facts, {"server_date"_L1, "server_utc_now"_L1, "server_utc"_L1, "ntp_utc_now"_L1, "date_header"_L1});
    return asked.isValid() ? asked : facts.serverUtc;
}

/// Seconds by which this computer's clock is ahead; nothing where only one clock is known.
std::optional<qint64> aheadBy(const Facts& facts) {
    for (const QLatin1StringView key :
         {"clock_offset_seconds"_L1, "clock_skew_seconds"_L1, "ntp_offset_seconds"_L1, "clock_offset"_L1})
        if (const auto seconds = facts.about.number(key))
            return static_cast<qint64>(qBound(-1e9, *seconds, 1e9));
    const QDateTime local = localNow(facts);
    const QDateTime right = rightNow(facts);
    if (!local.isValid() || !right.isValid())
        return std::nullopt;
    return right.secsTo(local);
}

/// The clock that a claim of the token is held against.
QDateTime tokenNow(const Facts& facts) {
    const QDateTime right = rightNow(facts);
    return right.isValid() ? right : localNow(facts);
}

struct AssertionTimes {
    QDateTime now;
    QDateTime from;
    QDateTime until;
};

/// "Current time: …, assertion valid from …, expiry time of assertion …"
AssertionTimes timesIn(const QString& words) {
    const auto time = [&](const QString& before) {
        const QRegularExpression found(before + u"\\s*:?\\s*(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)"_s,
                                       QRegularExpression::CaseInsensitiveOption);
        QDateTime at = QDateTime::fromString(found.match(words).captured(1), Qt::ISODate);
        at.setTimeSpec(Qt::UTC);
        return at;
    };
    return {time(u"current time"_s), time(u"valid from"_s), time(u"expiry time of assertion"_s)};
}

QJsonObject sent(const Facts& facts) {
    const QJsonObject event = QJsonDocument::fromJson(facts.requestBody).object();
    return event;
}

/// The zone that was sent: of the event, else as the context names it.
QString zoneOf(const Facts& facts) {
    for (const QLatin1StringView end : {"start"_L1, "end"_L1})
        if (const QJsonValue zone = sent(facts).value(end).toObject().value("timeZone"_L1); zone.isString())
            return zone.toString();
    for (const QLatin1StringView key :
         {"sent_time_zone"_L1, "time_zone"_L1, "timezone"_L1, "timeZone"_L1, "event_time_zone"_L1, "zone"_L1})
        if (const QString zone = facts.about.text(key); !zone.isEmpty())
            return zone;
    return {};
}

bool isWindowsZone(const QString& zone) {
    static const QRegularExpression known(u"^(UTC([+-]\\d\\d)?|.+ (Standard|Daylight) Time( \\d)?)$"_s);
    return known.match(zone).hasMatch();
}

QString endOf(const Facts& facts, QLatin1StringView name) {
    const QString inEvent = sent(facts).value(name).toObject().value("dateTime"_L1).toString();
    if (!inEvent.isEmpty())
        return inEvent;
    const QString told = facts.about.text(name);
    return told.isEmpty() ? facts.about.text(name == "start"_L1 ? "event_start"_L1 : "event_end"_L1) : told;
}

QStringList redirectsOf(const Facts& facts) {
    QStringList all = facts.about.list("redirects"_L1);
    if (const QByteArray location = facts.headers.value("Location"); !location.isEmpty())
        all << QString::fromUtf8(location);
    return all;
}

bool isPublicIssuer(const QString& issuer) {
    static const QStringList names{u"DigiCert"_s,   u"Microsoft"_s, u"Let's Encrypt"_s, u"ISRG"_s,
                                   u"GlobalSign"_s, u"Sectigo"_s,   u"Baltimore"_s,     u"Google Trust"_s,
                                   u"Amazon"_s,     u"Entrust"_s,   u"GoDaddy"_s,       u"COMODO"_s,
                                   u"USERTRUST"_s,  u"VeriSign"_s,  u"CyberTrust"_s,    u"IdenTrust"_s,
                                   u"DST Root"_s,   u"Go Daddy"_s,  u"ZeroSSL"_s,       u"Thawte"_s,
                                   u"GeoTrust"_s,   u"Starfield"_s, u"QuoVadis"_s,      u"SwissSign"_s,
                                   u"Certum"_s,     u"SSL.com"_s,   u"T-TeleSec"_s,     u"Buypass"_s};
    return std::ranges::any_of(
        names, [&](const QString& name) { return issuer.contains(name, Qt::CaseInsensitive); });
}

bool isMicrosoft(const QString& host) {
    for (const char* end : {"microsoftonline.com", "microsoftonline.us", "graph.microsoft.com",
                            "graph.microsoft.us", "microsoftonline.cn", "chinacloudapi.cn", "windows.net",
                            "office365.com", "office.com", "login.microsoft.com"})
        if (host == QLatin1StringView(end) || host.endsWith(u'.' + QLatin1StringView(end)))
            return true;
    return false;
}

} // namespace

bool clockIsOff(const Facts& facts) {
    if (const auto seconds = aheadBy(facts))
        return qAbs(*seconds) > k_mostSkewSeconds;
    const QDateTime local = localNow(facts);
    const QDateTime issued = facts.about.claimTime("iat"_L1); // by Entra's clock
    return local.isValid() && issued.isValid() && local.secsTo(issued) > k_mostSkewSeconds;
}

bool clockIsRight(const Facts& facts) {
    const auto seconds = aheadBy(facts);
    return seconds && qAbs(*seconds) <= k_mostSkewSeconds;
}

bool assertionFromAhead(const Facts& facts) {
    const AssertionTimes times = timesIn(facts.words);
    return times.now.isValid() && times.from.isValid() && times.now < times.from;
}

bool assertionIsFresh(const Facts& facts) { return facts.about.flag("fresh_assertion"_L1) == true; }
bool assertionIsOld(const Facts& facts) { return facts.about.flag("fresh_assertion"_L1) == false; }

bool tokenIsFresh(const Facts& facts) {
    const QDateTime now = tokenNow(facts);
    const QDateTime issued = facts.about.claimTime("iat"_L1);
    const bool isRecent = issued.isValid() && now.isValid() && issued.secsTo(now) < k_freshTokenSeconds &&
                          issued.secsTo(now) > -k_freshTokenSeconds;
    return (isRecent || facts.about.status("other_calls_same_token"_L1) == 200) && !tokenIsOver(facts);
}

bool tokenIsOver(const Facts& facts) {
    const QDateTime now = tokenNow(facts);
    const QDateTime ends = facts.about.claimTime("exp"_L1);
    return now.isValid() && ends.isValid() && ends <= now;
}

bool credentialIsOver(const Facts& facts) {
    const QDateTime ends =
        firstTime(facts, {"secret_expires"_L1, "secret_end_date"_L1, "credential_expires"_L1,
                          "secret_expiry"_L1, "cert_not_after"_L1, "certificate_end"_L1, "cert_expires"_L1});
    const QDateTime now = tokenNow(facts);
    return ends.isValid() && now.isValid() && ends <= now;
}

bool zoneIsOdd(const Facts& facts) {
    const QString zone = zoneOf(facts);
    return !zone.isEmpty() && !isWindowsZone(zone);
}
bool zoneIsRight(const Facts& facts) { return isWindowsZone(zoneOf(facts)); }

bool datesAreOdd(const Facts& facts) {
    const QString first = endOf(facts, "start"_L1);
    const QString last = endOf(facts, "end"_L1);
    if (first.isEmpty() || last.isEmpty())
        return false;
    const QDateTime start = QDateTime::fromString(first.left(19), Qt::ISODate);
    const QDateTime end = QDateTime::fromString(last.left(19), Qt::ISODate);
    if (!start.isValid() || !end.isValid() || end < start)
        return true;
    const bool isAllDay =
        sent(facts).value("isAllDay"_L1).toBool() || facts.about.flag("is_all_day"_L1) == true;
    const bool isMidnight = start.time() == QTime(0, 0) && end.time() == QTime(0, 0);
    return isAllDay && (!isMidnight || end == start);
}

bool methodWasChanged(const Facts& facts) {
    QString last = facts.about.text("final_method"_L1).toUpper();
    static const QRegularExpression refused(u"Method \\\\?\"(\\w+)\\\\?\" not allowed"_s);
    if (last.isEmpty())
        last = refused.match(facts.words).captured(1);
    return !last.isEmpty() && !facts.method.isEmpty() && last != QString::fromLatin1(facts.method);
}

bool redirectsInCircles(const Facts& facts) {
    if (facts.says(
            "too many redirects|redirected too many|redirect loop|TooManyRedirects|maximum redirects|"
            "redirects exceeded|Exceeded 30 redirects|redirects followed|ERR_TOO_MANY_REDIRECTS|TooManyRedirectsError"_L1))
        return true;
    if (facts.about.number("redirects"_L1).value_or(0) >= 5)
        return true;
    const QStringList all = redirectsOf(facts);
    if (!facts.host().isEmpty() && all.contains(facts.address))
        return true;
    return QSet<QString>(all.begin(), all.end()).size() < all.size() || all.size() >= 10;
}

bool redirectLeadsAway(const Facts& facts) {
    const QStringList all = redirectsOf(facts);
    if (all.isEmpty() || facts.host().isEmpty())
        return false;
    static const QRegularExpression url(u"https?://[^\\s\"'<>]+"_s);
    QString last = all.last();
    for (auto found = url.globalMatch(all.last()); found.hasNext();) // "301 here -> there"
        last = found.next().captured();
    const QString there = QUrl(last).host().toLower();
    return !there.isEmpty() && there != facts.host();
}

bool issuerIsPublic(const Facts& facts) {
    const QString issuer = facts.about.text("peer_issuer"_L1);
    return !issuer.isEmpty() && isPublicIssuer(issuer);
}
bool issuerIsPrivate(const Facts& facts) {
    const QString issuer = facts.about.text("peer_issuer"_L1);
    return !issuer.isEmpty() && !isPublicIssuer(issuer);
}

bool nameIsOfTracker(const Facts& facts) { return asksNotMicrosoft(facts) && !facts.address.isEmpty(); }
bool nameAloneIsLost(const Facts& facts) { return nameIsOfTracker(facts) && otherNamesResolve(facts); }
bool isBySecret(const Facts& facts) { return facts.about.text("credential"_L1) == "secret"_L1; }
bool isByCertificate(const Facts& facts) { return facts.about.text("credential"_L1) == "certificate"_L1; }
bool certificateIsOver(const Facts& facts) {
    return facts.about.has("cert_not_after"_L1) && credentialIsOver(facts);
}
bool otherNamesResolve(const Facts& facts) { return facts.about.flag("other_names_resolve"_L1) == true; }

bool asksMicrosoft(const Facts& facts) { return isMicrosoft(facts.host()); }
bool asksNotMicrosoft(const Facts& facts) {
    return facts.error.stage == Error::Stage::Tracker ||
           (!facts.host().isEmpty() && !isMicrosoft(facts.host()));
}

bool isOwn(const Facts& facts) { return facts.isOwn; }

bool wentDirectly(const Facts& facts) { return facts.about.flag("proxy"_L1) == false; }

bool proxyIsNamed(const Facts& facts) {
    for (const QLatin1StringView key :
         {"proxy"_L1, "proxy_configured"_L1, "https_proxy"_L1, "system_proxy"_L1, "configured_proxy"_L1})
        if (facts.about.has(key) && facts.about.flag(key) != false && !facts.about.text(key).isEmpty())
            return true;
    return facts.about.flag("proxy_configured"_L1) == true || facts.about.flag("proxy"_L1) == true ||
           facts.says("proxy|tunneling"_L1);
}

} // namespace milepost::doctor
