// Who listens on a connection, and what reaches them: the filter every live and replayed event and
// every momentary signal passes.
//
// Pure; the rules themselves are app/access.hpp's, shared with REST, search and counts.
#pragma once

#include <variant>

#include "app/access.hpp"
#include "ports/published.hpp"

namespace parley::http {

struct StaffAudience {
    app::Staff staff;
    Scope scope;
};

struct VisitorAudience {
    app::Visitor visitor;
};

using Audience = std::variant<StaffAudience, VisitorAudience>;

Audience audience_of(app::Staff staff);
Audience audience_of(app::Visitor visitor);
WorkspaceId workspace_of(const Audience& audience);

bool visible(const Audience& audience, const Event& event);
// Not to the one who types. A visitor hears of agents only, and never of other conversations.
bool hears(const Audience& audience, const Typing& typing);
// The visitor who waits.
bool hears(const Audience& audience, const QueuePosition& position);
// Agents who take part in the call, and nobody else.
bool hears(const Audience& audience, const LineQuality& quality);
bool hears(const Audience& audience, const Signal& signal);

// What an event means for the reader's own rights.
enum class RightsChange { none, changed, ended };
// Takes over the agent's new state; `changed` where the reader now sees or may do other things.
RightsChange take_over(StaffAudience& audience, const Published& published);

}  // namespace parley::http
