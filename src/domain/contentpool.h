// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"

#include <unordered_map>

namespace milepost {

/// What deliverables mean, composed and hashed once however many mailboxes they go to: their events share
/// the texts.
class ContentPool {
public:
    /// `composer` outlives it.
    explicit ContentPool(const Composer& composer) : m_composer(composer) {}

    /// Valid until the pool is destroyed.
    [[nodiscard]] const Composed& composed(const Deliverable& deliverable) {
        const auto [place, isNew] = m_composed.try_emplace(deliverable.id, Ineligible::NoDate);
        if (isNew) {
            place->second = m_composer.compose(deliverable);
            if (auto* event = std::get_if<DesiredEvent>(&place->second)) {
                event->bodyHash = bodyHash(event->content.body);
                event->contentHash = contentHash(event->content, event->bodyHash);
            }
        }
        return place->second;
    }

private:
    const Composer& m_composer;
    std::unordered_map<qint64, Composed> m_composed;
};

} // namespace milepost
