// A presence reason (离开原因) says what somebody is away for: a meal, a meeting, a training. Each
// workspace has its own. One is never deleted, only made inactive: days past keep what they were
// spent with.
//
// Agents, their intervals and the events keep its `word`, which never changes, so that a new name
// is the name of the days before too. A few words name what we did ourselves ("no_answer",
// "connection_lost" …): those are of no reason here, and nobody can choose them.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

using PresenceReasonId = Id<struct PresenceReasonTag>;

enum class PresenceKind { rest, meeting, training, other };
BOOST_DESCRIBE_ENUM(PresenceKind, rest, meeting, training, other)

struct PresenceReason {
    static constexpr std::size_t name_max = 60;
    static constexpr std::size_t reasons_max = 100;  // Of one workspace.
    static constexpr int minutes_most = 1'440;
    static constexpr int precedence_max = 100;

    PresenceReasonId id;
    std::string word;  // "meal", or the id's text: lower-case letters, digits, _ and -.
    std::string name;  // As it is shown, in whatever language it was written.
    PresenceKind kind = PresenceKind::rest;
    bool productive = false;  // Counts as work, though nobody is served meanwhile.
    int minutes_max = 0;      // Longer is too long, and supervisors are shown it; 0: no limit.
    int precedence = 50;      // 1 … 100: the order in which they are offered, then by name.
    bool active = true;
    Instant created_at;
};

// What a new workspace begins with, in its language; ids and times are the caller's to give.
std::vector<PresenceReason> first_presence_reasons(std::string_view locale);

// Lower-case letters, digits, _ and -; none at all is a word too.
bool is_presence_word(std::string_view word);
constexpr std::size_t presence_word_max = 40;

}  // namespace parley
