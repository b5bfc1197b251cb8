// What the reader of facts writes, and what reports read (src/insight).
//
// A step is written whole, together with the cursor behind it, and only while the cursor is where
// the step began: two readers at once, as when a workspace changes its node, cannot count anything
// twice. Places are numbered by the workspace, from 1, in the order they are first counted at.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "insight/facts.hpp"
#include "insight/figures.hpp"
#include "insight/place.hpp"
#include "ports/repository.hpp"

namespace parley {

inline constexpr std::string_view facts_reader = "facts";  // Its cursor's name.

struct StoredPlace {
    std::int64_t number = 0;
    insight::Place place;
};

struct StoredCell {
    insight::CellKey key;
    std::string sums;  // insight::Cell
    std::string spreads;
};

// Rows replace those of the same key. A batch with a cursor elsewhere than `from` is refused:
// unavailable "commit_failed".
struct FactStep {
    bool clear = false;  // Everything goes first, and `from` is not asked after.
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::vector<insight::SessionFact> sessions;
    std::vector<insight::Stint> stints;
    std::vector<insight::Wait> waits;
    std::vector<insight::WrapUp> wrap_ups;
    std::vector<insight::AgentClock> clocks;
    std::vector<StoredPlace> places;
    std::vector<StoredCell> cells;
};

// Cells of one grain from `from` up to, not including, `to`; none of their stretches is cut.
struct CellRange {
    insight::Grain grain = insight::Grain::quarter;
    Instant from;
    Instant to;
};

struct CellQuery {
    static constexpr std::size_t places_max = 200;  // Named ones; more are sifted by who asks.

    std::vector<CellRange> ranges;
    bool of_agents = false;            // Else of everybody.
    bool spreads = false;              // Else only sums are read.
    std::vector<std::int64_t> places;  // Empty: all.
};

// Good inside the call only.
struct CellText {
    insight::Grain grain;
    Instant start;
    std::int64_t place;
    std::string_view sums;
    std::string_view spreads;
};

struct FactList {
    insight::Behind behind = insight::Behind::none;
    Instant from;
    Instant to;
    QueueId queue;  // Nil: every one, as of the next two.
    InboxId inbox;
    AgentId agent;
    int good_score = 4;
    std::string cursor;
    std::size_t limit = 50;
};

// Sessions closed with a code.
struct CodeUse {
    WrapUpCodeId code;
    std::int64_t sessions = 0;
    std::int64_t resolved = 0;
    Duration served{};  // Assigned to closed, all together.
};

// Times that agents were in one presence, for one reason, cut to a stretch of time.
struct PresenceUse {
    Presence presence = Presence::offline;
    std::string reason;
    std::int64_t times = 0;
    Duration spent{};
    Duration longest{};
};

struct ListedFact {
    insight::SessionFact session;
    Instant at;  // When it was counted.
};

// What people call the things that places are made of.
struct PlaceNames {
    std::map<AgentId, std::string> agents;
    std::map<QueueId, std::string> queues;
    std::map<InboxId, std::string> inboxes;
    std::map<InboxId, std::string> channels;
};

class FactReads {
public:
    virtual ~FactReads() = default;

    // For the reader: what is stored of these.
    virtual std::vector<insight::SessionFact> sessions(std::span<const SessionId> ids) = 0;
    virtual std::vector<insight::Stint> last_stints(std::span<const SessionId> ids) = 0;
    virtual std::vector<insight::Wait> last_waits(std::span<const SessionId> ids) = 0;
    virtual std::vector<insight::SessionFact> closed_of(ContactId contact, Instant since) = 0;
    virtual std::vector<insight::AgentClock> clocks() = 0;
    virtual std::vector<StoredPlace> places() = 0;
    virtual std::vector<StoredCell> cells(std::span<const insight::CellKey> keys) = 0;
    // From `at` on, once what changed then had settled.
    virtual Presence presence_from(AgentId agent, Instant at) = 0;

    // For reports.
    virtual PlaceNames names() = 0;
    virtual void each_cell(const CellQuery& query,
                           const std::function<void(const CellText&)>& see) = 0;
    // Newest first. A list that is counted by no fact (Behind::none) is empty.
    virtual PageOf<ListedFact> list(const FactList& query) = 0;
    virtual std::int64_t count(const FactList& query) = 0;
    // Of the range, queue, inbox and closing agent of `query`, in no order.
    virtual std::vector<CodeUse> code_uses(const FactList& query) = 0;
    // Of intervals that have ended; of everybody where the agent is nil. In no order.
    virtual std::vector<PresenceUse> presence_uses(Instant from, Instant to, AgentId agent) = 0;
    virtual std::optional<insight::SessionFact> session(SessionId id) = 0;
};

}  // namespace parley
