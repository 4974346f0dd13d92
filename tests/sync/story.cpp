// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <algorithm>
#include <random>

#include <QStringList>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Kind = Step::Kind;

struct Name {
    Kind kind;
    QChar letter;
    unsigned weight; ///< how often it happens
    bool needsPeople = false;
};
constexpr Name k_names[] = {
    {Kind::Tracker, u'T', 4},    {Kind::People, u'P', 3},        {Kind::Fault, u'F', 3},
    {Kind::Run, u'R', 3},        {Kind::Killed, u'K', 2},        {Kind::Together, u'B', 2},
    {Kind::Clock, u'J', 1},      {Kind::Undo, u'U', 1},          {Kind::Calm, u'C', 2},
    {Kind::Team, u'L', 4, true}, {Kind::Mailbox, u'M', 3, true}, {Kind::Admin, u'A', 1, true},
};

} // namespace

Story storyOf(unsigned seed, int steps, bool isIndividual) {
    std::mt19937 random(seed);
    std::vector<unsigned> weights;
    for (const Name& name : k_names)
        weights.push_back(name.needsPeople && !isIndividual ? 0 : name.weight);
    std::discrete_distribution<size_t> anyKind(weights.begin(), weights.end());
    Story story;
    for (int i = 1; i < steps; ++i)
        story.push_back({k_names[anyKind(random)].kind, unsigned(random() % 1000)});
    story.push_back({Kind::Calm, 0});
    return story;
}

QString toText(const Story& story) {
    QStringList words;
    for (const Step& step : story)
        words << std::ranges::find(k_names, step.kind, &Name::kind)->letter + QString::number(step.seed);
    return words.join(u' ');
}

std::optional<Story> storyFromText(const QString& text) {
    Story story;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        const auto* const name = std::ranges::find(k_names, word.front(), &Name::letter);
        bool isNumber = false;
        const unsigned seed = word.mid(1).toUInt(&isNumber);
        if (name == std::end(k_names) || !isNumber)
            return std::nullopt;
        story.push_back({name->kind, seed});
    }
    return story;
}

Story shrunk(Story story, const std::function<bool(const Story&)>& breaks, int mostQuestions) {
    for (size_t piece = std::max<size_t>(1, story.size() / 2); piece > 0; piece /= 2) {
        for (size_t from = 0; from < story.size() && mostQuestions > 0;) {
            Story shorter = story;
            const auto first = shorter.begin() + std::ptrdiff_t(from);
            const auto last = shorter.begin() + std::ptrdiff_t(std::min(from + piece, shorter.size()));
            shorter.erase(first, last);
            --mostQuestions;
            if (!shorter.empty() && breaks(shorter))
                story = std::move(shorter);
            else
                from += piece;
        }
    }
    return story;
}

} // namespace milepost
