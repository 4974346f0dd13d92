// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/scopeoptions.h"
#include "cli/session.h"
#include "sync/driftengine.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

using Kind = DriftDecision::Kind;
using Ink = Paper::Ink;

struct DriftOptions {
    ScopeOptions scope;
    std::string key;
    std::vector<std::string> fields;
    bool all = false;
};

QString stateOf(const DriftedField& field) {
    if (!field.decided)
        return u"open"_s;
    switch (*field.decided) {
    case Kind::Keep:
        return u"kept"_s;
    case Kind::Ignore:
        return u"ignored"_s;
    case Kind::Restore:
        return u"restored by the next run"_s;
    }
    return {};
}

QJsonArray toJson(const std::vector<HandEdit>& edits) {
    QJsonArray drift;
    for (const HandEdit& edit : edits) {
        QJsonArray fields;
        for (const DriftedField& field : edit.fields)
            fields.append(QJsonObject{
                {u"field"_s, toString(field.field)},
                {u"original"_s, field.original ? QJsonValue(*field.original) : QJsonValue()},
                {u"ours"_s, field.ours},
                {u"theirs"_s, field.theirs},
                {u"decided"_s, field.decided ? QJsonValue(toString(*field.decided)) : QJsonValue()}});
        drift.append(QJsonObject{{u"key"_s, edit.key.toString()},
                                 {u"kind"_s, toString(edit.kind())},
                                 {u"deliverable"_s, edit.key.deliverable},
                                 {u"subject"_s, edit.subject},
                                 {u"date"_s, edit.date.toString(Qt::ISODate)},
                                 {u"fields"_s, fields}});
    }
    return drift;
}

/// A body is many lines; here its beginning is enough.
QString inLine(const QString& text) {
    constexpr qsizetype k_most = 60;
    const QString line = printable(text.simplified());
    return line.isEmpty() ? u"(nothing)"_s : line.size() > k_most ? line.left(k_most) + u"..."_s : line;
}

QString theirsInLine(const DriftedField& field) {
    if (field.field != Field::Presence)
        return inLine(field.theirs);
    return field.theirs.isEmpty() ? u"(deleted)"_s
                                  : u"(in the calendar \"%1\")"_s.arg(printable(field.theirs));
}

QString toText(const std::vector<HandEdit>& edits, const Paper& paper) {
    QString text;
    for (const HandEdit& edit : edits) {
        text += paper.inked(Ink::Bold, edit.date.toString(Qt::ISODate) + u"  "_s + printable(edit.subject)) +
                u"  "_s + edit.key.toString() + u'\n';
        for (const DriftedField& field : edit.fields) {
            text += u"  %1: %2\n"_s.arg(
                toString(field.field), paper.inked(field.decided ? Ink::Green : Ink::Yellow, stateOf(field)));
            if (field.original && *field.original != field.ours)
                text += u"    original  %1\n"_s.arg(inLine(*field.original));
            text += u"    ours      %1\n    theirs    %2\n"_s.arg(inLine(field.ours), theirsInLine(field));
        }
    }
    return text;
}

Outcome shown(const std::vector<HandEdit>& edits, const QString& otherwise) {
    return Outcome::done({{u"drift"_s, toJson(edits)}}, [edits, otherwise](const Paper& paper) {
        return edits.empty() ? otherwise : toText(edits, paper);
    });
}

Outcome list(Session& session, const DriftOptions& options) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    DriftEngine engine({(*workspace)->engine(), (*workspace)->journal(), session.clock()});
    const auto edits = engine.list(options.scope.scope(), session.stop());
    if (!edits) {
        Outcome outcome = Outcome::failed(edits.error());
        outcome.document = {{u"drift"_s, QJsonArray()}};
        return outcome;
    }
    return shown(*edits, u"Nobody edited an event of ours.\n"_s);
}

Outcome decide(Session& session, const DriftOptions& options, std::optional<Kind> kind) {
    if (options.all == !options.key.empty())
        return Outcome::failed(usageError(u"name the KEY of an event, or --all"_s));
    DriftWish wish{QString::fromStdString(options.key), {}, kind};
    for (const std::string& name : options.fields) {
        const auto field = fieldFromString(QString::fromStdString(name));
        if (!field)
            return Outcome::failed(
                usageError(u"\"%1\" is no field; there are subject, date, allDay, showAs, "
                           "reminder, categories, body and event"_s.arg(QString::fromStdString(name))));
        wish.fields.push_back(*field);
    }
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    DriftEngine engine({(*workspace)->engine(), (*workspace)->journal(), session.clock()});
    const auto edits = engine.decide(wish, {}, session.stop());
    if (!edits)
        return Outcome::failed(edits.error());
    return shown(*edits, kind ? u"Nobody edited an event of ours.\n"_s : u"Forgotten.\n"_s);
}

void addDecision(CommandTree& tree, CLI::App& drift, const std::string& name, const std::string& what,
                 std::optional<Kind> kind) {
    const auto options = std::make_shared<DriftOptions>();
    CLI::App& command = tree.command(
        drift, name, what, [options, kind](Session& session) { return decide(session, *options, kind); });
    command.add_option("key", options->key, "The key of an event, or the number of its deliverable");
    command.add_option("fields", options->fields, "These fields alone; default: all that were edited");
    command.add_flag("--all", options->all, "Every edit that there is");
}

} // namespace

void addDriftCommands(CommandTree& tree) {
    CLI::App& drift = tree.group("drift", "Edits that people made to events of ours");
    const auto options = std::make_shared<DriftOptions>();
    CLI::App& command = tree.command(drift, "list", "What was edited, and what was decided about it",
                                     [options](Session& session) { return list(session, *options); });
    options->scope.addTo(command);
    addDecision(tree, drift, "keep", "Leave it, until the tracker wants something else there", Kind::Keep);
    addDecision(tree, drift, "ignore", "Never look at these fields of the event again", Kind::Ignore);
    addDecision(tree, drift, "restore", "Put ours back with the next run", Kind::Restore);
    addDecision(tree, drift, "forget", "Take a decision back", std::nullopt);
}

} // namespace milepost::cli
