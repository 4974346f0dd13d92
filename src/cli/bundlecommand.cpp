// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// milepostctl bundle: what support needs, without secrets and names (ADR 32).
#include "base/futures.h"
#include "cli/checkrun.h"
#include "cli/checkview.h"
#include "cli/commandtree.h"
#include "cli/profilesecrets.h"
#include "cli/session.h"
#include "doctor/bundle.h"
#include "domain/tag.h"
#include "storage/exchangefile.h"
#include "storage/jsonfile.h"
#include "storage/privatefile.h"
#include "storage/profilestore.h"
#include "storage/storefacts.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_runs = 20;
constexpr int k_exchanges = 5'000;
constexpr qint64 k_mostOfAMap = 16 << 20;

struct BundleOptions {
    std::string out;
    bool offline = false;
    bool show = false;
};

/// A key in PEM is looked for line by line, one that is being rotated by the parts of what is kept of it.
void addTo(SecretMask& mask, const Redacted<QString>& secret) {
    constexpr qsizetype k_shortestPart = 16;
    mask.add(Redacted(secret.reveal().toUtf8()));
    for (const QString& line : secret.reveal().split(u'\n'))
        if (line.size() >= k_shortestPart && !line.startsWith(u"-----"_s))
            mask.add(Redacted(line.toUtf8()));
    const QJsonObject parts = QJsonDocument::fromJson(secret.reveal().toUtf8()).object();
    if (const QString inner = parts.value(u"secret"_s).toString(); !inner.isEmpty())
        addTo(mask, Redacted(inner));
}

/// Whatever this profile's sources hold; what cannot be read is said, for it is not looked for then.
SecretMask secretsKept(Session& session, const Profile& profile, QStringList& gaps) {
    SecretMask mask;
    const auto store = session.environment().secrets(profile);
    if (!store) {
        gaps << u"secrets (not looked for by value): "_s + store.error().summary();
        return mask;
    }
    std::vector<SecretPurpose> purposes = keptSecrets();
    purposes.push_back(SecretPurpose::TrackerRefresh);
    for (const SecretPurpose purpose : purposes) {
        const auto key = secretKeyOf(profile, purpose);
        if (!key)
            continue;
        const auto secret = await((*store)->read(*key, session.stop()));
        if (secret)
            addTo(mask, *secret);
        else if (secret.error().code != u"credential-missing"_s)
            gaps << u"%1 (not looked for by value): %2"_s.arg(toString(purpose), secret.error().summary());
    }
    return mask;
}

void gatherJournal(Session& session, BundleFacts& facts) {
    const auto journal = session.journal();
    if (!journal) {
        facts.gaps << u"runs: "_s + journal.error().summary();
        return;
    }
    const auto runs = (*journal)->runs(k_runs);
    if (!runs)
        facts.gaps << u"runs: "_s + runs.error().summary();
    for (const RunRecord& run : runs.value_or(std::vector<RunRecord>()))
        if (auto details = (*journal)->run(run.id))
            facts.runs.push_back(std::move(*details));
    if (auto people = (*journal)->people(sourceOf(facts.profile.trackerUrl)))
        facts.people = std::move(*people);
}

void gatherFiles(const Paths& paths, BundleFacts& facts) {
    const QString& name = facts.profile.name;
    for (const auto& [word, path] : {std::pair(u"journal"_s, paths.database(name)),
                                     std::pair(u"exchanges"_s, paths.exchangeLog(name))}) {
        if (!QFileInfo::exists(path))
            continue;
        const auto counted = storeFacts(path);
        if (counted)
            facts.store.insert(word, *counted);
        else
            facts.gaps << word + u": "_s + counted.error().summary();
    }
    const auto log = ExchangeFile::openForReading(paths.exchangeLog(name));
    if (!log)
        return;
    if (auto exchanges = log->newest({}, k_exchanges)) {
        facts.exchanges = std::move(*exchanges);
        std::ranges::reverse(facts.exchanges);
    }
}

