// Remembers which client_msg_ids a conversation has seen, so that a retry is recognised before
// anything is written. Bounded: beyond `remembered_max` the oldest are forgotten and the store must
// be asked.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/id.hpp"

namespace parley::app {

class SentMemory {
public:
    static constexpr std::size_t remembered_max = 10'000;

    void remember(const IdBytes& sender, std::string_view client_msg_id, std::int64_t seq);
    std::optional<std::int64_t> seq_of(const IdBytes& sender, std::string_view client_msg_id) const;
    // False: an id not found here may still have been sent, long ago.
    bool is_complete() const { return complete_; }
    void mark_incomplete() { complete_ = false; }
    void mark_complete() { complete_ = order_.size() < remembered_max; }

private:
    std::unordered_map<std::string, std::int64_t> seqs_;
    std::deque<std::string> order_;
    bool complete_ = true;
};

}  // namespace parley::app
