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

Me make_me(const app::Staff& staff, const parley::Workspace& workspace) {
    Me me{.agent = to_wire(staff.agent),
          .workspace = to_wire(workspace),
          .permissions = app::permissions_of(staff),
          .sign_in_id = staff.sign_in.id,
          .limits = {.text_max = parley::Message::text_max,
                     .file_bytes_max = parley::Attachment::size_max,
                     .attachments_max = attachments_max},
          .api_key = {}};
    if (staff.key) {
        const ApiKeyView view{*staff.key, {}};
        me.api_key = to_wire(view);
    }
    return me;
}

}  // namespace parley::wire
