// A browser as we meet it, for tests and benches: it offers, finds us by ICE, agrees on keys, and
// speaks and hears SRTP. No room is made for the rest of what browsers do.
//
//     Browser browser("127.0.0.1", format);
//     …give browser.offer() to the signalling, and its answer to browser.accept()…
//     browser.tick(frame);        every 20 ms: says the frame, once it is connected
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "voice/media/audio_stream.hpp"
#include "voice/testing/dtls_client.hpp"

namespace parley::voice::testing {

class Browser {
public:
    // `address`: of its own, numeric. Throws std::runtime_error where there is no port.
    explicit Browser(const std::string& address, LegFormat format = {VoiceCodec::pcmu, 0, 126});

    // As Chromium would: of the one codec.
    std::string offer() const;
    // Throws std::runtime_error: no answer of ours.
    void accept(std::string_view answer);

    // What it heard since the last; null: nothing.
    const Frame* tick(const Frame& said);
    void close();  // Says goodbye by DTLS.

    bool is_connected() const { return srtp_ != nullptr; }
    AudioStream& stream() { return stream_; }
    const Endpoint& server() const { return server_; }
    std::uint64_t unopened() const { return unopened_; }  // Packets that were no SRTP of ours.

private:
    void take(std::span<std::uint8_t> datagram, Moment came);
    void talk(std::span<const std::uint8_t> came);
    void ask();

    std::string address_;
    LegFormat format_;
    UdpSocket socket_;
    Endpoint server_;
    std::string their_fragment_;
    std::string their_password_;
    DtlsClient dtls_;
    std::unique_ptr<SrtpSession> srtp_;
    AudioStream stream_;
    bool is_answered_ = false;  // By STUN.
    unsigned ticks_ = 0;
    std::uint64_t unopened_ = 0;
};

}  // namespace parley::voice::testing
