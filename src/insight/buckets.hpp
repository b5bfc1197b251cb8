// Buckets for durations, each 2 % wide, so that whatever is read from one is within 1 %.
//
// Source: C. Masson, J. Rim, H. Lee, "DDSketch", VLDB 2019, section 2: with relative error a,
// bucket i holds (g^(i-1), g^i] for g = (1 + a) / (1 - a), and answers 2 g^i / (g + 1). Bounds:  0
// ms has bucket 0; what is longer than 30 days is counted in the last bucket.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parley::insight {

inline constexpr std::size_t buckets_count = 1'086;  // 0, 1 ms, and 1,084 up to 30 days.

std::size_t bucket_of(std::int64_t ms);
double middle_of(std::size_t bucket);  // Milliseconds.

}  // namespace parley::insight
