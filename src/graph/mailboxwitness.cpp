// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/mailboxwitness.h"

#include "http/urlshape.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t k_mostFaults = 64; ///< remembered of one mailbox
constexpr int k_fault = 500;
constexpr int k_mostTold = 5;

/// A request as far as it tells something about a mailbox.
struct Place {
    QString mailbox; ///< "": it names none
    QString rest;    ///< of the path, behind it
    QString request; ///< this very one

    [[nodiscard]] bool isUser() const { return rest.isEmpty(); }
    [[nodiscard]] bool isList() const { return rest == "/calendars"_L1; }
    [[nodiscard]] bool isCalendar() const {
        return rest.startsWith("/calendar"_L1) || rest.startsWith("/events"_L1);
    }
};

Place placeOf(const HttpRequest& request) {
    const UrlShape shape = shapeOf(request.url);
    const QString path = shape.text.section(u'?', 0, 0);
    const qsizetype at = path.indexOf("{mailbox}"_L1);
    if (at < 0)
        return {};
    return {shape.mailbox.toLower(), path.mid(at + "{mailbox}"_L1.size()),
            QString::fromLatin1(request.method) + u' ' + request.url.path(QUrl::FullyEncoded)};
}

bool works(int status) { return status >= 200 && status < 300; }
bool isRefused(int status) { return status == 401 || status == 403; }

} // namespace

void MailboxWitness::saw(const HttpRequest& request, int status) {
    const Place place = placeOf(request);
    if (place.mailbox.isEmpty())
        return;
    const std::scoped_lock lock(m_mutex);
    Seen& seen = m_seen[place.mailbox];
    if (status != k_fault)
        seen.faults.erase(place.request);
    else if (seen.faults.size() < k_mostFaults || seen.faults.contains(place.request))
        ++seen.faults[place.request];
    if (place.isUser() && !request.isWrite())
        seen.user = status;
    if (!place.isCalendar())
        return;
    if (request.isWrite()) {
        seen.write = status;
        return;
    }
    seen.read = status;
    seen.readAt = place.request;
    if (works(status))
        seen.worksAt = place.request;
    if (place.isList())
        seen.list = status;
}

int MailboxWitness::elsewhere(const QString& mailbox, bool isWrite) const {
    int refused = 0;
    int faulty = 0;
    for (const auto& [other, seen] : m_seen) {
        if (other == mailbox)
            continue;
        // Whoever may write may read.
        if (works(seen.write) || (!isWrite && works(seen.read)))
            return 200;
        const int status = isWrite ? seen.write : seen.read;
        refused += isRefused(status) ? 1 : 0;
        faulty = status >= k_fault ? status : faulty;
    }
    return refused > 1 ? 403 : faulty;
}

QJsonObject MailboxWitness::about(const HttpRequest& request) const {
    const Place place = placeOf(request);
    QJsonObject about;
    if (place.mailbox.isEmpty())
        return about;
    const std::scoped_lock lock(m_mutex);
    const auto found = m_seen.find(place.mailbox);
    const Seen seen = found == m_seen.end() ? Seen() : found->second;
    const auto tell = [&about](const QString& name, int status) {
        if (status != 0)
            about.insert(name, status);
    };
    if (place.isCalendar())
        tell(u"other_mailbox"_s, elsewhere(place.mailbox, request.isWrite()));
    if (!seen.worksAt.isEmpty() && seen.worksAt != place.request)
        tell(u"same_mailbox_read"_s, 200);
    else if (seen.readAt != place.request)
        tell(u"same_mailbox_read"_s, seen.read);
    if (!place.isList())
        tell(u"mailbox_calendar_list"_s, seen.list);
    if (!place.isUser())
        tell(u"directory_lookup"_s, seen.user);
    const auto fault = seen.faults.find(place.request);
    const bool isComparable =
        works(about.value(u"other_mailbox"_s).toInt()) || works(about.value(u"same_mailbox_read"_s).toInt());
    if (fault != seen.faults.end() && fault->second > 1 && isComparable)
        about.insert(u"repeat"_s, QStringList(qMin(fault->second, k_mostTold), u"500"_s).join(u' '));
    return about;
}

} // namespace milepost
