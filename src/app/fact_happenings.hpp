// Events with what the fold of facts needs to know of them beside: read from rows that say the same
// whenever they are read (insight/fold.hpp).
#pragma once

#include <vector>

#include "insight/fold.hpp"
#include "ports/repository.hpp"

namespace parley::app {

// Has the fold any use for it?
bool makes_facts(const Event& event);
std::vector<insight::Happening> happenings_of(Repository& repository, std::vector<Event> events);

}  // namespace parley::app
