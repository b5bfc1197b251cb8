// Faults of sofia-sip that are mended here: see the .cpp.
#pragma once

namespace parley::voice {

void use_sofia_repairs();

}  // namespace parley::voice
