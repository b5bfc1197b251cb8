// Remarks for readers of the TypeScript contract, by "Type" or "Type.member".
#pragma once

#include <string_view>

namespace parley::wire {

// Empty where there is none.
std::string_view typescript_doc(std::string_view name);
// Asserted at the end of generation: a remark for a member that is gone is a mistake.
std::size_t typescript_doc_count();

}  // namespace parley::wire