/// Of this computer and profile: made at the first bundle, never in one.
Result<Redacted<QByteArray>> pseudonymKey(const QString& path) {
    const auto known = readJsonFile(path, k_mostOfAMap);
    if (known)
        return Redacted(QByteArray::fromHex(known->object.value(u"key"_s).toString().toLatin1()));
    if (known.error().kind != Error::Kind::NotFound)
        return std::unexpected(known.error());
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return Redacted(QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words));
}

QString keyPath(const Paths& paths, const Profile& profile) {
    return paths.dataFolder() + u'/' + profile.name + u"~pseudonyms.json"_s;
}

/// Names of earlier bundles stay known: support may ask who they are.
Result<void> keepNames(const QString& path, const Redacted<QByteArray>& key, const Pseudonyms& pseudonyms) {
    QJsonObject names;
    if (const auto known = readJsonFile(path, k_mostOfAMap))
        names = known->object.value(u"names"_s).toObject();
    const QJsonObject now = pseudonyms.map();
    for (auto it = now.begin(); it != now.end(); ++it)
        names.insert(it.key(), it.value());
    if (const auto folder = ensurePrivateFolder(QFileInfo(path).absolutePath()); !folder)
        return folder;
    return writeJsonFile(path, {{u"key"_s, QString::fromLatin1(key.reveal().toHex())}, {u"names"_s, names}});
}

Outcome outcomeOf(const QString& out, const QString& map, const std::vector<ZipEntry>& files,
                  const BundleFacts& facts, bool show) {
    QJsonArray list;
    QString text;
    for (const ZipEntry& file : files) {
        QJsonObject one{{u"name"_s, file.name}, {u"bytes"_s, file.content.size()}};
        if (show)
            one.insert(u"content"_s, QString::fromUtf8(file.content));
        list.append(one);
        text +=
            show ? u"==> %1 <==\n%2\n"_s.arg(file.name, QString::fromUtf8(file.content))
                 : u"%1  %2 bytes\n"_s.arg(file.name.leftJustified(16), QString::number(file.content.size()));
    }
    for (const QString& gap : facts.gaps)
        text += u"Not had: %1\n"_s.arg(printable(gap));
    if (!show)
        text += u"Written to %1. Look at it before you send it (bundle --show prints every file). Who the "
                "pseudonyms are stands in %2, which stays here.\n"_s.arg(printable(out), printable(map));
    return Outcome::done({{u"file"_s, show ? QJsonValue() : QJsonValue(out)},
                          {u"names"_s, map},
                          {u"files"_s, list},
                          {u"notHad"_s, QJsonArray::fromStringList(facts.gaps)}},
                         [text](const Paper&) { return text; });
}

BundleFacts gather(Session& session, const Profile& profile, bool offline) {
    BundleFacts facts;
    facts.program = u"Milepost " MILEPOST_VERSION ""_s;
    facts.madeUtc = session.clock().utcNow();
    facts.profile = profile;
    if (offline)
        facts.gaps << u"checks: not asked (--offline)"_s;
    else
        facts.checks = checkJson(checkAll(session, profile));
    gatherJournal(session, facts);
    gatherFiles(session.environment().profiles().paths(), facts);
    return facts;
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
    const QString map = keyPath(session.environment().profiles().paths(), *profile);
    const auto key = pseudonymKey(map);
    if (!key)
        return Outcome::failed(key.error());
    BundleFacts facts = gather(session, *profile, options.offline);
    const SecretMask secrets = secretsKept(session, *profile, facts.gaps);
    if (session.stop().stop_requested())
        return Outcome::failed(cancelled());
    Pseudonyms pseudonyms(*key);
    const std::vector<ZipEntry> files = bundleOf(facts, pseudonyms, secrets);
    if (const auto kept = keepNames(map, *key, pseudonyms); !kept)
        return Outcome::failed(kept.error());
    if (!options.show)
        if (const auto written = writePrivateFile(out, zipOf(files, facts.madeUtc)); !written)
            return Outcome::failed(written.error());
    return outcomeOf(out, map, files, facts, options.show);
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
