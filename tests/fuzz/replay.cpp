// fuzz_NAME FOLDER: gives the fuzzer every file of the folder, one after the other.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/fuzz.hpp"

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    int seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        ++seen;
    }
    std::printf("%d inputs\n", seen);
    return seen > 0 ? 0 : 1;
}
