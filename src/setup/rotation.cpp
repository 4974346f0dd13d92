// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/rotation.h"

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto k_firstPause = 2s;
constexpr auto k_longestPause = 15s;

Error refused(const QString& code, const QString& detail) {
    return makeError(Error::Kind::Config, Error::Stage::Config, detail, code);
}

/// For people and documents.
RotatedSecret withoutValue(RotatedSecret secret) {
    secret.secret = {};
    return secret;
}

/// The service answered, and said no.
bool isRefusal(const Error& error) {
    return error.kind == Error::Kind::Auth || error.kind == Error::Kind::Forbidden ||
           error.kind == Error::Kind::Rejected;
}

/// Somebody has to do it: asking again changes nothing.
bool isForSomebody(const Error& error) {
    return error.kind == Error::Kind::Forbidden || error.code == "rotation-unknown-key"_L1;
}

} // namespace

struct Rotation::Work {
    SecretSwitch::Standing standing;
    std::optional<RotatedSecret> next;
    RotationOutcome outcome;
};

void Rotation::tell(Step step, const QDateTime& since, bool isWaiting) const {
    if (m_parts.tell)
        m_parts.tell({step, since, isWaiting});
}

RotationOutcome Rotation::rotate(const RotationWish& wish, std::stop_token stop) {
    Work work;
    if (const auto done = run(wish, work, std::move(stop)); !done)
        work.outcome.error = done.error();
    return work.outcome;
}

Result<void> Rotation::run(const RotationWish& wish, Work& work, std::stop_token stop) {
    tell(Step::Looking, m_parts.clock.utcNow(), false);
    const auto standing = m_parts.places.look(stop);
    if (!standing)
        return std::unexpected(standing.error());
    work.standing = *standing;
    if (!work.standing.current)
        return std::unexpected(credentialMissing(m_parts.places.key()));
    if (wish.given && wish.given->secret == *work.standing.current)
        return std::unexpected(
            refused(u"rotation-same"_s, u"this is the one that is in use already; enter the new one"_s));
    if (const auto tidy = tidyUp(wish, work, stop); !tidy || work.outcome.wasCutOff)
        return tidy;
    if (const auto brought = wish.given ? take(*wish.given, work, stop) : make(wish, work, stop); !brought)
        return brought;
    if (const auto proved = prove(wish, work, stop); !proved) {
        giveUp(work, proved.error());
        return proved;
    }
    tell(Step::Switching, m_parts.clock.utcNow(), false);
    const RotatedSecret former = m_parts.service.described(*work.standing.current, stop);
    if (stop.stop_requested())
        return std::unexpected(cancelled());
    // From here on nobody is listened to: it is three writes.
    if (const auto switched = m_parts.places.switchOver(former, *work.next, {}); !switched)
        return switched;
    work.outcome.isKept = false;
    work.outcome.expiresUtc = work.next->expiresUtc;
    work.outcome.formerGoesAway = m_parts.service.mayManage();
    return {};
}

/// What a rotation that was cut off, or the one before, left in the places.
Result<void> Rotation::tidyUp(const RotationWish& wish, Work& work, std::stop_token stop) {
    SecretSwitch::Standing& standing = work.standing;
    if (standing.isFormerCurrent()) { // it was never put aside, and must not be removed anywhere
        if (const auto dropped = m_parts.places.dropFormer(stop); !dropped)
            return dropped;
        standing.former.reset();
    }
    if (standing.next && standing.former && standing.next->secret == standing.former->secret) {
        // A way back that was cut off before it put anything aside.
        if (const auto dropped = m_parts.places.dropNext(stop); !dropped)
            return dropped;
        standing.next.reset();
    }
    if (standing.isNextCurrent()) {
        work.outcome.expiresUtc = standing.next->expiresUtc;
        if (const auto dropped = m_parts.places.dropNext(stop); !dropped)
            return dropped;
        standing.next.reset();
        work.outcome.wasCutOff = !wish.given;
        work.outcome.formerGoesAway = m_parts.service.mayManage();
        if (work.outcome.wasCutOff)
            return {};
    }
    return standing.former ? retireFormer(work, std::move(stop)) : Result<void>();
}

