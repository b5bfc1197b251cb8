#include "rules/history.hpp"

#include <algorithm>
#include <tuple>

#include "base/assert.hpp"
#include "rules/catalogue.hpp"
#include "rules/facts.hpp"
#include "rules/fold.hpp"

namespace parley::rules {
namespace {

using Key = std::tuple<std::string_view, std::string_view, std::string_view>;

}  // namespace

Instant Window::since(Instant now) const {
    return zone ? zone->day_at(now).begin : now - within + Duration{1};
}

Instant Window::expiry(Instant at) const { return zone ? zone->day_at(at).end : at + within; }

void SlidingCounter::feed(Instant at) {
    if (instants_.size() == kept_max) {
        if (at <= instants_.front()) return;
        instants_.erase(instants_.begin());
    }
    instants_.insert(std::ranges::upper_bound(instants_, at), at);
}

void SlidingCounter::merge(const SlidingCounter& other) {
    std::vector<Instant> both(instants_.size() + other.instants_.size());
    std::ranges::merge(instants_, other.instants_, both.begin());
    if (both.size() > kept_max)
        both.erase(both.begin(), both.end() - static_cast<std::ptrdiff_t>(kept_max));
    instants_ = std::move(both);
}

void SlidingCounter::forget(Instant before) {
    instants_.erase(instants_.begin(), std::ranges::lower_bound(instants_, before));
}

std::int64_t SlidingCounter::count(const Window& window, Instant now) const {
    if (instants_.empty()) return 0;
    return instants_.end() - std::ranges::lower_bound(instants_, window.since(now));
}

Instant SlidingCounter::next_change(const Window& window, Instant now) const {
    const std::int64_t counted = count(window, now);
    return counted == 0 ? Instant::max() : falls_to(counted - 1, window);
}

Instant SlidingCounter::falls_to(std::int64_t count, const Window& window) const {
    PARLEY_ASSERT(count >= 0 && count < std::ssize(instants_));
    return window.expiry(instants_[instants_.size() - 1 - static_cast<std::size_t>(count)]);
}

void History::feed(std::string_view happening, Instant at, const Attributes& attributes) {
    const HappeningEntry* entry = happening_named(happening);
    PARLEY_ASSERT(entry != nullptr && at >= Instant{});
    counter_for(happening, {}, {}).feed(at);
    for (const auto& [attribute, value] : attributes) {
        if (std::ranges::find(entry->attributes, attribute) == entry->attributes.end()) continue;
        if (value.empty() || value.size() > fact_text_max) continue;
        counter_for(happening, attribute, fold(value)).feed(at);
        bound_values(happening, attribute);
    }
}

void History::merge(const History& other) {
    for (const Entry& entry : other.entries_) {
        counter_for(entry.happening, entry.attribute, entry.value).merge(entry.counter);
        bound_values(entry.happening, entry.attribute);
    }
}

void History::forget(Instant now) {
    for (Entry& entry : entries_) entry.counter.forget(now - window_max);
    std::erase_if(entries_, [](const Entry& entry) { return entry.counter.instants().empty(); });
}

const SlidingCounter* History::counter(std::string_view happening, std::string_view attribute,
                                       std::string_view value) const {
    const auto key = [](const Entry& e) { return Key{e.happening, e.attribute, e.value}; };
    const Key wanted{happening, attribute, value};
    const auto found = std::ranges::lower_bound(entries_, wanted, {}, key);
    return found != entries_.end() && key(*found) == wanted ? &found->counter : nullptr;
}

SlidingCounter& History::counter_for(std::string_view happening, std::string_view attribute,
                                     std::string value) {
    const auto key = [](const Entry& e) { return Key{e.happening, e.attribute, e.value}; };
    const Key wanted{happening, attribute, value};
    auto found = std::ranges::lower_bound(entries_, wanted, {}, key);
    if (found == entries_.end() || key(*found) != wanted)
        found = entries_.insert(
            found, {std::string(happening), std::string(attribute), std::move(value), {}});
    return found->counter;
}

void History::bound_values(std::string_view happening, std::string_view attribute) {
    if (attribute.empty()) return;
    std::size_t values = 0;
    auto quietest = entries_.end();
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (entry->happening != happening || entry->attribute != attribute) continue;
        ++values;
        if (quietest == entries_.end() ||
            entry->counter.instants().back() < quietest->counter.instants().back())
            quietest = entry;
    }
    if (values > values_max) entries_.erase(quietest);
}

}  // namespace parley::rules
