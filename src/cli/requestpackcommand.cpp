// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/profilesecrets.h"
#include "cli/session.h"
#include "doctor/probes.h"
#include "doctor/requestpack.h"

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
    return milepost::principalOf((*bench)->clients(), session.stop());
}

QString askerOf(Session& session, const PackOptions& options) {
    if (!options.asker.empty())
        return QString::fromStdString(options.asker);
    const QString user = session.environment().variable(u"USER"_s);
    return user.isEmpty() ? session.environment().variable(u"USERNAME"_s) : user;
}

Outcome pack(Session& session, const PackOptions& options) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const QString out = QDir::cleanPath(QString::fromStdString(options.out));
    const AccessRequest request{askerOf(session, options), u"Milepost " MILEPOST_VERSION ""_s, *profile,
                                QString::fromStdString(options.forbidden),
                                options.offline ? QString() : principalOf(session, *profile)};
    if (session.stop().stop_requested())
        return Outcome::failed(cancelled());
    const auto files = writeRequestPack(request, out);
    if (!files)
        return Outcome::failed(files.error());
    const QJsonObject written{{u"folder"_s, out}, {u"files"_s, QJsonArray::fromStringList(*files)}};
    return Outcome::done(written, [out](const Paper&) {
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
    command
        .add_option("--forbidden", options->forbidden,
                    "A mailbox that the app must not reach (default: the profile's forbiddenMailbox)")
        ->type_name("MAILBOX");
    command.add_flag("--offline", options->offline,
                     "Ask nobody; the object id of the enterprise application stays open");
}

} // namespace milepost::cli
