// One committed event as frames. The costly part is written once for staff and once for visitors;
// only `prev`, which differs by reader, is written anew, and readers with the same one share a
// frame.
//
// Thread: one. The event must outlive the encoder.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "http/realtime/audience.hpp"
#include "http/wire/message.hpp"

namespace parley::http {

using SharedText = std::shared_ptr<const std::string>;

class EventEncoder {
public:
    EventEncoder(const Published& published, wire::Links links)
        : published_(published), links_(links) {}

    const Published& published() const { return published_; }
    // REQUIRES: visible to the audience.
    SharedText frame(const Audience& audience, std::int64_t prev);

private:
    struct Side {
        std::string body;
        std::int64_t prev = -1;
        SharedText frame;
    };

    const Published& published_;
    wire::Links links_;
    Side staff_;
    Side visitor_;
};

}  // namespace parley::http
