// A stretch of the event stream, as it is pulled.
#pragma once

#include <boost/describe/class.hpp>
#include <vector>

#include "http/wire/server_frame.hpp"

namespace parley::wire {

struct EventPage {
    std::vector<EventFrame> items;
    std::int64_t next = 0;
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(EventPage, (), (items, next, more))

}  // namespace parley::wire
