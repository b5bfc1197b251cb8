// Faults of sofia-sip that are mended by defining functions of its anew: see the .cpp.
#pragma once

namespace parley::voice {

// Called by whoever starts sofia, so that they are linked.
void use_sofia_repairs();

}  // namespace parley::voice
