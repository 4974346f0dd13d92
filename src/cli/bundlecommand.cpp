// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// milepostctl bundle: what support needs, without secrets and names (ADR 32).

#include "cli/bundleparts.h"
#include "cli/checkrun.h"
#include "cli/checkview.h"
#include "cli/commandtree.h"
#include "cli/session.h"
#include "storage/privatefile.h"
#include "storage/profilestore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct BundleOptions {
    std::string out;
    bool offline = false;
    bool show = false;
};

Outcome outcomeOf(const QString& out, const Bundle& bundle, bool show) {
    QJsonArray list;
    QString text;
    for (const ZipEntry& file : bundle.files) {
        QJsonObject one{{u"name"_s, file.name}, {u"bytes"_s, file.content.size()}};
        if (show)
            one.insert(u"content"_s, QString::fromUtf8(file.content));
        list.append(one);
        text +=
            show ? u"==> %1 <==\n%2\n"_s.arg(file.name, QString::fromUtf8(file.content))
                 : u"%1  %2 bytes\n"_s.arg(file.name.leftJustified(16), QString::number(file.content.size()));
    }
    for (const QString& gap : bundle.gaps)
        text += u"Not had: %1\n"_s.arg(printable(gap));
    if (!show)
        text +=
            u"Written to %1. Look at it before you send it (bundle --show prints every file). Who the "
            "pseudonyms are stands in %2, which stays here.\n"_s.arg(printable(out), printable(bundle.names));
    return Outcome::done({{u"file"_s, show ? QJsonValue() : QJsonValue(out)},
                          {u"names"_s, bundle.names},
                          {u"files"_s, list},
                          {u"notHad"_s, QJsonArray::fromStringList(bundle.gaps)}},
                         [text](const Paper&) { return text; });
}

Outcome bundle(Session& session, const BundleOptions& options) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const QString out = QDir::cleanPath(QString::fromStdString(options.out));
    if (options.out.empty() != options.show)
        return Outcome::failed(usageError(u"say either where to write it (OUT.zip) or --show"_s));
    if (!options.show && QFileInfo::exists(out))
        return Outcome::failed(makeError(Error::Kind::Refused, Error::Stage::Storage,
                                         out + u" is there already"_s, u"config-invalid"_s));
    const auto store = session.environment().secrets(*profile);
    BundleSources sources{*profile,
                          session.environment().profiles().paths(),
                          session.clock().utcNow(),
                          store,
                          session.journal(),
                          {},
                          {}};
    if (options.offline)
        sources.gaps << u"checks: not asked (--offline)"_s;
    else
        sources.checks = checkJson(checkAll(session, *profile));
    const auto made = makeBundle(sources, session.stop());
    if (!made)
        return Outcome::failed(made.error());
    if (!options.show)
        if (const auto written = writePrivateFile(out, zipOf(made->files, made->madeUtc)); !written)
            return Outcome::failed(written.error());
    return outcomeOf(out, *made, options.show);
}

} // namespace

void addBundleCommand(CommandTree& tree) {
    const auto options = std::make_shared<BundleOptions>();
    CLI::App& command = tree.command(tree.root(), "bundle",
                                     "Write what support needs into a ZIP file, without secrets and names",
                                     [options](Session& session) { return bundle(session, *options); });
    command.add_option("OUT", options->out, "The file to write; it must not exist")->type_name("OUT.zip");
    command.add_flag("--show", options->show, "Print every file instead of writing them");
    command.add_flag("--offline", options->offline, "Ask no service: without the checks");
    command.footer(
        "Mailboxes, people and titles become pseudonyms, the same ones each time. Host names and the "
        "ids of tenant and app stay.");
}

} // namespace milepost::cli
