// Whether a message is a courtesy only, as "谢谢" or "ok": such a one waits for no answer, so it
// begins no round.
#pragma once

#include <string_view>

namespace parley::insight {

// Case, spaces and punctuation at the ends do not matter.
bool is_courtesy(std::string_view text);

}  // namespace parley::insight
