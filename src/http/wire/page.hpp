// One page of a list; `next_cursor` asks for the one after it.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "codec/types.hpp"

namespace parley::wire {

template <class T>
struct Page {
    std::vector<T> items;
    codec::Nullable<std::string> next_cursor;

    BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

}  // namespace parley::wire
