// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/pages.h"

#include "sandbox/entra.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

Answer page(int status, const QString& title, const QString& inside) {
    Answer answer;
    answer.status = status;
    answer.body = u"<!doctype html><html><head><meta charset=\"utf-8\"><title>%1</title></head><body>"
                  "<h1>%1</h1>%2<p>Milepost sandbox: nothing here is real.</p></body></html>\n"_s
                      .arg(title.toHtmlEscaped(), inside)
                      .toUtf8();
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    answer.setHeader("Cache-Control", "no-store");
    return answer;
}

QString alert(const QString& trouble) {
    return trouble.isEmpty() ? QString() : u"<p id=\"trouble\">%1</p>"_s.arg(trouble.toHtmlEscaped());
}

QString form(const QString& inside) { return u"<form method=\"post\">"_s + inside + u"</form>"_s; }

QString decision(const QString& value, const QString& label) {
    return u"<button type=\"submit\" id=\"%1\" name=\"decision\" value=\"%1\">%2</button> "_s.arg(value,
                                                                                                  label);
}

QString hidden(const QString& session) {
    return u"<input type=\"hidden\" name=\"session\" value=\"%1\">"_s.arg(session);
}

} // namespace

Answer signInPage(const QString& trouble) {
    return page(
        200, u"Sign in"_s,
        alert(trouble) +
            form(u"<p><label>Account <input id=\"login\" name=\"login\" type=\"text\" autofocus></label>"
                 "</p><p><label>Password <input id=\"password\" name=\"password\" type=\"password\">"
                 "</label></p><button type=\"submit\" id=\"signin\">Sign in</button>"_s));
}

Answer codePage(const QString& trouble) {
    return page(200, u"Enter code"_s,
                alert(trouble) +
                    form(u"<p><label>Code <input id=\"otc\" name=\"otc\" type=\"text\"></label></p>"
                         "<button type=\"submit\" id=\"next\">Next</button>"_s));
}

Answer questionPage(const QString& title, const QStringList& lines, const QString& session) {
    QString list;
    for (const QString& line : lines)
        list += u"<li>%1</li>"_s.arg(line.toHtmlEscaped());
    return page(
        200, title,
        u"<ul>"_s + list + u"</ul>"_s +
            form(hidden(session) + decision(u"accept"_s, u"Accept"_s) + decision(u"cancel"_s, u"Cancel"_s)));
}

Answer approvalPage(const QString& text, const QString& session) {
    return page(200, u"Need admin approval"_s,
                alert(text) +
                    form(hidden(session) +
                         decision(u"cancel"_s, u"Return to the application without granting consent"_s)));
}

Answer messagePage(int status, const QString& title, const QString& text) {
    return page(status, title, alert(text));
}

Answer troublePage(const Call& call, int number, const QString& detail) {
    return messagePage(400, u"Sorry, but we are having trouble signing you in."_s,
                       entraText(call, number, detail));
}

Answer redirectTo(const QString& uri, const QList<std::pair<QString, QString>>& query) {
    QByteArray target = QUrl(uri).toEncoded();
    char separator = target.contains('?') ? '&' : '?';
    for (const auto& [name, value] : query) {
        target += separator + name.toUtf8() + '=' + QUrl::toPercentEncoding(value).replace("%20", "+");
        separator = '&';
    }
    Answer answer = messagePage(302, u"Redirecting"_s, {});
    answer.setHeader("Location", target);
    return answer;
}

} // namespace milepost::sandbox
