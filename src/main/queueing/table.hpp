// The table of a run, and its last line.
#pragma once

#include <string>
#include <vector>

#include "main/queueing/answer.hpp"

namespace parley::queueing {

std::string table_head();
// One line a figure; a second one says why where it is not plain.
std::string table_lines(const std::string& id, const std::vector<Answer>& answers);
std::string refusal_line(const std::string& id, const Error& error);

}  // namespace parley::queueing
