// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/storeplace.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString schemaOf(const QString& profile) {
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    const QByteArray hash = QCryptographicHash::hash(profile.toUtf8(), QCryptographicHash::Sha256);
    const QString words = profile.toLower().replace(other, u"_"_s).left(32);
    return u"milepost_%1_%2"_s.arg(words, QString::fromLatin1(hash.toHex().left(12)));
}

} // namespace

StorePlace StorePlace::onServer(const StoreAddress& address, const QString& profile,
                                Redacted<QString> password) {
    StorePlace place(address.place());
    place.m_address = address;
    place.m_schema = schemaOf(profile);
    place.m_password = std::move(password);
    return place;
}

} // namespace milepost
