#include "http/api/message_page.hpp"

namespace parley::http {

wire::Page<wire::Message> message_page(const std::vector<MessageView>& views,
                                       const wire::Links& links) {
    wire::Page<wire::Message> page;
    for (const MessageView& view : views) page.items.push_back(wire::to_wire(view, links));
    // Numbers begin at 1 and have no gaps, so the first one says whether there is more.
    if (!views.empty() && views.front().message.seq > 1) {
        page.next_cursor = std::to_string(views.front().message.seq);
    }
    return page;
}

}  // namespace parley::http
