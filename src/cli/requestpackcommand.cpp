// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/jwt.h"
#include "cli/commandtree.h"
#include "cli/profilesecrets.h"
#include "cli/session.h"
#include "doctor/requestpack.h"
#include "storage/privatefile.h"

#include <QDir>
#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct PackOptions {
    std::string out;
    std::string asker;
    std::string forbidden;
    bool offline = false;
};

/// The object id of the enterprise application stands in every token. Without a token the scripts say where
/// to look it up.
QString principalOf(Session& session, const Profile& profile) {
    if (profile.tenantId.isEmpty() || profile.clientId.isEmpty())
        return {};
    const auto bench = session.probeBench(profile);
    if (!bench)
        return {};
    const auto token = (*bench)->clients().entra.bearer(session.stop());
    return token ? jwtClaims(token->reveal()).value(u"oid"_s).toString() : QString();
}

QString askerOf(Session& session, const PackOptions& options) {
    if (!options.asker.empty())
        return QString::fromStdString(options.asker);
    const QString user = session.environment().variable(u"USER"_s);
    return user.isEmpty() ? session.environment().variable(u"USERNAME"_s) : user;
}

/// A folder of its own: what somebody else put there is never mixed with it, nor written over.
Result<void> makeFolder(const QString& path) {
    const QFileInfo there(path);
    if (there.exists() && (!there.isDir() || !QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden |
                                                                 QDir::System | QDir::NoDotAndDotDot)))
        return std::unexpected(makeError(Error::Kind::Refused, Error::Stage::Config,
                                         u"%1 is there and not empty; name a new folder"_s.arg(path),
                                         u"already-exists"_s));
    if (!QDir().mkpath(path))
        return std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage,
                                         u"cannot make the folder %1"_s.arg(path), u"store-failed"_s));
    return {};
}

Outcome pack(Session& session, const PackOptions& options) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const QString out = QDir::cleanPath(QString::fromStdString(options.out));
    if (const auto made = makeFolder(out); !made)
        return Outcome::failed(made.error());
    const AccessRequest request{askerOf(session, options), u"Milepost " MILEPOST_VERSION ""_s, *profile,
                                QString::fromStdString(options.forbidden),
                                options.offline ? QString() : principalOf(session, *profile)};
    if (session.stop().stop_requested())
        return Outcome::failed(cancelled());
    QJsonArray files;
    for (const PackFile& file : requestPack(request)) {
        if (const auto written = writePrivateFile(out + u'/' + file.name, file.text.toUtf8()); !written)
            return Outcome::failed(written.error());
        files.append(file.name);
    }
    return Outcome::done({{u"folder"_s, out}, {u"files"_s, files}}, [out](const Paper&) {
        return u"Written to %1: send the folder to the admin, who begins with README.md or request.html. It "
               "holds no secret.\n"_s.arg(printable(out));
    });
}

} // namespace

void addRequestPackCommand(CommandTree& tree) {
    const auto options = std::make_shared<PackOptions>();
    CLI::App& command =
        tree.command(tree.root(), "request-pack", "Write what another admin needs to give the app its access",
                     [options](Session& session) { return pack(session, *options); });
    command.add_option("OUT", options->out, "A new or empty folder")->required();
    command.add_option("--asker", options->asker, "Who asks (default: your user name)")->type_name("NAME");
    command.add_option("--forbidden", options->forbidden, "A mailbox that the app must not reach")
        ->type_name("MAILBOX");
    command.add_flag("--offline", options->offline,
                     "Ask nobody; the object id of the enterprise application stays open");
}

} // namespace milepost::cli
