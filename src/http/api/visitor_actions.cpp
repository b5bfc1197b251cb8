// What a visitor's page asks before and beside the realtime line.
#include "app/callbacks.hpp"
#include "app/queries.hpp"
#include "app/sessions.hpp"
#include "app/visitors.hpp"
#include "http/api/actions.hpp"
#include "http/api/message_page.hpp"
#include "http/api/once.hpp"
#include "http/api/problem.hpp"
#include "http/wire/session.hpp"

namespace parley::http {
namespace {

wire::ChannelCapabilities capabilities_of(const ApiDeps& deps, std::string_view channel) {
    for (const wire::Channel& known : deps.channels) {
        if (known.key == channel) return known.capabilities;
    }
    return {};
}

// The loader asks from the company's own page, which is another origin, and must be able to read a
// refusal too: then it shows no launcher. What is in here is shown to every visitor anyway.
Response readable_anywhere(Response response) {
    response.headers.set("Access-Control-Allow-Origin", "*");
    return response;
}

// Who becomes a visitor has nothing of their own yet but the key they made up.
Task<Result<Once>> once_by_inbox(Call& call, std::string inbox_key) {
    if (!call.request.headers.has("Idempotency-Key")) co_return Once();
    CO_TRY(const WorkspaceId workspace, co_await app::workspace_of_inbox(call.app(), inbox_key));
    std::string caller = "inbox " + inbox_key;
    co_return co_await Once::of(call, workspace, std::move(caller));
}

}  // namespace

Task<Result<Response>> get_widget(Call& call) {
    std::string key = call.path.at(0);
    const auto found = co_await app::open_widget(call.app(), std::move(key));
    if (!found) co_return readable_anywhere(problem(found.error(), call.request.id));
    const auto& view = *found;
    const Inbox& inbox = view.inbox;
    wire::WidgetConfig config;
    config.company = view.company;
    config.inbox_name = inbox.name;
    config.greeting = inbox.greeting;
    config.locale = inbox.locale;
    config.accent = inbox.accent;
    config.pre_chat = wire::to_pre_chat(inbox.pre_chat);
    config.demo = view.demo;
    config.staffed = view.staffed;
    config.closed_text = view.closed_text;
    config.turns_away = view.turns_away;
    config.callbacks = view.callbacks;
    config.capabilities = capabilities_of(call.deps, inbox.channel);
    co_return readable_anywhere(json(config));
}

Task<Result<Response>> post_visitor(Call& call) {
    CO_TRY(auto body, call.body<wire::VisitorBody>());
    app::NewVisitor visitor;
    visitor.locale = std::move(body.locale);
    visitor.name = std::move(body.name).value_or("");
    visitor.email = std::move(body.email).value_or("");
    visitor.phone = std::move(body.phone).value_or("");
    CO_TRY(const Once once, co_await once_by_inbox(call, body.inbox_key));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [](const app::VisitorCredential& made) {
        const wire::VisitorCredential credential{made.visitor_id, made.secret};
        return json(credential, 201);
    };
    CO_TRY(const auto made,
           co_await app::create_visitor(call.app(), std::move(body.inbox_key), std::move(visitor),
                                        once.keeping<app::VisitorCredential>(answer)));
    co_return answer(made);
}

Task<Result<Response>> get_visitor_messages(Call& call) {
    CO_TRY(const std::int64_t before, call.before());
    CO_TRY(const std::size_t limit, call.limit());
    const auto views = co_await app::list_messages(call.app(), call.by_visitor(), before, limit);
    co_return json(message_page(views, call.links()));
}

Task<Result<Response>> post_visitor_rating(Call& call) {
    CO_TRY(auto body, call.body<wire::RatingBody>());
    std::string comment = std::move(body.comment).value_or("");
    std::vector<std::string> tags;
    if (body.tags) tags = std::move(*body.tags);
    CO_TRY(const auto session,
           co_await app::rate_session(call.app(), call.by_visitor(), body.session_id, body.score,
                                      std::move(comment), std::move(tags)));
    co_return json(wire::to_visitor_wire(*session));
}

Task<Result<Response>> post_visitor_callback(Call& call) {
    CO_TRY(auto body, call.body<wire::CallbackBody>());
    CO_TRY(const auto session,
           co_await app::request_callback(call.app(), call.by_visitor(), std::move(body.number)));
    co_return json(wire::to_visitor_wire(*session));
}

Task<Result<Response>> post_visitor_end(Call& call) {
    CO_TRY(const auto session, co_await app::end_session(call.app(), call.by_visitor()));
    co_return json(wire::to_visitor_wire(*session));
}

}  // namespace parley::http
