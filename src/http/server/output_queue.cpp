#include "http/server/output_queue.hpp"

#include <utility>

#include "base/assert.hpp"

namespace parley::http {
namespace {

constexpr std::size_t kept_capacity_max = 4;

// Adds what lies behind the first `skip` bytes of `data`, and takes its size off `skip`.
void describe(std::string_view data, std::size_t& skip, std::span<iovec> into, std::size_t& used) {
    if (skip >= data.size()) {
        skip -= data.size();
        return;
    }
    data.remove_prefix(std::exchange(skip, 0));
    into[used++] = {const_cast<char*>(data.data()), data.size()};  // Writers of iovec only read.
}

}  // namespace

std::string_view OutputPiece::text() const {
    if (const auto* shared = std::get_if<SharedBody>(&body)) return **shared;
    return std::get<std::string>(body);
}

void OutputQueue::push(OutputPiece piece) {
    bytes_ += piece.size();
    pieces_.push_back(std::move(piece));
}

std::size_t OutputQueue::gather(std::span<iovec> into) const {
    std::size_t used = 0;
    std::size_t skip = offset_;
    for (std::size_t i = first_; i < pieces_.size() && used + 2 <= into.size(); ++i) {
        const FrameHeader& header = pieces_[i].header;
        describe({header.bytes, header.size}, skip, into, used);
        describe(pieces_[i].text(), skip, into, used);
    }
    return used;
}

void OutputQueue::consume(std::size_t size) {
    PARLEY_ASSERT(size <= bytes_);
    bytes_ -= size;
    offset_ += size;
    while (first_ < pieces_.size() && offset_ >= pieces_[first_].size()) {
        offset_ -= pieces_[first_].size();
        pieces_[first_++].body = std::string();
    }
    if (!empty()) {
        if (first_ < pieces_.size() / 2 || first_ < gathered_max) return;
        pieces_.erase(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(first_));
        first_ = 0;
        return;
    }
    first_ = 0;
    if (pieces_.capacity() > kept_capacity_max) {
        pieces_ = std::vector<OutputPiece>();
    } else {
        pieces_.clear();
    }
}

}  // namespace parley::http