/// No run has succeeded since the last rotation, and another one needs its place: the one in use has to prove
/// itself now.
Result<void> Rotation::retireFormer(Work& work, std::stop_token stop) {
    const auto isProved = [&](const Redacted<QString>& current) {
        return m_parts.service.prove(current, stop).has_value();
    };
    const auto retired = retire(m_parts.places, m_parts.service, isProved, stop);
    if (!retired)
        return std::unexpected(retired.error());
    if (!retired->isGone && retired->atService)
        return std::unexpected(*retired->atService);
    if (!retired->isGone) {
        const auto works = m_parts.service.prove(work.standing.former->secret, stop);
        if (works)
            return std::unexpected(
                refused(u"rotation-former-needed"_s,
                        u"the one in use does not work, and the former one does: go back to "
                        "it first"_s));
        if (!isRefusal(works.error()))
            return works;
        if (const auto dropped = m_parts.places.dropFormer(std::move(stop)); !dropped) // neither is of use
            return dropped;
    }
    if (retired->atService)
        work.outcome.leftovers.push_back(retired->former);
    work.standing.former.reset();
    return {};
}

/// What somebody entered. One that was made before, and never came into use, goes first.
Result<void> Rotation::take(const RotatedSecret& given, Work& work, std::stop_token stop) {
    const auto& before = work.standing.next;
    const bool isKnownThere =
        before && !(before->keyId.isEmpty() && before->name.isEmpty()) && before->secret != given.secret;
    if (isKnownThere && !m_parts.service.remove(*before, stop))
        work.outcome.leftovers.push_back(withoutValue(*before));
    if (const auto kept = m_parts.places.keepNext(given, std::move(stop)); !kept)
        return kept;
    work.next = given;
    work.outcome.isKept = true;
    return {};
}

/// Goes on with the one that stands there, or makes one.
Result<void> Rotation::make(const RotationWish& wish, Work& work, std::stop_token stop) {
    tell(Step::Making, m_parts.clock.utcNow(), false);
    if (work.standing.next && !work.standing.next->secret.isEmpty()) {
        work.next = work.standing.next;
        work.outcome.isKept = true;
        return m_parts.service.mayManage() && !work.next->name.isEmpty() ? publish(work, std::move(stop))
                                                                         : Result<void>();
    }
    if (work.standing.next) { // asked for under this name, and its value came to nobody
        if (const auto removed = m_parts.service.remove(*work.standing.next, stop); !removed)
            return removed;
        if (const auto dropped = m_parts.places.dropNext(stop); !dropped)
            return dropped;
    }
    if (!m_parts.service.mayManage())
        return std::unexpected(refused(u"rotation-nothing-given"_s,
                                       u"the new one has to be entered: it cannot be made from here"_s));
    const auto begun = m_parts.service.begin(wish.name);
    if (!begun)
        return std::unexpected(begun.error());
    // Before anybody is asked: what is made under this name can be found again.
    if (const auto kept = m_parts.places.keepNext(*begun, stop); !kept)
        return kept;
    work.next = *begun;
    return publish(work, std::move(stop));
}

Result<void> Rotation::publish(Work& work, std::stop_token stop) {
    const bool wasComplete = !work.next->secret.isEmpty();
    RotatedSecret published = *work.next;
    if (const auto done = m_parts.service.publish(published, stop); !done) {
        const bool mayBeThere = done.error().kind == Error::Kind::Doubtful ||
                                done.error().kind == Error::Kind::Malformed || done.error().isCancelled();
        if (mayBeThere) // its name stays: the next rotation looks for it once more
            (void)m_parts.service.remove(*work.next, {});
        else if (!wasComplete)
            (void)m_parts.places.dropNext({});
        return done;
    }
    if (const auto kept = m_parts.places.keepNext(published, {}); !kept) {
        if (!wasComplete && !m_parts.service.remove(published, {}))
            work.outcome.leftovers.push_back(withoutValue(published));
        return kept;
    }
    work.next = published;
    work.outcome.isKept = true;
    return {};
}

