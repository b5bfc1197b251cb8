// Holds data_dir/lock, so that two processes never write one directory. The system lets go of it
// when the process ends, however it ends.
#pragma once

#include <filesystem>

namespace parley {

class DirectoryLock {
public:
    // Makes the directory where there is none. Throws StoreBroken when another process holds it, or
    // it cannot be made.
    explicit DirectoryLock(const std::filesystem::path& data_dir);
    ~DirectoryLock();
    DirectoryLock(const DirectoryLock&) = delete;
    DirectoryLock& operator=(const DirectoryLock&) = delete;

private:
    int file_ = -1;
};

}  // namespace parley
