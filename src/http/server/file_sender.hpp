// Sends a file from disk, a piece at a time, as the connection takes it.
#pragma once

#include <cstdint>
#include <string>

#include "http/server/connection.hpp"

namespace parley::http {

class FileSender {
public:
    // Opens; is_open() says whether that worked and the file holds `size` bytes.
    FileSender(const std::string& path, std::uint64_t size);
    ~FileSender();
    FileSender(const FileSender&) = delete;
    FileSender& operator=(const FileSender&) = delete;

    bool is_open() const { return file_ >= 0; }
    bool done() const { return left_ == 0; }
    // Queues pieces until the connection has something pending or a turn's worth is sent. False
    // when the file cannot be read: the answer is then broken.
    bool pump(Connection& connection);

private:
    int file_ = -1;
    std::uint64_t left_;
};

}  // namespace parley::http
