// What a disk may hold after the power is cut, following the steps it was given.
//
// Whatever was synced is there. Of each write since, nothing, all, or any of its sectors may be, in
// any order: the disk promises no more.
#pragma once

#include <filesystem>
#include <map>
#include <vector>

#include "base/random.hpp"
#include "store/testing/drill_disk.hpp"

namespace parley::testing {

class PowerCut {
public:
    static constexpr std::size_t sector = 512;

    void follow(const DiskStep& step);
    // worst: nothing of what was not synced. random: any of it, torn and out of order.
    enum class Loss { worst, random };
    void write_image(const std::filesystem::path& directory, Loss loss, Rng& rng) const;

private:
    struct File {
        std::string durable;
        std::vector<DiskStep> pending;
    };
    std::map<std::string, File> files_;
};

}  // namespace parley::testing
