// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/program.h"

#include "cli/commandtree.h"
#include "cli/session.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

/// Known even when the rest of the command line cannot be parsed: whoever asked for JSON gets JSON.
bool asksForJson(const QStringList& arguments) {
    const qsizetype end = arguments.indexOf(u"--"_s);
    return arguments.mid(0, end).contains(u"--json"_s);
}

QJsonObject textDocument(const QString& member, const QString& text) { return {{member, text}}; }

Outcome textOutcome(const QString& member, const std::string& text) {
    const QString shown = QString::fromStdString(text);
    return Outcome::done(textDocument(member, shown.trimmed()),
                         [shown](const Paper&) { return shown.endsWith(u'\n') ? shown : shown + u'\n'; });
}

Outcome parsed(CommandTree& tree, const QStringList& arguments) {
    try {
        tree.parse(arguments);
    } catch (const CLI::CallForHelp&) {
        return textOutcome(u"help"_s, tree.root().help());
    } catch (const CLI::CallForVersion&) {
        Outcome outcome = textOutcome(u"version"_s, tree.root().version());
        outcome.document = textDocument(u"version"_s, QStringLiteral(MILEPOST_VERSION));
        return outcome;
    } catch (const CLI::ParseError& error) {
        // A stray word after "secret" may be the secret itself: nothing of the line is repeated (law 10).
        if (arguments.contains(u"secret"_s))
            return Outcome::failed(
                usageError(u"the words after \"secret\" are off; a secret is never an argument. "
                           "See milepostctl help secret"_s));
        return Outcome::failed(usageError(QString::fromStdString(error.what())));
    }
    return {};
}

Outcome carriedOut(const CommandTree& tree, Session& session) {
    try {
        return tree.chosen()(session);
    } catch (const std::exception& exception) { // our own fault: said, not crashed
        return Outcome::failed(makeError(Error::Kind::Bug, Error::Stage::None,
                                         QString::fromLocal8Bit(exception.what()), u"unknown"_s));
    }
}

} // namespace

int run(const QStringList& arguments, Environment& environment) {
    CommandTree tree;
    addAllCommands(tree);
    const Outcome early = parsed(tree, arguments);
    Globals globals = tree.globals();
    globals.json = globals.json || asksForJson(arguments);
    Session session(environment, globals);
    const Outcome outcome = tree.chosen() && !early.error && !early.text ? carriedOut(tree, session) : early;
    session.present(outcome);
    return static_cast<int>(outcome.code);
}

} // namespace milepost::cli
