// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodyredaction.h"

#include <algorithm>
#include <array>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_deepest = 64;

/// Other than in an address, "code" alone is a fact here: Graph's error.code.
bool isSecretKey(const QString& key) {
    static constexpr std::array k_words{
        "token"_L1,     "secret"_L1,        "password"_L1,    "passwd"_L1,
        "pwd"_L1,       "assertion"_L1,     "authoriz"_L1,    "credential"_L1,
        "cookie"_L1,    "privatekey"_L1,    "private_key"_L1, "device_code"_L1,
        "user_code"_L1, "code_verifier"_L1, "apikey"_L1,      "api_key"_L1};
    return std::ranges::any_of(k_words, [&](auto word) { return key.contains(word, Qt::CaseInsensitive); });
}

QJsonValue redacted(const QJsonValue& value, int depth) {
    if (depth > k_deepest)
        return u"***"_s;
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue& one : value.toArray())
            list.append(redacted(one, depth + 1));
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        *it = isSecretKey(it.key()) && !it.value().isNull() ? QJsonValue(u"***"_s)
                                                            : redacted(it.value(), depth + 1);
    return object;
}

bool isForm(const QByteArray& body) {
    static const QRegularExpression form(
        u"\\A[A-Za-z0-9_.%+-]+=[^\\s<>{}]*(?:&[A-Za-z0-9_.%+-]+=[^\\s<>{}]*)*\\z"_s);
    return form.match(QString::fromUtf8(body)).hasMatch();
}

QByteArray redactedForm(const QByteArray& body) {
    QList<QByteArray> fields = body.split('&');
    for (QByteArray& field : fields) {
        const QByteArray name = field.left(field.indexOf('='));
        const QString key = QUrl::fromPercentEncoding(name);
        if (isSecretKey(key) || key == u"code"_s)
            field = name + "=***";
    }
    return fields.join('&');
}

QByteArray redactedByKey(const QByteArray& body) {
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (json.isObject())
        return QJsonDocument(redacted(json.object(), 0).toObject()).toJson(QJsonDocument::Compact);
    if (json.isArray())
        return QJsonDocument(redacted(json.array(), 0).toArray()).toJson(QJsonDocument::Compact);
    return isForm(body) ? redactedForm(body) : body;
}

} // namespace

QString withoutTokens(QString text) {
    static const QRegularExpression token(u"eyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*){0,2}"_s);
    static const QRegularExpression bearer(u"\\b(Bearer|Basic)(\\s+|%20|\\+)[A-Za-z0-9._~+/=-]{8,}"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    if (text.contains(u"eyJ"_s))
        text.replace(token, u"***"_s);
    if (text.contains(u"bearer"_s, Qt::CaseInsensitive) || text.contains(u"basic"_s, Qt::CaseInsensitive))
        text.replace(bearer, u"\\1 ***"_s);
    return text;
}

QByteArray redactedBody(const QByteArray& body, qsizetype most) {
    // Whole before it is cut: half a document has no keys, and half a secret is not known again.
    QByteArray text = withoutTokens(QString::fromUtf8(redactedByKey(body))).toUtf8();
    if (text.size() <= most)
        return text;
    const QByteArray note = "... (" + QByteArray::number(text.size()) + " bytes)";
    return text.left(most) + note;
}

} // namespace milepost
