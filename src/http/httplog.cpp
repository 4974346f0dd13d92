// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/httplog.h"

#include "base/logging.h"

#include <algorithm>
#include <array>

#include <QStringList>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// OData's own fields ($filter, $skiptoken) are facts; of the others, whatever sounds like a secret is one.
bool mayBeSecret(const QString& name) {
    if (name.startsWith(u'$'))
        return false;
    static constexpr std::array k_words{"token"_L1, "secret"_L1, "pass"_L1,      "pwd"_L1,
                                        "code"_L1,  "key"_L1,    "assertion"_L1, "sig"_L1,
                                        "auth"_L1,  "cred"_L1,   "session"_L1};
    return std::any_of(k_words.begin(), k_words.end(),
                       [&](auto word) { return name.contains(word, Qt::CaseInsensitive); });
}

} // namespace

QString scrubUrl(const QUrl& url) {
    QUrl shown = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    if (!shown.hasQuery())
        return shown.toString(QUrl::FullyEncoded);
    // Cut by hand: QUrlQuery would decode and encode again, and the log would show another address.
    QStringList fields = shown.query(QUrl::FullyEncoded).split(u'&');
    for (QString& field : fields) {
        const QString name = field.section(u'=', 0, 0);
        if (mayBeSecret(QUrl::fromPercentEncoding(name.toUtf8())))
            field = name + u"=***"_s;
    }
    shown.setQuery(QString());
    return shown.toString(QUrl::FullyEncoded) + u'?' + fields.join(u'&');
}

void RequestMeter::exchanged(const Exchange& exchange) {
    ++m_total;
    m_children += exchange.children;
    if (exchange.status == 429)
        ++m_throttled;
    if (exchange.attempt > 1)
        ++m_retried;
    qCDebug(lcHttp).noquote() << exchange.method << exchange.url << exchange.status
                              << exchange.elapsed.count() << "ms, attempt" << exchange.attempt << "request-id"
                              << exchange.requestId << "client-request-id" << exchange.clientRequestId
                              << exchange.error;
    if (m_next != nullptr)
        m_next->exchanged(exchange);
}

void RequestMeter::waiting(const PaceWait& wait) {
    if (wait.reason == u"503"_s)
        ++m_throttled;
    qCDebug(lcHttp).noquote() << "waiting" << wait.duration.count() << "ms," << wait.reason << wait.lane;
    if (m_next != nullptr)
        m_next->waiting(wait);
}

RequestMeter::Totals RequestMeter::totals() const {
    return {m_total.load(), m_children.load(), m_throttled.load(), m_retried.load()};
}

} // namespace milepost
