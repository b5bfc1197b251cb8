// What lines may look like. Declared in lines.hpp.
#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "app/calls/lines.hpp"
#include "app/contact_fields.hpp"
#include "app/field_checks.hpp"
#include "base/enum_names.hpp"
#include "domain/telephone_number.hpp"

namespace parley::app {
namespace {

constexpr int port_max = 65'535;
constexpr int share_max = 100;

template <class T>
void take(T& into, const std::optional<T>& given) {
    if (given) into = *given;
}

// What goes into a line of SIP must not begin another.
Result<> check_line(std::string_view text, std::size_t most, std::string_view field) {
    CHECKED(check_text(text, most, field));
    if (text.find_first_of("\r\n\t") == std::string_view::npos) return {};
    return refuse(Code::invalid, "control_character", {}, field);
}

bool is_address_v6(const std::string& text) {
    in6_addr bytes{};
    return ::inet_pton(AF_INET6, text.c_str(), &bytes) == 1;
}

// A name may not hold a colon: a port stands elsewhere, and "sip:" nowhere.
Result<> check_host(const std::string& host) {
    CHECKED(check_filled(host, "/host"));
    const bool is_name =
        host.size() <= Trunk::host_max && host.find_first_not_of(
                                              "abcdefghijklmnopqrstuvwxyz0123456789-._"
                                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
    if (is_name || is_address_v6(host)) return {};
    return refuse(Code::invalid, "bad_host", "a name or an address", "/host");
}

// "10.0.0.1", "10.0.0.0/8", "2001:db8::/32".
bool is_network(const std::string& text) {
    if (text.size() > Trunk::source_max) return false;
    const auto slash = text.find('/');
    const std::string address = text.substr(0, slash);
    in6_addr bytes{};
    const bool is_v4 = ::inet_pton(AF_INET, address.c_str(), &bytes) == 1;
    if (!is_v4 && ::inet_pton(AF_INET6, address.c_str(), &bytes) != 1) return false;
    if (slash == std::string::npos) return true;
    int bits = -1;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + slash + 1, end, bits);
    return error == std::errc{} && rest == end && bits >= 0 && bits <= (is_v4 ? 32 : 128);
}

Result<> check_prefixes(const std::vector<std::string>& prefixes, std::size_t most,
                        std::string_view field) {
    if (prefixes.size() > most) return refuse(Code::invalid, "out_of_range", {}, field);
    for (const std::string& prefix : prefixes) {
        const bool is_one = prefix.starts_with('+') && prefix.size() <= number_prefix_max &&
                            prefix.find_first_not_of("0123456789", 1) == std::string::npos;
        if (!is_one) return refuse(Code::invalid, "bad_prefix", "a plus sign and digits", field);
    }
    return {};
}

Result<> check_certificate(std::string_view pem) {
    if (pem.empty()) return {};
    CHECKED(check_text(pem, Trunk::ca_max, "/ca"));
    const bool is_one =
        pem.contains("-----BEGIN CERTIFICATE-----") && pem.contains("-----END CERTIFICATE-----");
    if (is_one) return {};
    return refuse(Code::invalid, "bad_certificate", "PEM", "/ca");
}

}  // namespace

Result<Trunk> patched(Trunk trunk, const TrunkPatch& patch) {
    take(trunk.name, patch.name);
    take(trunk.host, patch.host);
    take(trunk.user, patch.user);
    take(trunk.ca, patch.ca);
    take(trunk.transport, patch.transport);
    take(trunk.srtp, patch.srtp);
    take(trunk.caller_id, patch.caller_id);
    take(trunk.sources, patch.sources);
    take(trunk.port, patch.port);
    take(trunk.calls_max, patch.calls_max);
    take(trunk.registers, patch.registers);
    take(trunk.active, patch.active);
    if (patch.codecs) {
        trunk.codecs.clear();
        for (const VoiceCodec codec : *patch.codecs) trunk.codecs.emplace_back(name_of(codec));
    }
    CHECKED(check_filled(trunk.name, "/name"));
    CHECKED(check_name(trunk.name, "/name"));
    CHECKED(check_host(trunk.host));
    CHECKED(check_line(trunk.user, Trunk::user_max, "/user"));
    if (patch.password) CHECKED(check_line(*patch.password, Trunk::password_max, "/password"));
    if (trunk.registers) CHECKED(check_filled(trunk.user, "/user"));
    CHECKED(check_range(trunk.port, 0, port_max, "/port"));
    CHECKED(check_range(trunk.calls_max, 1, trunk_calls_max, "/calls_max"));
    CHECKED(check_certificate(trunk.ca));
    if (trunk.sources.size() > Trunk::sources_max)
        return refuse(Code::invalid, "out_of_range", {}, "/sources");
    if (!std::ranges::all_of(trunk.sources, is_network))
        return refuse(Code::invalid, "bad_address", "an address or a network", "/sources");
    return trunk;
}

Result<Phone> patched(const Floor& floor, Phone phone, const PhonePatch& patch) {
    take(phone.name, patch.name);
    take(phone.agent, patch.agent);
    take(phone.rings, patch.rings);
    take(phone.active, patch.active);
    CHECKED(check_filled(phone.name, "/name"));
    CHECKED(check_name(phone.name, "/name"));
    if (phone.agent.is_nil()) return refuse(Code::invalid, "missing_field", {}, "/agent_id");
    if (floor.agent(phone.agent) == nullptr)
        return refuse(Code::not_found, "agent_not_found", {}, "/agent_id");
    return phone;
}

Result<PhoneNumber> patched(const App& app, const Floor& floor, PhoneNumber number,
                            const PhoneNumberPatch& patch) {
    take(number.inbox, patch.inbox);
    take(number.trunks, patch.trunks);
    take(number.prefixes, patch.prefixes);
    take(number.outbound, patch.outbound);
    take(number.active, patch.active);
    const Inbox* inbox = floor.inbox(number.inbox);
    if (inbox == nullptr) return refuse(Code::not_found, "inbox_not_found", {}, "/inbox_id");
    if (!app.capabilities(inbox->channel).voice)
        return refuse(Code::conflict, "inbox_not_phone", {}, "/inbox_id");
    if (number.trunks.size() > PhoneNumber::trunks_max)
        return refuse(Code::invalid, "out_of_range", {}, "/trunk_ids");
    for (const TrunkId trunk : number.trunks) {
        if (!floor.trunks.contains(trunk))
            return refuse(Code::not_found, "trunk_not_found", {}, "/trunk_ids");
    }
    CHECKED(check_prefixes(number.prefixes, PhoneNumber::prefixes_max, "/prefixes"));
    return number;
}

Result<VoiceSettings> patched(VoiceSettings settings, const VoiceSettingsPatch& patch) {
    take(settings.recording, patch.recording);
    take(settings.retention_days, patch.retention_days);
    take(settings.call_share, patch.call_share);
    take(settings.calls_max, patch.calls_max);
    take(settings.agent_calls_max, patch.agent_calls_max);
    take(settings.agent_minutes_max, patch.agent_minutes_max);
    take(settings.country, patch.country);
    take(settings.allowed_prefixes, patch.allowed_prefixes);
    constexpr int most = VoiceSettings::calls_max_max;
    CHECKED(check_range(settings.retention_days, 0, VoiceSettings::retention_days_max,
                        "/retention_days"));
    CHECKED(check_range(settings.call_share, 1, share_max, "/call_share"));
    CHECKED(check_range(settings.calls_max, 1, most, "/calls_max"));
    CHECKED(check_range(settings.agent_calls_max, 0, most, "/agent_calls_max"));
    CHECKED(check_range(settings.agent_minutes_max, 0, VoiceSettings::agent_minutes_max_max,
                        "/agent_minutes_max"));
    if (!is_country(settings.country))
        return refuse(Code::invalid, "bad_country", "two capitals of ISO 3166", "/country");
    CHECKED(check_prefixes(settings.allowed_prefixes, VoiceSettings::prefixes_max,
                           "/allowed_prefixes"));
    return settings;
}

}  // namespace parley::app
