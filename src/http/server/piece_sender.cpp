#include "http/server/piece_sender.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace parley::http {
namespace {

constexpr std::size_t piece_size = 64 * 1024;
constexpr int pieces_in_a_row_max = 16;

struct Descriptor {
    explicit Descriptor(int opened) : number(opened) {}
    ~Descriptor() { ::close(number); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number;
};

bool read_whole(int file, std::uint64_t at, std::span<std::uint8_t> to) {
    while (!to.empty()) {
        const ssize_t size = ::pread(file, to.data(), to.size(), static_cast<off_t>(at));
        if (size <= 0) return false;
        at += static_cast<std::uint64_t>(size);
        to = to.subspan(static_cast<std::size_t>(size));
    }
    return true;
}

}  // namespace

bool PieceSender::pump(Connection& connection) {
    for (int i = 0; i < pieces_in_a_row_max && !done() && connection.pending() == 0; ++i) {
        const auto size = std::min<std::uint64_t>(body_.size - at_, piece_size);
        std::string piece(static_cast<std::size_t>(size), '\0');
        auto* bytes = reinterpret_cast<std::uint8_t*>(piece.data());
        if (!connection.is_usable() || !body_.read(at_, {bytes, piece.size()})) return false;
        at_ += size;
        OutputPiece output;
        output.body = std::move(piece);
        connection.send(std::move(output));
    }
    return true;
}

std::optional<MadeBody> opened(const FileBody& file) {
    const int number = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) return std::nullopt;
    auto descriptor = std::make_shared<Descriptor>(number);
    struct stat status{};
    const bool fits = ::fstat(number, &status) == 0 && S_ISREG(status.st_mode) &&
                      static_cast<std::uint64_t>(status.st_size) >= file.size;
    if (!fits) return std::nullopt;
    return MadeBody{file.size, [descriptor](std::uint64_t at, std::span<std::uint8_t> to) {
                        return read_whole(descriptor->number, at, to);
                    }};
}

}  // namespace parley::http
