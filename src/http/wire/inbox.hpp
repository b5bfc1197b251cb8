// Inboxes, the channels they belong to, and what the widget is told of them.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "codec/types.hpp"
#include "domain/inbox.hpp"

namespace parley::wire {

// The domain keeps these as words; only these three have a form field so far.
enum class PreChatField { name, email, phone };
BOOST_DESCRIBE_ENUM(PreChatField, name, email, phone)

using Domains = codec::List<std::string, parley::Inbox::domains_max>;
using PreChat = codec::List<PreChatField, 3>;

struct Inbox {
    InboxId id;
    std::string channel;
    std::string name;
    std::string public_key;
    QueueId queue_id;
    std::string greeting;
    std::string locale;
    std::string accent;
    std::vector<std::string> domains;
    std::vector<PreChatField> pre_chat;
    bool active = false;
    Instant connected_at;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Inbox, (),
                      (id, channel, name, public_key, queue_id, greeting, locale, accent, domains,
                       pre_chat, active, connected_at, created_at, version))

struct InboxBody {
    std::string name;
    std::optional<std::string> channel;
    QueueId queue_id;
    std::optional<std::string> greeting;
    std::optional<std::string> locale;
    std::optional<std::string> accent;
    std::optional<Domains> domains;
    std::optional<PreChat> pre_chat;
};
BOOST_DESCRIBE_STRUCT(InboxBody, (),
                      (name, channel, queue_id, greeting, locale, accent, domains, pre_chat))

struct InboxPatch {
    std::optional<std::string> name;
    std::optional<QueueId> queue_id;
    std::optional<std::string> greeting;
    std::optional<std::string> locale;
    std::optional<std::string> accent;
    std::optional<Domains> domains;
    std::optional<PreChat> pre_chat;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(InboxPatch, (),
                      (name, queue_id, greeting, locale, accent, domains, pre_chat, active))

struct ChannelCapabilities {
    bool text = false;
    bool image = false;
    bool file = false;
    bool typing = false;
    bool read_receipts = false;
    bool rating = false;
    bool snippet = false;
    bool voice = false;
    std::int64_t text_max = 0;
    std::int64_t file_bytes_max = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelCapabilities, (),
                      (text, image, file, typing, read_receipts, rating, snippet, voice, text_max,
                       file_bytes_max))

struct Channel {
    std::string key;
    std::map<std::string, std::string> name;  // By locale.
    ChannelCapabilities capabilities;
};
BOOST_DESCRIBE_STRUCT(Channel, (), (key, name, capabilities))

struct WidgetConfig {
    std::string company;
    std::string inbox_name;
    std::string greeting;
    std::string locale;
    std::string accent;
    std::vector<PreChatField> pre_chat;
    bool demo = false;
    bool staffed = false;
    std::string closed_text;
    bool turns_away = false;
    bool callbacks = false;  // Who waits may ask to be telephoned.
    ChannelCapabilities capabilities;
};
BOOST_DESCRIBE_STRUCT(WidgetConfig, (),
                      (company, inbox_name, greeting, locale, accent, pre_chat, demo, staffed,
                       closed_text, turns_away, callbacks, capabilities))

Inbox to_wire(const parley::Inbox& inbox);
// A stored word we no longer know is left out.
std::vector<PreChatField> to_pre_chat(const std::vector<std::string>& words);
std::vector<std::string> from_wire(const std::vector<PreChatField>& fields);

}  // namespace parley::wire
