#include "app/sent_memory.hpp"

namespace parley::app {
namespace {

std::string key_of(const IdBytes& sender, std::string_view client_msg_id) {
    std::string key(sender.begin(), sender.end());
    key.append(client_msg_id);
    return key;
}

}  // namespace

void SentMemory::remember(const IdBytes& sender, std::string_view client_msg_id, std::int64_t seq) {
    std::string key = key_of(sender, client_msg_id);
    if (!seqs_.emplace(key, seq).second) return;
    order_.push_back(std::move(key));
    if (order_.size() <= remembered_max) return;
    seqs_.erase(order_.front());
    order_.pop_front();
    complete_ = false;
}

std::optional<std::int64_t> SentMemory::seq_of(const IdBytes& sender,
                                               std::string_view client_msg_id) const {
    const auto found = seqs_.find(key_of(sender, client_msg_id));
    if (found == seqs_.end()) return std::nullopt;
    return found->second;
}

}  // namespace parley::app
