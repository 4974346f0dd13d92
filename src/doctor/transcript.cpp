// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/transcript.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression& statusLine() {
    static const QRegularExpression line(u"^(?:< )?HTTP/[\\d.]+ (\\d{3})\\b"_s);
    return line;
}

const QRegularExpression& requestLine() {
    static const QRegularExpression line(u"^> ([A-Z]+) (\\S+) HTTP/[\\d.]+"_s);
    return line;
}

/// Reads line by line, as it was printed.
class Reader {
public:
    Failure read(const QString& text) {
        for (const QString& line : text.split(u'\n'))
            take(line.endsWith(u'\r') ? line.chopped(1) : line);
        m_failure.body = m_body.join(u'\n').trimmed().toUtf8();
        m_failure.message = m_words.join(u'\n');
        if (!m_redirects.isEmpty())
            m_failure.context.insert(u"redirects"_s, m_redirects);
        if (m_failure.address.isEmpty())
            m_failure.address = m_typed;
        if (!m_first.isEmpty() && m_first != m_failure.method) {
            m_failure.context.insert(u"final_method"_s, QString::fromLatin1(m_failure.method));
            m_failure.method = m_first;
        }
        return m_failure;
    }

private:
    void take(const QString& line) {
        if (const auto asked = requestLine().match(line); asked.hasMatch())
            return request(asked.captured(1), asked.captured(2));
        if (const auto answered = statusLine().match(line); answered.hasMatch())
            return answer(answered.captured(1).toInt());
        if (line.startsWith(u"> "_s))
            return requestHeader(line.mid(2));
        if (line.startsWith(u"* "_s) || line.startsWith(u"curl: ("_s))
            return note(line);
        if (line.startsWith(u"curl "_s) || line.contains(u" curl "_s) || line.startsWith(u"$ curl"_s))
            return typed(line);
        const bool isMarked = line.startsWith(u'<') && (line.size() < 2 || line.at(1) == u' ');
        if (m_inHead && (isMarked || !m_marks))
            return header(isMarked ? line.mid(2) : line);
        if (!line.startsWith(u"{ ["_s) && !line.startsWith(u"} ["_s) && !line.startsWith(u">"_s))
            m_body << line;
    }

    void request(const QString& method, const QString& target) {
        if (method == "CONNECT"_L1)
            return;
        if (m_first.isEmpty())
            m_first = method.toLatin1();
        m_failure.method = method.toLatin1();
        m_failure.address = target;
        m_failure.context.insert(u"request_had_authorization_header"_s, false);
        m_marks = true;
    }

    void requestHeader(const QString& field) {
        const QString name = field.section(u':', 0, 0).trimmed().toLower();
        if (name == "host"_L1 && m_failure.address.startsWith(u'/'))
            m_failure.address = scheme() + field.section(u':', 1).trimmed() + m_failure.address;
        if (name == "authorization"_L1)
            m_failure.context.insert(u"request_had_authorization_header"_s, true);
    }

    [[nodiscard]] QString scheme() const {
        return m_typed.startsWith(u"http://"_s) ? u"http://"_s : u"https://"_s;
    }

    void answer(int status) {
        if (const QByteArray location = m_failure.headers.value("Location"); !location.isEmpty())
            m_redirects.append(QString::fromUtf8(location));
        m_failure.status = status;
        m_failure.headers = {};
        m_body.clear();
        m_inHead = true;
    }

    void header(const QString& field) {
        if (field.trimmed().isEmpty()) {
            m_inHead = false;
            return;
        }
        m_failure.headers.add(field.section(u':', 0, 0).trimmed().toLatin1(),
                              field.section(u':', 1).trimmed().toUtf8());
    }

    void note(const QString& line) {
        static const QRegularExpression told(u"could not|couldn't|failed|refused|timed "
                                             u"out|reset|SSL|certificate|problem|error|proxy|closed|empty|"
                                             "curl: \\("_s,
                                             QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression fine(
            u"verify ok|SSL connection using|ALPN|CAfile: |CApath: |TLS handshake|"
            "issuer: |subject: |TLSv1[.\\d]* \\(|Connection #\\d+ to host"_s,
            QRegularExpression::CaseInsensitiveOption);
        if (const qsizetype at = line.indexOf(u"issuer: "_s); at >= 0)
            m_failure.context.insert(u"peer_issuer"_s, line.mid(at + 8));
        if (line.contains(told) && !line.contains(fine))
            m_words << line;
    }

    void typed(const QString& line) {
        static const QRegularExpression url(u"https?://[^\\s\"']+"_s);
        static const QRegularExpression verb(u"(?:-X|--request)[ =]?([A-Z]+)"_s);
        m_typed = url.match(line).captured();
        if (const auto found = verb.match(line); found.hasMatch())
            m_failure.method = found.captured(1).toLatin1();
    }

    Failure m_failure;
    QStringList m_body;
    QStringList m_words;
    QJsonArray m_redirects;
    QString m_typed;
    QByteArray m_first;
    bool m_inHead = false;
    bool m_marks = false; ///< lines of the answer's head begin with <
};

} // namespace

bool isTranscript(const QString& text) {
    static const QRegularExpression line(
        u"^(?:(?:< )?HTTP/[\\d.]+ \\d{3}\\b|> [A-Z]+ \\S+ HTTP/|curl: \\(\\d+\\)|"
        "\\* (?:Trying|Could not|Connected|Host ))"_s,
        QRegularExpression::MultilineOption);
    return text.contains(line);
}

Failure fromTranscript(const QString& text) { return Reader().read(text); }

} // namespace milepost
