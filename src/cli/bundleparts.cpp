// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/bundleparts.h"

#include "base/futures.h"
#include "cli/profilesecrets.h"
#include "domain/tag.h"
#include "storage/exchangefile.h"
#include "storage/jsonfile.h"
#include "storage/privatefile.h"
#include "storage/storefacts.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_runs = 20;
constexpr int k_exchanges = 5'000;
constexpr qint64 k_mostOfAMap = 16 << 20;

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
SecretMask secretsKept(const BundleSources& sources, const std::stop_token& stop, QStringList& gaps) {
    SecretMask mask;
    if (!sources.secrets) {
        gaps << u"secrets (not looked for by value): "_s + sources.secrets.error().summary();
        return mask;
    }
    std::vector<SecretPurpose> purposes = keptSecrets();
    purposes.push_back(SecretPurpose::TrackerRefresh);
    for (const SecretPurpose purpose : purposes) {
        const auto key = secretKeyOf(sources.profile, purpose);
        if (!key)
            continue;
        const auto secret = await((*sources.secrets)->read(*key, stop));
        if (secret)
            addTo(mask, *secret);
        else if (secret.error().code != u"credential-missing"_s)
            gaps << u"%1 (not looked for by value): %2"_s.arg(toString(purpose), secret.error().summary());
    }
    return mask;
}

void gatherJournal(const Result<Journal*>& journal, BundleFacts& facts) {
    if (!journal) {
        facts.gaps << u"runs: "_s + journal.error().summary();
        return;
    }
    if (*journal == nullptr)
        return;
    const auto runs = (*journal)->runs(k_runs);
    if (!runs)
        facts.gaps << u"runs: "_s + runs.error().summary();
    for (const RunRecord& run : runs.value_or(std::vector<RunRecord>()))
        if (auto details = (*journal)->run(run.id))
            facts.runs.push_back(std::move(*details));
    if (auto people = (*journal)->people(sourceOf(facts.profile.trackerUrl)))
        facts.people = std::move(*people);
}

void noteStore(BundleFacts& facts, const QString& word, const Result<QJsonObject>& counted) {
    if (counted)
        facts.store.insert(word, *counted);
    else
        facts.gaps << word + u": "_s + counted.error().summary();
}

void gatherStores(const BundleSources& sources, BundleFacts& facts) {
    const QString& name = facts.profile.name;
    // What machines share is no file here; that cannot be asked is a gap already.
    if (sources.journal && *sources.journal != nullptr && (*sources.journal)->isShared())
        noteStore(facts, u"journal on the server"_s, (*sources.journal)->facts());
    for (const auto& [word, path] : {std::pair(u"journal"_s, sources.paths.database(name)),
                                     std::pair(u"exchanges"_s, sources.paths.exchangeLog(name))})
        if (QFileInfo::exists(path))
            noteStore(facts, word, storeFacts(path));
    const auto log = ExchangeFile::openForReading(sources.paths.exchangeLog(name), sources.nowUtc);
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

BundleFacts gather(const BundleSources& sources) {
    BundleFacts facts;
    facts.program = u"Milepost " MILEPOST_VERSION ""_s;
    facts.madeUtc = sources.nowUtc;
    facts.profile = sources.profile;
    facts.checks = sources.checks;
    facts.gaps = sources.gaps;
    gatherJournal(sources.journal, facts);
    gatherStores(sources, facts);
    return facts;
}

} // namespace

Result<Bundle> makeBundle(const BundleSources& sources, const std::stop_token& stop) {
    Bundle bundle;
    bundle.madeUtc = sources.nowUtc;
    bundle.names = sources.paths.dataFolder() + u'/' + sources.profile.name + u"~pseudonyms.json"_s;
    const auto key = pseudonymKey(bundle.names);
    if (!key)
        return std::unexpected(key.error());
    BundleFacts facts = gather(sources);
    const SecretMask secrets = secretsKept(sources, stop, facts.gaps);
    if (stop.stop_requested())
        return std::unexpected(cancelled());
    Pseudonyms pseudonyms(*key);
    bundle.files = bundleOf(facts, pseudonyms, secrets);
    bundle.gaps = facts.gaps;
    if (const auto kept = keepNames(bundle.names, *key, pseudonyms); !kept)
        return std::unexpected(kept.error());
    return bundle;
}

} // namespace milepost::cli
