#include <algorithm>

#include "app/settings.hpp"
#include "http/api/actions.hpp"
#include "http/api/keyset_page.hpp"
#include "http/api/once.hpp"
#include "http/wire/inbox.hpp"

namespace parley::http {
namespace {

// InboxBody and InboxPatch name their common members alike.
template <class Body>
app::InboxPatch common_of(Body& body) {
    app::InboxPatch patch;
    patch.name = std::move(body.name);
    patch.greeting = std::move(body.greeting);
    patch.locale = std::move(body.locale);
    patch.accent = std::move(body.accent);
    patch.queue = body.queue_id;
    patch.domains = std::move(body.domains);
    if (body.pre_chat) patch.pre_chat = wire::from_wire(*body.pre_chat);
    return patch;
}

bool is_known(const ApiDeps& deps, std::string_view channel) {
    return std::ranges::find(deps.channels, channel, &wire::Channel::key) != deps.channels.end();
}

}  // namespace

Task<Result<Response>> get_inboxes(Call& call) {
    CO_TRY(const auto inboxes, co_await app::list_inboxes(call.app(), call.by_staff()));
    co_return page_by_name(call, inboxes, [](const Inbox& one) { return wire::to_wire(one); });
}

Task<Result<Response>> get_inbox(Call& call) {
    CO_TRY(const InboxId id, call.id<InboxId>(0));
    CO_TRY(const Inbox inbox, co_await app::get_inbox(call.app(), call.by_staff(), id));
    co_return versioned(wire::to_wire(inbox));
}

Task<Result<Response>> post_inbox(Call& call) {
    CO_TRY(auto body, call.body<wire::InboxBody>());
    if (body.channel && !is_known(call.deps, *body.channel)) {
        co_return refuse(Code::invalid, "unknown_value", "a channel of this server", "/channel");
    }
    app::InboxPatch patch = common_of(body);
    patch.channel = std::move(body.channel);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [](const Inbox& made) { return json(wire::to_wire(made), 201); };
    CO_TRY(const Inbox inbox,
           co_await app::create_inbox(call.app(), call.by_staff(), std::move(patch),
                                      once.keeping<Inbox>(answer)));
    co_return answer(inbox);
}

Task<Result<Response>> patch_inbox(Call& call) {
    CO_TRY(const InboxId id, call.id<InboxId>(0));
    CO_TRY(auto body, call.body<wire::InboxPatch>());
    app::InboxPatch patch = common_of(body);
    patch.active = body.active;
    const auto version = [](const Inbox& stored) { return wire::to_wire(stored).version; };
    CO_TRY(const Inbox inbox,
           co_await app::update_inbox(call.app(), call.by_staff(), id, std::move(patch),
                                      expected_by<Inbox>(call.request, version)));
    co_return versioned(wire::to_wire(inbox));
}

}  // namespace parley::http
