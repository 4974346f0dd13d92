// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/envproposal.h"

#include "domain/profileschema.h"
#include "presentation/facttexts.h"
#include "presentation/setupsteps.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::EnvProposal)
};

QString wordsFor(const Profile& profile, const QString& key) {
    return settingWords(key, valueText(profile, key));
}

} // namespace

std::vector<ProposedValue> proposedValues(const EnvProposal& proposal, const std::optional<Profile>& now,
                                          bool hasSecret) {
    std::vector<ProposedValue> values;
    for (const QString& key : proposal.taken)
        values.push_back({envVariable(key), settingLabel(key), now ? wordsFor(*now, key) : QString(),
                          wordsFor(proposal.draft.profile, key)});
    const QString masked(8, u'•');
    for (const auto& [purpose, secret] : proposal.draft.secrets)
        values.push_back(
            {envVariable({}), settingLabel(toString(purpose)), hasSecret ? masked : QString(), masked, true});
    return values;
}

QString leftOutText(const EnvProposal& proposal) {
    QStringList lines;
    for (const EnvNote& note : proposal.notes)
        lines << noteText(note);
    if (!proposal.unknown.isEmpty())
        lines << Texts::tr("Not used here: %1").arg(proposal.unknown.join(u", "_s));
    return lines.join(u'\n');
}

} // namespace milepost
