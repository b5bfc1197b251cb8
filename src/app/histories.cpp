#include "app/histories.hpp"

#include <span>

#include "base/log.hpp"
#include "base/secret.hpp"

namespace parley::app {
namespace {

std::string bytes_in(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
        const auto high = digits.find(text[at]);
        const auto low = digits.find(text[at + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return {};
        bytes += static_cast<char>(high << 4 | low);
    }
    return bytes;
}

void feed(const Floor& floor, const Turn& turn, Live& live, std::string_view happening) {
    rules::History::Attributes attributes{{"inbox", live.conversation.inbox.text()}};
    if (const Inbox* inbox = floor.inbox(live.conversation.inbox))
        attributes.emplace_back("channel", inbox->channel);
    if (live.session && live.session->queue)
        attributes.emplace_back("queue", live.session->queue.text());
    live.history->feed(happening, turn.now, attributes);
}

}  // namespace

std::shared_ptr<rules::History> history_in(std::string_view counts) {
    auto history = std::make_shared<rules::History>();
    if (counts.empty()) return history;
    auto parsed = rules::History::parse(bytes_in(counts));
    if (parsed)
        *history = std::move(*parsed);
    else
        log_error("history_not_read", {{"reason", parsed.error().reason}});
    return history;
}

void happened(const Floor& floor, Turn& turn, Live& live, std::string_view happening) {
    feed(floor, turn, live, happening);
    live.history->forget(turn.now);
    const std::string bytes = live.history->bytes();
    const std::span counts(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    turn.put(ContactHistory{live.conversation.contact, encode_hex(counts)});
}

rules::History with_visit(const rules::History& history, const Inbox& inbox, Instant now) {
    rules::History visited = history;
    visited.feed("visited", now, {{"inbox", inbox.id.text()}, {"channel", inbox.channel}});
    return visited;
}

void wrote(const Floor& floor, Turn& turn, Live& live) { feed(floor, turn, live, "message_sent"); }

}  // namespace parley::app
