#include "voice/browser/stun.hpp"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

#include "voice/rtp/bytes.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t header_size = 20;
constexpr std::size_t transaction_at = 8;
constexpr std::size_t transaction_size = 12;
constexpr std::size_t attribute_header = 4;
constexpr std::size_t integrity_size = 20;
constexpr std::uint32_t magic_cookie = 0x2112a442;
constexpr std::uint32_t fingerprint_mask = 0x5354554e;

constexpr std::uint16_t request_type = 0x0001;
constexpr std::uint16_t success_type = 0x0101;

enum Attribute : std::uint16_t {
    username = 0x0006,
    message_integrity = 0x0008,
    xor_mapped_address = 0x0020,
    use_candidate = 0x0025,
    fingerprint = 0x8028,
};

constexpr std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

using Hash = std::array<std::uint8_t, integrity_size>;

// Of the message up to `end`, whose header speaks as if it ended behind the integrity.
Hash integrity_of(Bytes message, std::size_t end, std::string_view password) {
    std::vector<std::uint8_t> hashed(message.begin(), message.begin() + static_cast<long>(end));
    write_u16(hashed, 2,
              static_cast<std::uint16_t>(end + attribute_header + integrity_size - header_size));
    Hash hash{};
    unsigned size = hash.size();
    HMAC(EVP_sha1(), password.data(), static_cast<int>(password.size()), hashed.data(),
         hashed.size(), hash.data(), &size);
    return hash;
}

// CRC-32 of ISO 3309.
std::uint32_t checksum(Bytes bytes) {
    std::uint32_t crc = 0xffffffff;
    for (const std::uint8_t byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }
    return ~crc;
}

class Message {
public:
    Message(std::uint16_t type, Bytes transaction) : bytes_(header_size) {
        write_u16(bytes_, 0, type);
        write_u32(bytes_, 4, magic_cookie);
        std::ranges::copy(transaction, bytes_.begin() + transaction_at);
    }

    void add(std::uint16_t type, Bytes value) {
        const std::size_t at = bytes_.size();
        bytes_.resize(at + attribute_header + padded(value.size()));
        write_u16(bytes_, at, type);
        write_u16(bytes_, at + 2, static_cast<std::uint16_t>(value.size()));
        std::ranges::copy(value, bytes_.begin() + static_cast<long>(at + attribute_header));
        write_u16(bytes_, 2, static_cast<std::uint16_t>(bytes_.size() - header_size));
    }
    void add(std::uint16_t type, std::string_view text) {
        add(type, Bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
    }
    std::vector<std::uint8_t> sealed(std::string_view password) {
        add(message_integrity, integrity_of(bytes_, bytes_.size(), password));
        // The checksum's own place counts as there.
        write_u16(bytes_, 2,
                  static_cast<std::uint16_t>(bytes_.size() - header_size + attribute_header + 4));
        std::array<std::uint8_t, 4> check{};
        write_u32(check, 0, checksum(bytes_) ^ fingerprint_mask);
        add(fingerprint, check);
        return std::move(bytes_);
    }

private:
    std::vector<std::uint8_t> bytes_;
};

std::vector<std::uint8_t> xored(const Endpoint& from, Bytes transaction) {
    const bool is_v6 = from.data()->sa_family == AF_INET6;
    std::array<std::uint8_t, 16> mask{};
    write_u32(mask, 0, magic_cookie);
    std::ranges::copy(transaction, mask.begin() + 4);

    std::vector<std::uint8_t> value(4);
    value[1] = is_v6 ? 2 : 1;
    write_u16(value, 2, static_cast<std::uint16_t>(from.port() ^ magic_cookie >> 16));
    const auto* raw = is_v6 ? reinterpret_cast<const std::uint8_t*>(
                                  &reinterpret_cast<const sockaddr_in6*>(from.data())->sin6_addr)
                            : reinterpret_cast<const std::uint8_t*>(
                                  &reinterpret_cast<const sockaddr_in*>(from.data())->sin_addr);
    for (std::size_t at = 0; at < (is_v6 ? 16U : 4U); ++at)
        value.push_back(static_cast<std::uint8_t>(raw[at] ^ mask[at]));
    return value;
}

}  // namespace

std::optional<BindingRequest> parse_binding_request(Bytes bytes) {
    if (bytes.size() < header_size || read_u16(bytes, 0) != request_type) return std::nullopt;
    if (read_u32(bytes, 4) != magic_cookie) return std::nullopt;
    if (read_u16(bytes, 2) != bytes.size() - header_size) return std::nullopt;
    BindingRequest request;
    request.message = bytes;
    std::size_t at = header_size;
    while (bytes.size() - at >= attribute_header && request.integrity_at == 0) {
        const std::uint16_t type = read_u16(bytes, at);
        const std::size_t size = read_u16(bytes, at + 2);
        const std::size_t begin = at + attribute_header;
        if (padded(size) > bytes.size() - begin) return std::nullopt;
        if (type == username)
            request.username = {reinterpret_cast<const char*>(bytes.data() + begin), size};
        if (type == use_candidate) request.nominates = true;
        if (type == message_integrity) {
            if (size != integrity_size) return std::nullopt;
            request.integrity_at = at;
        }
        at = begin + padded(size);
    }
    if (request.username.empty() || request.integrity_at == 0) return std::nullopt;
    return request;
}

bool is_authentic(const BindingRequest& request, std::string_view password) {
    const Hash hash = integrity_of(request.message, request.integrity_at, password);
    const Bytes told =
        request.message.subspan(request.integrity_at + attribute_header, hash.size());
    return CRYPTO_memcmp(hash.data(), told.data(), hash.size()) == 0;
}

std::vector<std::uint8_t> binding_success(const BindingRequest& request, const Endpoint& from,
                                          std::string_view password) {
    const Bytes transaction = request.message.subspan(transaction_at, transaction_size);
    Message answer(success_type, transaction);
    answer.add(xor_mapped_address, xored(from, transaction));
    return answer.sealed(password);
}

std::vector<std::uint8_t> binding_request(std::span<const std::uint8_t, 12> transaction,
                                          std::string_view name, std::string_view password) {
    Message request(request_type, transaction);
    request.add(username, name);
    request.add(use_candidate, Bytes{});
    return request.sealed(password);
}

}  // namespace parley::voice
