#include "app/answer_memory.hpp"

namespace parley::app {
namespace {

std::string key_of(std::string_view caller, std::string_view request_key) {
    std::string key(caller);
    key += '\n';
    key += request_key;
    return key;
}

}  // namespace

bool AnswerMemory::was_decided(std::string_view caller, std::string_view request_key,
                               Instant now) const {
    const auto found = recent_.find(key_of(caller, request_key));
    return found != recent_.end() && now - found->second <= KeptAnswer::lasts;
}

void AnswerMemory::remember(const KeptAnswer& answer) {
    expect_kept(answer.created_at);
    std::string key = key_of(answer.caller, answer.request_key);
    if (!recent_.insert_or_assign(key, answer.created_at).second) return;
    order_.push_back(std::move(key));
    if (order_.size() <= recent_max) return;
    recent_.erase(order_.front());
    order_.pop_front();
}

void AnswerMemory::expect_kept(Instant now) {
    last_kept_at_ = now;
    if (!sweep_at_) sweep_at_ = now + sweep_every;
}

void AnswerMemory::swept(Instant now) {
    sweep_at_.reset();
    if (last_kept_at_ + KeptAnswer::lasts >= now) sweep_at_ = now + sweep_every;
}

}  // namespace parley::app
