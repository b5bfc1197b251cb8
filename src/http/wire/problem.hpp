// The body of every refusal (RFC 9457).
#pragma once

#include <boost/describe/class.hpp>
#include <string>

namespace parley::wire {

struct Problem {
    std::string type;
    std::string title;
    int status = 0;
    std::string code;
    std::string detail;
    std::string field;
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, code, detail, field, request_id))

}  // namespace parley::wire
