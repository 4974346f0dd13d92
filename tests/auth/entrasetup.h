// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/entratokenprovider.h"
#include "fakes.h"
#include "http/nettransport.h"
#include "rawserver.h"
#include "recordingstore.h"

namespace milepost::test {

using namespace Qt::StringLiterals;

inline const QString k_secret = u"a~b+c/d=e&f g%h"_s;

/// What Entra answers when all is well.
inline Answer token(const QByteArray& value, const QByteArray& life = "3599") {
    return json(200, "{\"token_type\":\"Bearer\",\"expires_in\":" + life +
                         ",\"ext_expires_in\":1,\"access_token\":\"" + value + "\"}");
}

/// A provider of tokens, with its secret stored, that asks a server of this process.
struct EntraSetup {
    explicit EntraSetup(RawServer::Handler handler, RetryPolicy retry = RetryPolicy(3))
        : server(std::move(handler)),
          transport(std::move(*NetTransport::create({}))) {
        options = {u"main"_s,
                   QUrl(server.root()),
                   u"tenant-1"_s,
                   u"client-1"_s,
                   u"https://graph.microsoft.com/.default"_s,
                   retry};
        key = entraKey(options.profile, SecretPurpose::EntraSecret, options.authority, options.tenantId);
        store.put(key, k_secret);
        provider = std::make_unique<EntraTokenProvider>(
            EntraTokenProvider::Parts{*transport, store, clock, &sink}, options);
    }
    QString get() {
        const auto got = provider->bearer({});
        return got ? QString::fromUtf8(got->reveal()) : u"error "_s + got.error().code;
    }
    RawServer server;
    std::unique_ptr<NetTransport> transport;
    FakeClock clock;
    RecordingSink sink;
    RecordingStore store;
    SecretKey key;
    EntraTokenProvider::Options options;
    std::unique_ptr<EntraTokenProvider> provider;
};

} // namespace milepost::test
