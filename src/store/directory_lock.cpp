#include "store/directory_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "ports/repository.hpp"

namespace parley {

DirectoryLock::DirectoryLock(const std::filesystem::path& data_dir) {
    std::error_code error;
    std::filesystem::create_directories(data_dir, error);
    if (error) {
        throw StoreBroken(fmt::format("cannot make the data directory {}: {}", data_dir.string(),
                                      error.message()));
    }
    const auto path = data_dir / "lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file_ < 0) {
        throw StoreBroken(fmt::format("cannot open {}: {}", path.string(), std::strerror(errno)));
    }
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(file_);
        throw StoreBroken(fmt::format(
            "another process uses the data directory {}; stop it, or give this one another",
            data_dir.string()));
    }
}

DirectoryLock::~DirectoryLock() { ::close(file_); }

}  // namespace parley
