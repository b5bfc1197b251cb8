#include "http/wire/me.hpp"

#include "domain/attachment.hpp"
#include "domain/message.hpp"

namespace parley::wire {

SignIn to_wire(const parley::SignIn& sign_in, SignInId current) {
    return {.id = sign_in.id,
            .created_at = sign_in.created_at,
            .last_seen_at = sign_in.last_seen_at,
            .user_agent = sign_in.user_agent,
            .address = sign_in.address,
            .current = sign_in.id == current};
}

Me make_me(const parley::Agent& agent, const parley::Workspace& workspace, SignInId sign_in) {
    return {.agent = to_wire(agent),
            .workspace = to_wire(workspace),
            .permissions = permissions_of(agent.role),
            .sign_in_id = sign_in,
            .limits = {.text_max = parley::Message::text_max,
                       .file_bytes_max = parley::Attachment::size_max,
                       .attachments_max = attachments_max}};
}

}  // namespace parley::wire
