// The standard catalogue, as data.
#pragma once

#include "rules/catalogue.hpp"

namespace parley::rules {

std::vector<FactEntry> standard_facts();
std::vector<HappeningEntry> standard_happenings();

}  // namespace parley::rules
