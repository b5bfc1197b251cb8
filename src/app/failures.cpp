#include "app/failures.hpp"

namespace parley::app {

bool Failures::too_many(const std::string& address, Instant now) {
    const std::scoped_lock lock(mutex_);
    const auto found = failures_.find(address);
    if (found == failures_.end()) return false;
    auto& times = found->second;
    while (!times.empty() && now - times.front() > within_) times.pop_front();
    return times.size() >= static_cast<std::size_t>(most_);
}

void Failures::count(const std::string& address, Instant now) {
    const std::scoped_lock lock(mutex_);
    auto [place, is_new] = failures_.try_emplace(address);
    place->second.push_back(now);
    if (place->second.size() > static_cast<std::size_t>(most_)) place->second.pop_front();
    if (!is_new) return;
    order_.push_back(address);
    if (order_.size() <= addresses_max) return;
    failures_.erase(order_.front());
    order_.pop_front();
}

void Failures::forget(const std::string& address) {
    const std::scoped_lock lock(mutex_);
    const auto found = failures_.find(address);
    if (found != failures_.end()) found->second.clear();
}

}  // namespace parley::app
