// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/completion.h"

#include <set>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

/// One command of the tree as the scripts need it.
struct Place {
    QString path; ///< " profile set"; "" for the root
    QStringList commands;
    QStringList options;
    QStringList values;
};

QString quoted(const QString& word) { return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\''; }

bool takesValue(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

QStringList longNames(const CLI::Option& option) {
    QStringList names;
    for (const std::string& name : option.get_lnames())
        names << u"--"_s + QString::fromStdString(name);
    return names;
}

void visit(const CommandTree& tree, const CLI::App& app, const QString& path, std::vector<Place>& places) {
    Place place{path, {}, {}, tree.offered(app)};
    for (const CLI::Option* option : app.get_options())
        place.options << longNames(*option);
    const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
    for (const CLI::App* command : commands)
        place.commands << QString::fromStdString(command->get_name());
    places.push_back(std::move(place));
    for (const CLI::App* command : commands)
        visit(tree, *command, path + u' ' + QString::fromStdString(command->get_name()), places);
}

std::vector<Place> placesOf(const CommandTree& tree) {
    std::vector<Place> places;
    visit(tree, tree.root(), QString(), places);
    return places;
}

void collectValueOptions(const CLI::App& app, std::set<QString>& names) {
    for (const CLI::Option* option : app.get_options())
        if (takesValue(*option))
            for (const QString& name : longNames(*option))
                names.insert(name);
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        collectValueOptions(*command, names);
}

/// "--out|--profile": every option whose value is the next word.
QString valueOptions(const CommandTree& tree) {
    std::set<QString> names;
    collectValueOptions(tree.root(), names);
    return QStringList(names.begin(), names.end()).join(u'|');
}

/// "'profile'|'profile set'": every path, as the pattern of a case.
QString knownPaths(const std::vector<Place>& places) {
    QStringList paths;
    for (const Place& place : places)
        if (!place.path.isEmpty())
            paths << quoted(place.path);
    return paths.join(u'|');
}

QString cases(const std::vector<Place>& places, const QString& form) {
    QString text;
    for (const Place& place : places) {
        const QStringList words = place.commands + place.values + place.options;
        text += u"        %1) %2 ;;\n"_s.arg(quoted(place.path), form.arg(quoted(words.join(u' '))));
    }
    return text;
}

} // namespace

QString bashCompletion(const CommandTree& tree) {
    const auto places = placesOf(tree);
    return uR"(# bash completion for milepostctl; source it, or put it into /usr/share/bash-completion/completions
_milepostctl() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} place='' skip='' word words=''
    COMPREPLY=()
    case $prev in
        %1) return ;;
    esac
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [ -n "$skip" ]; then skip=''; continue; fi
        case $word in
            %1) skip=1; continue ;;
            -*) continue ;;
        esac
        case "$place $word" in
            %2) place="$place $word" ;;
        esac
    done
    case $place in
%3    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _milepostctl milepostctl
)"_s.arg(valueOptions(tree), knownPaths(places), cases(places, u"words=%1"_s));
}

QString zshCompletion(const CommandTree& tree) {
    const auto places = placesOf(tree);
    return uR"(#compdef milepostctl
_milepostctl() {
    local place='' skip='' word found=''
    for word in "${(@)words[2,CURRENT-1]}"; do
        if [[ -n $skip ]]; then skip=''; continue; fi
        case $word in
            (%1) skip=1; continue ;;
            (-*) continue ;;
        esac
        case "$place $word" in
            (%2) place="$place $word" ;;
        esac
    done
    if [[ -n $skip ]]; then _files; return; fi
    case $place in
%3    esac
    compadd -- ${=found}
    [[ $PREFIX == -* ]] || _files
}
compdef _milepostctl milepostctl
)"_s.arg(valueOptions(tree), knownPaths(places), cases(places, u"found=%1"_s));
}

QString fishCompletion(const CommandTree& tree) {
    QString text = uR"(# fish completion for milepostctl; put it into ~/.config/fish/completions
function __milepostctl_at
    set -l place ''
    set -l skip ''
    for word in (commandline -opc)[2..-1]
        if test -n "$skip"
            set skip ''
            continue
        end
        switch $word
            case %1
                set skip 1
                continue
            case '-*'
                continue
        end
        switch "$place $word"
            case %2
                set place "$place $word"
        end
    end
    test "$place" = "$argv[1]"
end
)"_s.arg(valueOptions(tree).replace(u'|', u' '), knownPaths(placesOf(tree)).replace(u"'|'"_s, u"' '"_s));
    for (const Place& place : placesOf(tree)) {
        const QString when = u"complete -c milepostctl -n \"__milepostctl_at '%1'\""_s.arg(place.path);
        if (const QStringList words = place.commands + place.values; !words.isEmpty())
            text += u"%1 -f -a %2\n"_s.arg(when, quoted(words.join(u' ')));
        for (const QString& option : place.options)
            text += u"%1 -l %2\n"_s.arg(when, option.mid(2));
    }
    return text;
}

} // namespace milepost::cli
