// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/diagnosisview.h"
#include "cli/session.h"
#include "doctor/redaction.h"
#include "storage/privatefile.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_mostBytes = qint64(16) * 1024 * 1024;

Result<QByteArray> inputOf(Session& session, const QString& file) {
    if (file != u"-"_s)
        return readFile(file, k_mostBytes);
    const Terminal& terminal = session.terminal();
    if (terminal.canAsk())
        session.remark(u"Paste the error, then press Ctrl+D on a line of its own."_s);
    auto read = session.terminal().readInput(session.stop());
    return read ? Result<QByteArray>(read->reveal()) : std::unexpected(read.error());
}

Outcome diagnoseInput(Session& session, const QString& file) {
    const auto text = inputOf(session, file);
    if (!text)
        return Outcome::failed(text.error());
    if (text->trimmed().isEmpty())
        return Outcome::failed(usageError(u"there is nothing to diagnose: the input is empty"_s));
    bool wasList = false;
    const std::vector<Failure> failures = failuresFromText(*text, &wasList);
    std::vector<NamedDiagnosis> named;
    for (const Failure& failure : failures)
        named.push_back({withoutSecrets(failure.id), diagnose(failure)});
    Outcome outcome = Outcome::done({}, [named](const Paper& paper) { return diagnosisText(named, paper); });
    if (wasList)
        outcome.list = diagnosisJson(named);
    else
        outcome.document = toJson(named.front());
    return outcome;
}

} // namespace

void addDiagnoseCommand(CommandTree& tree) {
    const auto file = std::make_shared<std::string>("-");
    CLI::App& command = tree.command(
        tree.root(), "diagnose", "Name the cause of an error that was met anywhere",
        [file](Session& session) { return diagnoseInput(session, QString::fromStdString(*file)); });
    command.add_option("FILE", *file,
                       "JSON, a transcript of curl, lines of a log, HTML or any text; - for standard input");
}

} // namespace milepost::cli
