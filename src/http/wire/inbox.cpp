#include "http/wire/inbox.hpp"

#include "base/enum_names.hpp"
#include "http/wire/version.hpp"

namespace parley::wire {

Inbox to_wire(const parley::Inbox& inbox) {
    Inbox wire{.id = inbox.id,
               .channel = inbox.channel,
               .name = inbox.name,
               .public_key = inbox.public_key,
               .queue_id = inbox.queue,
               .greeting = inbox.greeting,
               .locale = inbox.locale,
               .accent = inbox.accent,
               .domains = inbox.domains,
               .pre_chat = to_pre_chat(inbox.pre_chat),
               .active = inbox.active,
               .connected_at = inbox.connected_at,
               .created_at = inbox.created_at,
               .version = {}};
    Inbox editable = wire;
    editable.connected_at = {};
    wire.version = version_of(editable);
    return wire;
}

std::vector<PreChatField> to_pre_chat(const std::vector<std::string>& words) {
    std::vector<PreChatField> fields;
    for (const std::string& word : words) {
        if (const auto field = enum_named<PreChatField>(word)) fields.push_back(*field);
    }
    return fields;
}

std::vector<std::string> from_wire(const std::vector<PreChatField>& fields) {
    std::vector<std::string> words;
    for (const PreChatField field : fields) words.emplace_back(name_of(field));
    return words;
}

}  // namespace parley::wire
