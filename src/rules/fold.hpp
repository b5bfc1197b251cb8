// Texts as they are compared: without capitals, full-width letters and digits as ordinary ones.
//
// Simple folding of the letters of Latin, Greek and Cyrillic that have one capital each (Unicode
// CaseFolding.txt, status C, of the blocks up to U+052F), and of U+FF01 … U+FF5E. The length in
// code points stays. Bytes that are no UTF-8 stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace parley::rules {

std::string fold(std::string_view text);

}  // namespace parley::rules
