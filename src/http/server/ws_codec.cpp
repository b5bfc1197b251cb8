#include "http/server/ws_codec.hpp"

#include <algorithm>
#include <cstring>

#include "http/server/websocket.hpp"

namespace parley::http {
namespace {

bool is_control(Opcode opcode) { return static_cast<std::uint8_t>(opcode) >= 8; }

bool is_known(Opcode opcode) {
    const auto value = static_cast<std::uint8_t>(opcode);
    return value <= 2 || (value >= 8 && value <= 10);
}

void unmask(std::span<char> data, const std::uint8_t (&mask)[4], std::size_t at) {
    std::uint8_t turned[8];
    for (std::size_t i = 0; i < sizeof turned; ++i) turned[i] = mask[(at + i) & 3];
    std::uint64_t key = 0;
    std::memcpy(&key, turned, sizeof key);
    std::size_t i = 0;
    for (; i + sizeof key <= data.size(); i += sizeof key) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, data.data() + i, sizeof eight);
        eight ^= key;
        std::memcpy(data.data() + i, &eight, sizeof eight);
    }
    for (; i < data.size(); ++i) {
        data[i] = static_cast<char>(static_cast<std::uint8_t>(data[i]) ^ turned[i & 7]);
    }
}

std::string_view view(std::span<char> bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

std::optional<WsEvent> WsDecoder::next(std::span<char>& bytes) {
    release_delivered();
    while (!over_ && !bytes.empty()) {
        if (!in_payload_) {
            const Progress progress = take_header(bytes);
            if (progress == Progress::failed) return fail(failure_);
            if (progress == Progress::need_more) return std::nullopt;
        }
        const std::span<char> part = take_payload(bytes);
        const auto event = is_control(opcode_) ? take_control(part) : take_data(part);
        if (event) return event;
    }
    return std::nullopt;
}

void WsDecoder::release_delivered() {
    if (!delivered_) return;
    delivered_ = false;
    if (message_opcode_ == Opcode::continuation) message_ = std::string();
    control_ = std::string();
}

WsDecoder::Progress WsDecoder::take_header(std::span<char>& bytes) {
    const auto need = [this]() -> std::size_t {
        if (header_size_ < 2) return 2;
        const int length = header_[1] & 0x7f;
        return length == 126 ? 8 : length == 127 ? 14 : 6;
    };
    while (header_size_ < need()) {
        // The first two bytes alone decide most refusals, so they are judged before the rest.
        if (header_size_ == 2 && judge_header() == Progress::failed) return Progress::failed;
        const std::size_t size = std::min(need() - header_size_, bytes.size());
        if (size == 0) return Progress::need_more;
        std::memcpy(header_ + header_size_, bytes.data(), size);
        header_size_ = static_cast<std::uint8_t>(header_size_ + size);
        bytes = bytes.subspan(size);
    }
    const int short_length = header_[1] & 0x7f;
    const std::size_t length_bytes = short_length == 126 ? 2 : short_length == 127 ? 8 : 0;
    left_ = length_bytes == 0 ? static_cast<std::uint64_t>(short_length) : 0;
    for (std::size_t i = 0; i < length_bytes; ++i) left_ = left_ << 8 | header_[2 + i];
    std::memcpy(mask_, header_ + 2 + length_bytes, sizeof mask_);
    mask_at_ = 0;
    header_size_ = 0;
    const bool overlong = (length_bytes == 2 && left_ < 126) ||
                          (length_bytes == 8 && left_ < 65536) || left_ >> 63 != 0;
    const bool too_big = left_ > message_max_ || message_.size() + left_ > message_max_;
    if (overlong) {
        failure_ = close_code::protocol_error;
        return Progress::failed;
    }
    if (!is_control(opcode_) && too_big) {
        failure_ = close_code::too_big;
        return Progress::failed;
    }
    if (opcode_ == Opcode::text || opcode_ == Opcode::binary) {
        message_opcode_ = opcode_;
        utf8_.reset();
    }
    in_payload_ = true;
    return Progress::ready;
}

WsDecoder::Progress WsDecoder::judge_header() {
    fin_ = (header_[0] & 0x80) != 0;
    opcode_ = static_cast<Opcode>(header_[0] & 0x0f);
    const bool reserved_bits = (header_[0] & 0x70) != 0;
    const bool masked = (header_[1] & 0x80) != 0;
    failure_ = close_code::protocol_error;
    if (reserved_bits || !masked || !is_known(opcode_)) return Progress::failed;
    if (is_control(opcode_)) {
        const bool fits = (header_[1] & 0x7f) <= control_max;
        return fin_ && fits ? Progress::ready : Progress::failed;
    }
    const bool continues = opcode_ == Opcode::continuation;
    const bool open = message_opcode_ != Opcode::continuation;
    return continues == open ? Progress::ready : Progress::failed;
}

std::span<char> WsDecoder::take_payload(std::span<char>& bytes) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
    const std::span<char> part = bytes.first(size);
    bytes = bytes.subspan(size);
    unmask(part, mask_, mask_at_);
    mask_at_ = static_cast<std::uint8_t>((mask_at_ + size) & 3);
    left_ -= size;
    if (left_ == 0) in_payload_ = false;
    return part;
}

