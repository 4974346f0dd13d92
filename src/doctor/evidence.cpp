// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/evidence.h"

#include "base/text.h"
#include "doctor/conditions.h"
#include "doctor/redaction.h"
#include "http/httplog.h"

#include <QCoreApplication>
#include <QUrl>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_longestFact = 500;

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

/// Half a secret would not be known again.
QString shortened(const QString& text) { return elided(withoutSecrets(collapsed(text)), k_longestFact); }

QString requestOf(const Facts& facts) {
    if (facts.address.isEmpty())
        return {};
    const QString address = scrubUrl(QUrl(facts.address));
    return (QString::fromLatin1(facts.method) + u' ' + address).trimmed();
}

void addAnswer(QStringList& lines, const Facts& facts) {
    const Error& error = facts.error;
    if (facts.isChild)
        lines << say(QT_TRANSLATE_NOOP("doctor", "a part of a batch failed"));
    if (error.httpStatus != 0)
        lines << say(QT_TRANSLATE_NOOP("doctor", "HTTP status %1")).arg(error.httpStatus);
    QStringList codes = facts.codes;
    for (const QLatin1StringView ours : {"html"_L1, "json"_L1, "empty"_L1})
        codes.removeAll(ours);
    if (!codes.isEmpty())
        lines << say(QT_TRANSLATE_NOOP("doctor", "code %1")).arg(codes.mid(0, 6).join(u", "_s));
    if (!error.message.isEmpty())
        lines << say(QT_TRANSLATE_NOOP("doctor", "the answer says: %1")).arg(shortened(error.message));
    if (!error.detail.isEmpty())
        lines << shortened(error.detail);
    for (const char* name : {"Server", "Via", "WWW-Authenticate", "Location", "X-Squid-Error"})
        if (const QByteArray value = facts.headers.value(name); !value.isEmpty())
            lines << QString::fromLatin1(name) + u": "_s + shortened(QString::fromUtf8(value));
}

void addClocks(QStringList& lines, const Facts& facts) {
    if (facts.serverUtc.isValid())
        lines << say(QT_TRANSLATE_NOOP("doctor", "the service's clock said %1"))
                     .arg(facts.serverUtc.toString(Qt::ISODate));
    if (const QDateTime local = facts.about.time("local_utc_now"_L1); local.isValid())
        lines << say(QT_TRANSLATE_NOOP("doctor", "this computer's clock said %1"))
                     .arg(local.toString(Qt::ISODate));
}

void addTimes(QStringList& lines, const Facts& facts) {
    if (facts.error.retryAfter.count() > 0)
        lines << say(QT_TRANSLATE_NOOP("doctor", "the service asks to wait %1 seconds"))
                     .arg(std::chrono::ceil<std::chrono::seconds>(facts.error.retryAfter).count());
    addClocks(lines, facts);
}

void addRights(QStringList& lines, const Facts& facts) {
    if (const auto roles = facts.about.roles())
        lines << (roles->isEmpty()
                      ? say(QT_TRANSLATE_NOOP("doctor", "the token holds no roles"))
                      : say(QT_TRANSLATE_NOOP("doctor", "the token's roles: %1")).arg(roles->join(u", "_s)));
    if (tenantDiffers(facts))
        lines << say(QT_TRANSLATE_NOOP("doctor", "the token is for the tenant %1, the profile names %2"))
                     .arg(facts.about.claim("tid"_L1), facts.about.text("configured_tenant"_L1));
    const auto told = [&](QLatin1StringView key, const char* words) {
        if (const auto status = facts.about.status(key))
            lines << say(words).arg(*status);
    };
    told("other_mailbox"_L1, QT_TRANSLATE_NOOP("doctor", "another mailbox answered %1"));
    told("same_mailbox_read"_L1, QT_TRANSLATE_NOOP("doctor", "reading the same mailbox gave %1"));
    told("mailbox_calendar_list"_L1, QT_TRANSLATE_NOOP("doctor", "the list of calendars gave %1"));
    told("directory_lookup"_L1, QT_TRANSLATE_NOOP("doctor", "the directory answered %1"));
}

void addWay(QStringList& lines, const Facts& facts) {
    if (facts.about.has("repeat"_L1))
        lines << say(QT_TRANSLATE_NOOP("doctor", "repeating it gave: %1"))
                     .arg(shortened(facts.about.list("repeat"_L1).join(u", "_s)));
    if (const QString issuer = facts.about.text("peer_issuer"_L1); !issuer.isEmpty())
        lines << say(QT_TRANSLATE_NOOP("doctor", "the certificate was issued by %1")).arg(shortened(issuer));
    if (headerWasSent(facts))
        lines << say(QT_TRANSLATE_NOOP("doctor", "the request carried a sign-in"));
    if (headerWasNotSent(facts))
        lines << say(QT_TRANSLATE_NOOP("doctor", "the request carried no sign-in"));
    if (methodWasChanged(facts))
        lines << say(QT_TRANSLATE_NOOP("doctor", "after a redirect the request was %1"))
                     .arg(facts.about.text("final_method"_L1));
}

void removeSecrets(QStringList& lines) {
    for (QString& line : lines)
        line = withoutSecrets(line);
}

} // namespace

QStringList evidenceBeside(const Facts& facts) {
    QStringList lines;
    if (clockIsOff(facts))
        addClocks(lines, facts);
    addRights(lines, facts);
    addWay(lines, facts);
    removeSecrets(lines);
    return lines;
}

QStringList evidenceOf(const Facts& facts) {
    QStringList lines;
    if (const QString asked = requestOf(facts); !asked.isEmpty())
        lines << shortened(asked);
    addAnswer(lines, facts);
    addTimes(lines, facts);
    addRights(lines, facts);
    addWay(lines, facts);
    if (!facts.error.requestId.isEmpty())
        lines << say(QT_TRANSLATE_NOOP("doctor", "request id %1")).arg(facts.error.requestId);
    removeSecrets(lines);
    return lines;
}

QString ruledOut(const Facts& facts) {
    const int status = facts.error.httpStatus;
    if (status == 0)
        return say(
            QT_TRANSLATE_NOOP("doctor", "It holds neither a status nor a code or words that are known."));
    if (status >= 500)
        return say(QT_TRANSLATE_NOOP("doctor",
                                     "Name, connection and certificate are right, for an answer came; "
                                     "its status speaks of the other side."));
    if (status == 401 || status == 403)
        return say(QT_TRANSLATE_NOOP("doctor",
                                     "Name, connection and certificate are right, for an answer came; "
                                     "its status speaks of a sign-in or a right."));
    return say(QT_TRANSLATE_NOOP("doctor",
                                 "Name, connection and certificate are right, for an answer came; its "
                                 "status speaks neither of a sign-in nor of a right."));
}

} // namespace milepost::doctor
