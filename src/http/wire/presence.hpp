// What somebody may be away for, and what time was spent with it.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/presence_report.hpp"
#include "domain/presence_reason.hpp"

namespace parley::wire {

struct PresenceReason {
    PresenceReasonId id;
    std::string word;
    std::string name;
    PresenceKind kind{};
    bool productive = false;
    int minutes_max = 0;
    int precedence = 0;
    bool active = false;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(PresenceReason, (),
                      (id, word, name, kind, productive, minutes_max, precedence, active,
                       created_at, version))

struct PresenceReasonBody {
    std::string name;
    std::optional<PresenceKind> kind;
    std::optional<bool> productive;
    std::optional<int> minutes_max;
    std::optional<int> precedence;
};
BOOST_DESCRIBE_STRUCT(PresenceReasonBody, (), (name, kind, productive, minutes_max, precedence))

struct PresenceReasonPatch {
    std::optional<std::string> name;
    std::optional<PresenceKind> kind;
    std::optional<bool> productive;
    std::optional<int> minutes_max;
    std::optional<int> precedence;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(PresenceReasonPatch, (),
                      (name, kind, productive, minutes_max, precedence, active))

struct PresenceUse {
    std::string reason;  // The word; empty: none was given.
    std::string name;    // Empty: a word of ours, or none.
    PresenceKind kind{};
    bool productive = false;
    std::int64_t times = 0;
    std::int64_t spent_ms = 0;
    std::int64_t longest_ms = 0;
};
BOOST_DESCRIBE_STRUCT(PresenceUse, (),
                      (reason, name, kind, productive, times, spent_ms, longest_ms))

struct PresenceReport {
    Instant from;
    Instant to;
    std::int64_t ready_ms = 0;
    std::vector<PresenceUse> rows;
};
BOOST_DESCRIBE_STRUCT(PresenceReport, (), (from, to, ready_ms, rows))

PresenceReason to_wire(const parley::PresenceReason& reason);
PresenceReport to_wire(const app::PresenceReport& report);

}  // namespace parley::wire