std::optional<WsEvent> WsDecoder::take_data(std::span<char> part) {
    const bool is_text = message_opcode_ == Opcode::text;
    if (is_text && !utf8_.feed(view(part))) return fail(close_code::bad_text);
    const bool whole = !in_payload_ && fin_;
    if (whole && message_.empty()) return finish_message(view(part));
    message_.append(part.data(), part.size());
    if (!whole) return std::nullopt;
    return finish_message(message_);
}

WsEvent WsDecoder::finish_message(std::string_view whole) {
    const bool is_text = message_opcode_ == Opcode::text;
    if (is_text && !utf8_.at_boundary()) return fail(close_code::bad_text);
    message_opcode_ = Opcode::continuation;
    delivered_ = true;
    return {is_text ? WsEvent::Kind::text : WsEvent::Kind::binary, whole};
}

std::optional<WsEvent> WsDecoder::take_control(std::span<char> part) {
    std::string_view payload = view(part);
    if (in_payload_ || !control_.empty()) {
        control_.append(payload);
        payload = control_;
    }
    if (in_payload_) return std::nullopt;
    delivered_ = true;
    if (opcode_ == Opcode::close) return close_event(payload);
    return WsEvent{opcode_ == Opcode::ping ? WsEvent::Kind::ping : WsEvent::Kind::pong, payload};
}

WsEvent WsDecoder::close_event(std::string_view payload) {
    if (payload.empty()) {
        over_ = true;
        return {WsEvent::Kind::close, {}, close_code::no_status};
    }
    if (payload.size() == 1) return fail(close_code::protocol_error);
    const auto code = static_cast<std::uint16_t>(static_cast<std::uint8_t>(payload[0]) << 8 |
                                                 static_cast<std::uint8_t>(payload[1]));
    const std::string_view reason = payload.substr(2);
    if (!is_valid_close_code(code)) return fail(close_code::protocol_error);
    Utf8Checker checker;
    if (!checker.feed(reason) || !checker.at_boundary()) return fail(close_code::bad_text);
    over_ = true;
    return {WsEvent::Kind::close, reason, code};
}

WsEvent WsDecoder::fail(std::uint16_t code) {
    over_ = true;
    message_ = std::string();
    return {WsEvent::Kind::failed, {}, code};
}

FrameHeader frame_header(Opcode opcode, std::size_t payload_size) {
    FrameHeader header{};
    header.bytes[0] = static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode));
    const std::size_t length_bytes = payload_size < 126 ? 0 : payload_size < 65536 ? 2 : 8;
    header.bytes[1] = static_cast<char>(length_bytes == 0   ? payload_size
                                        : length_bytes == 2 ? 126
                                                            : 127);
    for (std::size_t i = 0; i < length_bytes; ++i) {
        header.bytes[2 + i] = static_cast<char>(payload_size >> 8 * (length_bytes - 1 - i));
    }
    header.size = static_cast<std::uint8_t>(2 + length_bytes);
    return header;
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
    if (reason.size() > WebSocketConnection::reason_max) {
        std::size_t end = WebSocketConnection::reason_max;
        while (end > 0 && (static_cast<std::uint8_t>(reason[end]) & 0xc0) == 0x80) --end;
        reason = reason.substr(0, end);
    }
    std::string payload;
    payload.push_back(static_cast<char>(code >> 8));
    payload.push_back(static_cast<char>(code & 0xff));
    payload.append(reason);
    return payload;
}

bool is_valid_close_code(std::uint16_t code) {
    if (code >= 3000 && code <= 4999) return true;
    return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
}

}  // namespace parley::http
