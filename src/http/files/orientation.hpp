// How a camera was held: the orientation that EXIF stores in a JPEG's head.
//
// Pure; reads whatever it is given, for the bytes come from strangers.
#pragma once

#include <string_view>

namespace parley::http {

// 1 (upright) … 8, as in TIFF 6.0: 2 to 4 mirrored or upside down, 5 to 8 lying on the side.
// 1 where the file does not say, or says nonsense.
int orientation_of(std::string_view jpeg);

inline bool swaps_sides(int orientation) { return orientation >= 5; }

}  // namespace parley::http
