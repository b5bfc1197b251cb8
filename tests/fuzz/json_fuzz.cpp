// A text as the JSON visitor takes it: walked whole, and read as bodies of requests. What is read
// is written and read again to the same.
#include <string>
#include <string_view>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "codec/json.hpp"
#include "fuzz/fuzz.hpp"
#include "http/wire/agent.hpp"
#include "http/wire/inbox.hpp"
#include "http/wire/message.hpp"
#include "http/wire/queue.hpp"
#include "http/wire/session.hpp"

namespace parley::wire {
namespace {

struct Walk final : codec::JsonVisitor {
    Result<> visit(codec::JsonView root) override {
        walk(root, 0);
        return {};
    }

    static void walk(codec::JsonView view, std::size_t depth) {
        PARLEY_ASSERT(view && depth <= codec::depth_max);
        switch (view.kind()) {
            case codec::JsonKind::array:
                for (std::size_t i = 0; i < view.size(); ++i) walk(view.at(i), depth + 1);
                return;
            case codec::JsonKind::object:
                for (std::size_t i = 0; i < view.size(); ++i) {
                    PARLEY_ASSERT(view.find(view.key_at(i)));
                    walk(view.value_at(i), depth + 1);
                }
                return;
            case codec::JsonKind::string: PARLEY_ASSERT(utf8_length(view.string())); return;
            case codec::JsonKind::integer: view.integer(); return;
            default: return;
        }
    }
};

template <class T>
void read_as(std::string_view text) {
    const auto first = codec::from_json<T>(text);
    if (!first) {
        PARLEY_ASSERT(first.error().code == Code::invalid && !first.error().reason.empty());
        return;
    }
    const std::string written = codec::to_json(*first);
    const auto again = codec::from_json<T>(written);
    PARLEY_ASSERT(again && codec::to_json(*again) == written);
}

}  // namespace
}  // namespace parley::wire

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace parley;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    wire::Walk walk;
    const bool is_json = codec::visit_json(text, walk).has_value();
    if (!is_json) PARLEY_ASSERT(!codec::from_json<wire::CloseBody>(text));
    wire::read_as<wire::AgentBody>(text);
    wire::read_as<wire::QueuePatch>(text);
    wire::read_as<wire::InboxBody>(text);
    wire::read_as<wire::MessageBody>(text);
    wire::read_as<wire::TransferBody>(text);
    wire::read_as<wire::RatingBody>(text);
    return 0;
}