Result<void> Rotation::prove(const RotationWish& wish, Work& work, std::stop_token stop) {
    const QDateTime since = m_parts.clock.utcNow();
    tell(Step::Proving, since, false);
    std::chrono::seconds pause = k_firstPause;
    while (true) {
        if (stop.stop_requested())
            return std::unexpected(cancelled());
        const auto proved = m_parts.service.prove(work.next->secret, stop);
        const bool isLate = m_parts.clock.utcNow() >= since.addSecs(wish.patience.count());
        if (proved || isLate || !m_parts.service.spreads() || !m_parts.service.isUnknown(proved.error()))
            return proved;
        tell(Step::Proving, since, true);
        if (const auto slept = m_parts.clock.sleep(pause, stop); !slept)
            return slept;
        pause = std::min<std::chrono::seconds>(pause * 2, k_longestPause);
    }
}

/// A text that the service does not know is of no use. A key pair stays: its public part may be uploaded yet.
/// What failed for another reason is tried again by the next rotation.
void Rotation::giveUp(Work& work, const Error& why) {
    const bool isKeyPair = m_parts.places.key().purpose == SecretPurpose::EntraCertificate;
    if (!m_parts.service.isUnknown(why) || isKeyPair)
        return;
    const bool isKnownThere = !(work.next->keyId.isEmpty() && work.next->name.isEmpty());
    if (isKnownThere && !m_parts.service.remove(*work.next, {}))
        work.outcome.leftovers.push_back(withoutValue(*work.next));
    work.outcome.isKept = !m_parts.places.dropNext({});
}

Result<void> Rotation::goBack(std::stop_token stop) {
    const auto standing = m_parts.places.look(stop);
    if (!standing)
        return std::unexpected(standing.error());
    if (standing->isNextCurrent()) // it was cut off after its switch
        return m_parts.places.dropNext(std::move(stop));
    // Cut off before its switch, the one to go back to stands as the next one.
    const auto& back = standing->isFormerCurrent() ? standing->next : standing->former;
    if (!back || !standing->current)
        return std::unexpected(refused(u"rotation-no-former"_s, u"no former one is kept"_s));
    if (const auto proved = m_parts.service.prove(back->secret, stop); !proved)
        return proved;
    const RotatedSecret left = m_parts.service.described(*standing->current, stop);
    if (standing->next && standing->next->secret != back->secret)
        (void)m_parts.service.remove(*standing->next, stop); // it never came into use
    if (stop.stop_requested())
        return std::unexpected(cancelled());
    // As with every switch, what is to come stands beside before anything is put aside.
    if (const auto kept = m_parts.places.keepNext(*back, {}); !kept)
        return kept;
    return m_parts.places.switchOver(left, *back, {});
}

Result<Retirement> retire(SecretSwitch& places, RotatedService& service,
                          const std::function<bool(const Redacted<QString>&)>& isProved,
                          std::stop_token stop) {
    const auto standing = places.look(stop);
    if (!standing)
        return std::unexpected(standing.error());
    Retirement retirement;
    retirement.hadFormer = standing->former && standing->current && !standing->isFormerCurrent();
    if (!retirement.hadFormer)
        return retirement;
    retirement.former = withoutValue(*standing->former);
    if (!isProved(*standing->current))
        return retirement;
    if (const auto removed = service.remove(*standing->former, stop); !removed)
        retirement.atService = removed.error();
    if (retirement.atService && !isForSomebody(*retirement.atService))
        return retirement;
    if (const auto dropped = places.dropFormer(std::move(stop)); !dropped)
        return std::unexpected(dropped.error());
    retirement.isGone = true;
    return retirement;
}

} // namespace milepost
