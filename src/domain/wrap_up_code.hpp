// A wrap-up code (小结代码) says in a word what a session was about: chosen when it is closed, and
// counted in reports. A code is never deleted, only made inactive: past sessions keep theirs.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>

#include "domain/ids.hpp"

namespace parley {

struct WrapUpCode {
    static constexpr std::size_t name_max = 60;
    static constexpr std::size_t codes_max = 200;     // Of one workspace.
    static constexpr std::size_t of_session_max = 5;  // Of one session.

    WrapUpCodeId id;
    std::string name;
    bool active = true;
    Instant created_at;
};

// Whether a queue's agents say by a code what a session was about.
//   off       they are not asked
//   optional  they may
//   required  its agent cannot close it without one
enum class WrapUpCodeUse { off, optional, required };
BOOST_DESCRIBE_ENUM(WrapUpCodeUse, off, optional, required)

}  // namespace parley
