// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/secretmask.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace milepost {

namespace {

constexpr qsizetype k_shortest = 4;

QByteArray inJson(const QByteArray& secret) {
    const QJsonArray alone{QString::fromUtf8(secret)};
    const QByteArray text = QJsonDocument(alone).toJson(QJsonDocument::Compact); // ["..."]
    return text.mid(2, text.size() - 4);
}

QByteArray inPage(const QByteArray& text) { return QString::fromUtf8(text).toHtmlEscaped().toUtf8(); }

/// Texts wherever they stand; names are ours.
QJsonValue masked(const QJsonValue& value, const SecretMask& mask) {
    if (value.isString())
        return QString::fromUtf8(mask.applied(value.toString().toUtf8()));
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (QJsonValueRef one : array)
            one = masked(one, mask);
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (QJsonValueRef one : object)
        one = masked(one, mask);
    return object;
}

} // namespace

SecretMask::SecretMask(const std::vector<Redacted<QByteArray>>& secrets) {
    for (const Redacted<QByteArray>& secret : secrets)
        add(secret);
}

void SecretMask::add(const Redacted<QByteArray>& secret) {
    const QByteArray& plain = secret.reveal();
    if (plain.size() < k_shortest)
        return;
    const QByteArray form = QUrl::toPercentEncoding(QString::fromUtf8(plain));
    std::vector<QByteArray> spellings = m_spellings.reveal();
    const QByteArray json = inJson(plain);
    for (const QByteArray& spelling : {plain, form, QByteArray(form).replace("%20", "+"), json,
                                       QByteArray(json).replace('/', "\\/"), inPage(plain), inPage(json)})
        if (std::ranges::find(spellings, spelling) == spellings.end())
            spellings.push_back(spelling);
    // The longest first: one secret may be a part of another.
    std::ranges::sort(spellings, std::ranges::greater(), &QByteArray::size);
    m_spellings = Redacted(std::move(spellings));
}

QByteArray SecretMask::applied(QByteArray text) const {
    for (const QByteArray& spelling : m_spellings.reveal())
        text.replace(spelling, "***");
    return text;
}

void SecretMask::applyTo(Error& error) const {
    error.about = masked(error.about, *this).toObject();
    for (QString* text : {&error.code, &error.message, &error.requestId, &error.detail})
        if (!text->isEmpty())
            *text = QString::fromUtf8(applied(text->toUtf8()));
}

} // namespace milepost
