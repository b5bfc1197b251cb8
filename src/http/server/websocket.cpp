#include "http/server/websocket.hpp"

#include <utility>

namespace parley::http {

Upgrade Upgrade::accept(std::shared_ptr<WebSocketSession> session) {
    Upgrade upgrade;
    upgrade.session = std::move(session);
    return upgrade;
}

Upgrade Upgrade::refuse(Response response) {
    Upgrade upgrade;
    upgrade.refusal = std::move(response);
    return upgrade;
}

}  // namespace parley::http
