// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/redirectlistener.h"

#include <array>

#include <QRandomGenerator>

namespace milepost {

using namespace Qt::StringLiterals;

QString randomWord() {
    std::array<quint32, 8> numbers{};
    QRandomGenerator::system()->generate(numbers.begin(), numbers.end());
    const QByteArray bytes(reinterpret_cast<const char*>(numbers.data()), sizeof(numbers));
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<std::unique_ptr<RedirectListener>> RedirectListener::open(const QString& state, const Texts& texts) {
    std::unique_ptr<RedirectListener> listener(new RedirectListener(state, texts));
    auto opened = LoopbackListener::open(
        [raw = listener.get()](const QByteArray& target) { return raw->answer(target); });
    if (!opened)
        return std::unexpected(opened.error());
    listener->m_listener = std::move(*opened);
    return listener;
}

QString RedirectListener::redirectUri() const { return u"http://localhost:%1"_s.arg(m_listener->port()); }

QByteArray RedirectListener::page(const QString& text) const {
    return u"<!doctype html><html><head><meta "
           u"charset=\"utf-8\"><title>%1</title></head><body><h1>%1</h1><p>%2"
           "</p></body></html>"_s.arg(m_texts.title.toHtmlEscaped(), text.toHtmlEscaped())
               .toUtf8();
}

LoopbackListener::Page RedirectListener::answer(const QByteArray& target) {
    const qsizetype mark = target.indexOf('?');
    if (target.left(mark) != "/" || mark < 0)
        return {404, page(m_texts.other)};
    // A form's "+" is a space.
    const QUrlQuery query(QString::fromUtf8(target.mid(mark + 1).replace('+', "%20")));
    const std::scoped_lock lock(m_mutex);
    if (query.allQueryItemValues(u"state"_s, QUrl::FullyDecoded) != QStringList{m_state})
        return {400, page(m_texts.other)};
    if (!m_query)
        m_query = query;
    m_came.notify_all();
    return {200, page(m_texts.done)};
}

Result<QUrlQuery> RedirectListener::wait(std::chrono::milliseconds limit, std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    if (m_came.wait_for(lock, stop, limit, [this] { return m_query.has_value(); }))
        return *m_query;
    if (stop.stop_requested())
        return std::unexpected(cancelled());
    return std::unexpected(makeError(Error::Kind::Timeout, Error::Stage::Consent,
                                     u"no answer came from the browser; was its page closed?"_s,
                                     u"sign-in-no-answer"_s));
}

} // namespace milepost
