// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/clockview.h"
#include "cli/commandtree.h"
#include "cli/peopleview.h"
#include "cli/session.h"
#include "sync/peoplefile.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct PeopleOptions {
    std::string person;
    std::string mailbox;
    std::string file;
    std::string out;
};

QJsonObject documentOf(const PeopleListing& listing) {
    QJsonObject document{{u"reading"_s, listing.reading}, {u"people"_s, toJson(listing.rows)}};
    if (!listing.why.isEmpty())
        document.insert(u"why"_s, listing.why);
    return document;
}

Outcome list(Session& session, const PeopleOptions&) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const auto listing = (*workspace)->people().list(session.stop());
    if (!listing) {
        Outcome outcome = Outcome::failed(listing.error());
        outcome.document = {{u"reading"_s, u"incomplete"_s}, {u"people"_s, QJsonArray()}};
        warnAboutClocks(session, **workspace, outcome.document);
        return outcome;
    }
    Outcome outcome = listing->directoryFailure ? Outcome::failed(*listing->directoryFailure) : Outcome();
    outcome.document = documentOf(*listing);
    warnAboutClocks(session, **workspace, outcome.document);
    outcome.text = [listing = *listing](const Paper& paper) {
        QString text = toText(listing.rows, paper);
        if (!listing.why.isEmpty())
            text +=
                paper.inked(Paper::Ink::Yellow,
                            wrapped(u"The view is restricted: "_s + printable(listing.why), paper.width, 0)) +
                u'\n';
        return text + summaryText(listing.rows);
    };
    return outcome;
}

/// What is wrong, each on a line of its own, and that nothing was stored.
Outcome refused(const std::vector<WishFault>& faults, const std::vector<FileWish>& wishes) {
    const bool isFile = wishes.front().line != 0;
    QJsonArray json;
    QStringList lines;
    for (const WishFault& fault : faults) {
        const FileWish& wish = wishes[fault.wish];
        const QString text = toText(fault, wish.wish);
        json.append(
            QJsonObject{{u"line"_s, isFile ? QJsonValue(wish.line) : QJsonValue()}, {u"text"_s, text}});
        lines << (isFile ? u"line %1: %2"_s.arg(QString::number(wish.line), text) : text);
    }
    Outcome outcome = Outcome::failed(
        isFile ? configError(u"nothing was stored; lines that are wrong: %1"_s.arg(lines.size()))
               : usageError(lines.join(u"; "_s)));
    outcome.document = {{u"people"_s, QJsonArray()}, {u"faults"_s, json}};
    if (isFile)
        outcome.text = [lines](const Paper& paper) {
            QString text;
            for (const QString& line : lines)
                text += wrapped(printable(line), paper.width, 0) + u'\n';
            return text;
        };
    return outcome;
}

Outcome decide(Session& session, const std::vector<FileWish>& wishes, PeopleEngine::Known known) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    std::vector<PersonWish> plain;
    for (const FileWish& wish : wishes)
        plain.push_back(wish.wish);
    const auto decided = (*workspace)->people().decide(plain, known, session.stop());
    if (!decided)
        return Outcome::failed(decided.error());
    if (!decided->faults.empty())
        return refused(decided->faults, wishes);
    return Outcome::done({{u"people"_s, toJson(decided->rows)}, {u"unchanged"_s, decided->unchanged}},
                         [outcome = *decided](const Paper& paper) {
                             if (outcome.rows.empty())
                                 return u"Nothing changed: it was so already.\n"_s;
                             return toText(outcome.rows, paper);
                         });
}

Outcome map(Session& session, const PeopleOptions& options) {
    const PersonWish wish{
        QString::fromStdString(options.person), QString::fromStdString(options.mailbox), {}};
    return decide(session, {{0, wish}}, PeopleEngine::Known::Pin);
}

Outcome unmap(Session& session, const PeopleOptions& options) {
    const PersonWish wish{QString::fromStdString(options.person), PersonWish::k_nobody, {}};
    return decide(session, {{0, wish}}, PeopleEngine::Known::Pin);
}

Outcome importFile(Session& session, const PeopleOptions& options) {
    const auto wishes = readPeopleFile(QString::fromStdString(options.file));
    if (!wishes)
        return Outcome::failed(wishes.error());
    return decide(session, *wishes, PeopleEngine::Known::Leave);
}

Outcome exportFile(Session& session, const PeopleOptions& options) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const auto listing = (*workspace)->people().list(session.stop());
    if (!listing || listing->directoryFailure) // half a map is none
        return Outcome::failed(listing ? *listing->directoryFailure : listing.error());
    const QString text = peopleFileText(listing->rows);
    QJsonObject document = documentOf(*listing);
    document.insert(u"text"_s, text);
    const QString out = QString::fromStdString(options.out);
    if (out.isEmpty())
        return Outcome::done(document, [text](const Paper&) { return text; });
    if (const auto written = writePeopleFile(out, listing->rows); !written)
        return Outcome::failed(written.error());
    document.insert(u"file"_s, out);
    return Outcome::done(document, [out, count = listing->rows.size()](const Paper&) {
        return u"Wrote %1 people to %2.\n"_s.arg(QString::number(count), out);
    });
}

} // namespace

void addPeopleCommands(CommandTree& tree) {
    CLI::App& group = tree.group("people", "Whose mailbox stands for which person of the tracker");
    const auto options = std::make_shared<PeopleOptions>();
    const auto add = [&](const char* name, const char* description,
                         Outcome (*run)(Session&, const PeopleOptions&)) -> CLI::App& {
        return tree.command(group, name, description,
                            [options, run](Session& session) { return run(session, *options); });
    };
    add("list", "List the people, the mailbox of each, and why", list);
    const auto addPerson = [&](CLI::App& command) {
        command
            .add_option("PERSON", options->person, "The number of the person, or the name when it is unique")
            ->required();
    };
    CLI::App& mapping = add("map", "Decide by hand whose mailbox it is", map);
    addPerson(mapping);
    mapping
        .add_option("MAILBOX", options->mailbox,
                    "Address or object id of the user; auto: forget what was decided or matched, and let the "
                    "tracker's addresses lead to somebody again")
        ->required();
    addPerson(add("unmap", "Decide by hand that the person gets no mailbox", unmap));
    add("import",
        "Decide for many people by a CSV file with the columns id and mailbox. MAILBOX as in map, none as in "
        "unmap, empty: leave the person alone. A column name must agree with the tracker. Nothing is stored "
        "unless the whole file is right",
        importFile)
        .add_option("FILE", options->file, "The file (CSV UTF-8)")
        ->required();
    add("export", "Print the people as such a file", exportFile)
        .add_option("--out", options->out, "Write it to a file (0600)")
        ->type_name("FILE");
}

} // namespace milepost::cli
