// Messages of one conversation as a page: oldest first, the next page being the one before it.
#pragma once

#include <vector>

#include "http/wire/message.hpp"
#include "http/wire/page.hpp"

namespace parley::http {

wire::Page<wire::Message> message_page(const std::vector<MessageView>& views,
                                       const wire::Links& links);

}  // namespace parley::http
