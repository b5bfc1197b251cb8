// What a contact hears while they wait, where nobody chose anything: a slow arpeggio of plucked
// notes, half a minute that begins again without a seam.
#pragma once

#include "voice/media/sound.hpp"

namespace parley::voice {

Sound melody();

}  // namespace parley::voice
