#include "outbound/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "outbound/address_guard.hpp"

namespace parley::outbound {
namespace {

constexpr std::size_t host_max = 253;
constexpr std::size_t label_max = 63;

using Refused = std::unexpected<SendFailure>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Printable ASCII that may stand in a URL as it is sent.
bool is_clean(std::string_view url) {
    return std::ranges::all_of(url, [](char c) {
        return c > ' ' && c < '\x7f' && c != '\\' && c != '"' && c != '<' && c != '>' && c != '#' &&
               c != '^' && c != '`' && c != '{' && c != '|' && c != '}';
    });
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= label_max && label.front() != '-' &&
           label.back() != '-' && std::ranges::all_of(label, [](char c) {
               return is_digit(c) || is_letter(c) || c == '-' || c == '_';
           });
}

bool is_name(std::string_view host) {
    if (host.empty() || host.size() > host_max) return false;
    while (true) {
        const std::size_t dot = host.find('.');
        if (!is_label(host.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        host.remove_prefix(dot + 1);
    }
}

// "0x7f.1", "2130706433", "127.1": what some resolvers take for an address.
bool looks_like_address(std::string_view host) {
    const std::string_view last = host.substr(host.rfind('.') + 1);  // npos + 1: the whole.
    if (std::ranges::all_of(last, is_digit)) return true;
    return last.starts_with("0x") || last.starts_with("0X");
}

// A leading zero would be octal to some.
bool is_plain_dotted(std::string_view host) {
    int labels = 0;
    while (true) {
        const std::string_view label = host.substr(0, host.find('.'));
        if (label.size() > 1 && label.front() == '0') return false;
        ++labels;
        if (label.size() == host.size()) return labels == 4;
        host.remove_prefix(label.size() + 1);
    }
}

std::optional<std::uint16_t> port_in(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
    return port;
}

bool take_scheme(std::string_view& url, Target& target, const Policy& policy) {
    constexpr std::string_view secure = "https://";
    constexpr std::string_view plain = "http://";
    target.is_tls = url.starts_with(secure);
    if (!target.is_tls && !(policy.allow_private && url.starts_with(plain))) return false;
    url.remove_prefix(target.is_tls ? secure.size() : plain.size());
    target.port = target.is_tls ? 443 : 80;
    return true;
}

bool take_bracketed(std::string_view& authority, Target& target) {
    const std::size_t close = authority.find(']');
    if (close == std::string_view::npos) return false;
    const std::string_view text = authority.substr(1, close - 1);
    if (text.find('%') != std::string_view::npos) return false;  // Zones are of this machine.
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address_v6(text, error);
    if (error) return false;
    target.address = address;
    target.host = address.to_string();
    authority.remove_prefix(close + 1);
    return authority.empty() || authority.front() == ':';
}

bool take_host(std::string_view& authority, Target& target) {
    if (authority.starts_with('[')) return take_bracketed(authority, target);
    const std::string_view host = authority.substr(0, authority.find(':'));
    authority.remove_prefix(host.size());
    if (!is_name(host)) return false;
    if (looks_like_address(host)) {
        boost::system::error_code error;
        target.address = boost::asio::ip::make_address_v4(host, error);
        if (error || !is_plain_dotted(host)) return false;
    }
    target.host = host;
    std::ranges::transform(target.host, target.host.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return true;
}

}  // namespace

std::string Target::authority() const {
    const bool is_v6 = address && address->is_v6();
    const std::string name = is_v6 ? fmt::format("[{}]", host) : host;
    return port == (is_tls ? 443 : 80) ? name : fmt::format("{}:{}", name, port);
}

std::expected<Target, SendFailure> parse_target(std::string_view url, const Policy& policy) {
    Target target;
    if (url.size() > Webhook::url_max || !is_clean(url) || !take_scheme(url, target, policy))
        return Refused(SendFailure::url_refused);

    std::string_view authority = url.substr(0, url.find_first_of("/?"));
    url.remove_prefix(authority.size());
    if (!take_host(authority, target)) return Refused(SendFailure::url_refused);
    if (!authority.empty()) {
        const auto port = port_in(authority.substr(1));
        if (!port) return Refused(SendFailure::url_refused);
        target.port = *port;
    }
    const auto& ports = policy.ports;
    if (!ports.empty() && std::ranges::find(ports, target.port) == ports.end())
        return Refused(SendFailure::url_refused);
    if (target.address && !policy.allow_private && !is_public(*target.address))
        return Refused(SendFailure::address_refused);
    target.path = url.starts_with('/') ? std::string(url) : "/" + std::string(url);
    return target;
}

}  // namespace parley::outbound
