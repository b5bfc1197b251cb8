// The frames of RFC 6455, server side. Pure: bytes in, events out.
//
//     while (auto event = decoder.next(bytes)) …      // `bytes` shrinks from the front
//
// Fragments are joined, masks undone (in place, in the caller's buffer), text checked as it
// arrives, and a broken rule found at the first byte that shows it. Between messages a decoder
// holds no memory but itself. Bounds: a message above `message_max` fails with 1009 as soon as a
// frame announces it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/server/utf8_checker.hpp"

namespace parley::http {

enum class Opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10,
};

struct WsEvent {
    enum class Kind { text, binary, ping, pong, close, failed };

    Kind kind;
    std::string_view data;   // Message, ping payload or close reason; good until the next call.
    std::uint16_t code = 0;  // close: the peer's, 1005 where it gave none. failed: ours to send.
};

class WsDecoder {
public:
    explicit WsDecoder(std::size_t message_max) : message_max_(message_max) {}

    // The next event, or nothing when `bytes` are used up. After `failed` or `close` it yields
    // nothing more: what follows is not to be read.
    std::optional<WsEvent> next(std::span<char>& bytes);

private:
    static constexpr std::size_t header_max = 14;
    static constexpr std::size_t control_max = 125;

    enum class Progress { need_more, ready, failed };

    Progress take_header(std::span<char>& bytes);
    Progress judge_header();
    std::span<char> take_payload(std::span<char>& bytes);
    std::optional<WsEvent> take_data(std::span<char> part);
    std::optional<WsEvent> take_control(std::span<char> part);
    WsEvent finish_message(std::string_view whole);
    WsEvent close_event(std::string_view payload);
    WsEvent fail(std::uint16_t code);
    void release_delivered();

    std::size_t message_max_;
    std::uint64_t left_ = 0;  // Payload bytes of the current frame still to come.
    std::string message_;     // The parts so far of a message that is not whole in one read.
    std::string control_;     // The same for a control frame.
    std::uint8_t header_[header_max]{};
    std::uint8_t header_size_ = 0;
    std::uint8_t mask_[4]{};
    std::uint8_t mask_at_ = 0;
    Opcode opcode_{};          // Of the current frame.
    Opcode message_opcode_{};  // Of the message whose fragments arrive; continuation: none.
    bool fin_ = false;
    bool in_payload_ = false;
    bool over_ = false;
    bool delivered_ = false;  // What message_ or control_ holds has been given out.
    std::uint16_t failure_ = 0;
    Utf8Checker utf8_;
};

// The header of an unmasked, unfragmented frame.
struct FrameHeader {
    char bytes[10];
    std::uint8_t size;
};
FrameHeader frame_header(Opcode opcode, std::size_t payload_size);

// The payload of a close frame; `reason` is cut to what fits, between code points.
std::string close_payload(std::uint16_t code, std::string_view reason);

// Whether a peer may send this code (RFC 6455, 7.4, and the registry after it).
bool is_valid_close_code(std::uint16_t code);

}  // namespace parley::http
