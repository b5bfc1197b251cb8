// What a fuzzer is: one function over bytes nobody chose, which must neither crash, nor hang, nor
// break what it asserts.
//
// The preset `fuzz` links libFuzzer, which makes the bytes up; every other build links replay.cpp,
// which gives it the files of tests/corpus/fuzz, so that what was found once stays found.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);
