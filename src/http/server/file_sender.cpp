#include "http/server/file_sender.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <utility>

namespace parley::http {
namespace {

constexpr std::size_t piece_size = 64 * 1024;
constexpr int pieces_in_a_row_max = 16;

}  // namespace

FileSender::FileSender(const std::string& path, std::uint64_t size)
    : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), left_(size) {
    struct stat status{};
    if (file_ < 0) return;
    const bool fits = ::fstat(file_, &status) == 0 && S_ISREG(status.st_mode) &&
                      static_cast<std::uint64_t>(status.st_size) >= size;
    if (!fits) ::close(std::exchange(file_, -1));
}

FileSender::~FileSender() {
    if (file_ >= 0) ::close(file_);
}

bool FileSender::pump(Connection& connection) {
    for (int i = 0; i < pieces_in_a_row_max && left_ > 0 && connection.pending() == 0; ++i) {
        std::string piece(static_cast<std::size_t>(std::min<std::uint64_t>(left_, piece_size)),
                          '\0');
        const ssize_t size = ::read(file_, piece.data(), piece.size());
        if (size <= 0 || !connection.is_usable()) return false;
        piece.resize(static_cast<std::size_t>(size));
        left_ -= static_cast<std::uint64_t>(size);
        OutputPiece output;
        output.body = std::move(piece);
        connection.send(std::move(output));
    }
    return true;
}

}  // namespace parley::http
