// Signing in and out, the first-run wizard, and oneself.
#include "app/presence.hpp"
#include "app/settings.hpp"
#include "app/sign_in.hpp"
#include "http/api/actions.hpp"
#include "http/api/caller.hpp"
#include "http/api/keyset_page.hpp"
#include "http/wire/me.hpp"

namespace parley::http {
namespace {

app::Browser browser_of(const Request& request) {
    return {std::string(request.headers.get("User-Agent")), request.remote_address};
}

Task<Result<wire::Me>> me_of(app::App& app, const app::Staff& staff) {
    CO_TRY(const auto workspace, co_await app::get_workspace(app, staff));
    co_return wire::make_me(staff, workspace);
}

Task<Result<Response>> welcome(Call& call, app::SignedIn signed_in, int status) {
    CO_TRY(const wire::Me me, co_await me_of(call.app(), signed_in.staff));
    Response response = json(me, status);
    set_sign_in_cookie(response, call.request, signed_in.token);
    co_return response;
}

// Ids ascend with time; turned over, they descend.
SortKey newest_first(const SignIn& sign_in) {
    SortKey key{{}, sign_in.id.bytes()};
    for (std::uint8_t& byte : key.id) byte = static_cast<std::uint8_t>(~byte);
    return key;
}

}  // namespace

Task<Result<Response>> get_setup(Call& call) {
    wire::Setup setup;
    setup.needed = co_await app::setup_needed(call.app());
    setup.demo_logins = call.deps.demo_logins;
    setup.version = call.deps.version;
    co_return json(setup);
}

Task<Result<Response>> post_setup(Call& call) {
    CO_TRY(auto body, call.body<wire::SetupBody>());
    app::NewWorkspace company;
    company.company = std::move(body.company);
    company.locale = std::move(body.locale);
    company.time_zone = std::move(body.time_zone);
    company.name = std::move(body.name);
    company.email = std::move(body.email);
    company.password = std::move(body.password);
    app::Browser browser = browser_of(call.request);
    CO_TRY(auto signed_in,
           co_await app::set_up(call.app(), std::move(company), std::move(browser)));
    co_return co_await welcome(call, std::move(signed_in), 201);
}

Task<Result<Response>> post_sign_in(Call& call) {
    CO_TRY(auto body, call.body<wire::SignInBody>());
    app::Browser browser = browser_of(call.request);
    CO_TRY(auto signed_in, co_await app::sign_in(call.app(), std::move(body.email),
                                                 std::move(body.password), std::move(browser)));
    co_return co_await welcome(call, std::move(signed_in), 200);
}

Task<Result<Response>> post_sign_out(Call& call) {
    const SignInId id = call.by_staff().sign_in.id;
    CO_CHECKED(co_await app::revoke_sign_in(call.app(), call.by_staff(), id));
    Response response = Response::empty(204);
    clear_sign_in_cookie(response, call.request);
    co_return response;
}

Task<Result<Response>> get_me(Call& call) {
    CO_TRY(const wire::Me me, co_await me_of(call.app(), call.by_staff()));
    co_return json(me);
}

Task<Result<Response>> post_presence(Call& call) {
    CO_TRY(auto body, call.body<wire::PresenceBody>());
    std::string reason = body.reason.value_or("");
    CO_TRY(const Agent agent, co_await app::set_own_presence(call.app(), call.by_staff(),
                                                             body.presence, std::move(reason)));
    co_return json(wire::to_wire(agent));
}

Task<Result<Response>> delete_wrap_up(Call& call) {
    CO_TRY(const Agent agent, co_await app::end_own_wrap_up(call.app(), call.by_staff()));
    co_return json(wire::to_wire(agent));
}

Task<Result<Response>> get_sign_ins(Call& call) {
    CO_TRY(const auto sign_ins, co_await app::list_sign_ins(call.app(), call.by_staff()));
    const auto to_wire = [current = call.by_staff().sign_in.id](const SignIn& one) {
        return wire::to_wire(one, current);
    };
    co_return keyset_page(call, sign_ins, newest_first, to_wire);
}

Task<Result<Response>> delete_sign_in(Call& call) {
    CO_TRY(const SignInId id, call.id<SignInId>(0));
    CO_CHECKED(co_await app::revoke_sign_in(call.app(), call.by_staff(), id));
    co_return Response::empty(204);
}

}  // namespace parley::http
