#include "http/realtime/endpoint.hpp"

#include "http/api/caller.hpp"

namespace parley::http {

Task<Upgrade> RealtimeEndpoint::upgrade(Request& request) {
    if (request.path != realtime_path) {
        co_return Upgrade::refuse(Response::problem(404, "not_found"));
    }
    Handshake handshake;
    handshake.token = std::string(sign_in_token(request));
    handshake.own_origin = is_own_origin(request);
    co_return Upgrade::accept(std::make_shared<RealtimeSession>(deps_, std::move(handshake)));
}

}  // namespace parley::http
