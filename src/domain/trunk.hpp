// A trunk (中继) is a line to a carrier or to another telephone system; a phone number is one of
// ours that the carrier brings calls for.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/call.hpp"
#include "domain/ids.hpp"

namespace parley {

enum class SipTransport { udp, tcp, tls };
BOOST_DESCRIBE_ENUM(SipTransport, udp, tcp, tls)

enum class Srtp { off, optional, required };
BOOST_DESCRIBE_ENUM(Srtp, off, optional, required)

// Where the carrier looks for the number we call from.
enum class CallerIdHeader { from, p_asserted_identity };
BOOST_DESCRIBE_ENUM(CallerIdHeader, from, p_asserted_identity)

// refused: it answers, and does not want us (credentials, certificate).
enum class TrunkState { unknown, up, down, refused };
BOOST_DESCRIBE_ENUM(TrunkState, unknown, up, down, refused)

struct Trunk {
    static constexpr std::size_t name_max = 100;
    static constexpr std::size_t host_max = 253;
    static constexpr std::size_t user_max = 100;
    static constexpr std::size_t password_max = 200;
    static constexpr std::size_t sources_max = 50;
    static constexpr std::size_t source_max = 49;  // Of IPv6, with its bits.
    static constexpr std::size_t ca_max = 16'384;

    TrunkId id;
    std::string name;
    SipTransport transport = SipTransport::udp;
    std::string host;
    int port = 0;  // 0: by SRV, else 5060 or 5061.
    std::string user;
    std::string password;  // Sealed.
    bool registers = false;
    std::vector<std::string> sources;  // Addresses and networks (CIDR); empty: those of `host`.
    Srtp srtp = Srtp::off;
    std::vector<std::string> codecs;  // Names of VoiceCodec by preference; empty: all.
    CallerIdHeader caller_id = CallerIdHeader::from;
    std::string ca;  // PEM; empty: the system's.
    int calls_max = 100;
    bool active = true;
    Instant created_at;
};

struct PhoneNumber {
    static constexpr std::size_t number_max = 32;
    static constexpr std::size_t trunks_max = 10;
    static constexpr std::size_t prefixes_max = 50;

    PhoneNumberId id;
    std::string number;  // Unique over the installation: an INVITE finds its workspace by it.
    InboxId inbox;
    std::vector<TrunkId> trunks;        // Calls go out by the first that takes them.
    bool outbound = true;               // May be called from.
    std::vector<std::string> prefixes;  // Numbers that begin so are called from it rather than
                                        // from another of the inbox.
    bool active = true;
    Instant created_at;
};

}  // namespace parley
