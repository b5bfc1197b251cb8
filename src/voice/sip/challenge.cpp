#include "voice/sip/challenge.hpp"

#include <fmt/format.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/su_string.h>

namespace parley::voice {

std::optional<std::string> credentials_for(const sip_t& refusal, const std::string& user,
                                           const std::string& password) {
    for (const msg_auth_t* challenge :
         {refusal.sip_www_authenticate, refusal.sip_proxy_authenticate}) {
        for (; challenge != nullptr; challenge = challenge->au_next) {
            const char* realm = msg_header_find_param(challenge->au_common, "realm=");
            if (realm != nullptr && su_casematch(challenge->au_scheme, "Digest") == 1)
                return fmt::format("Digest:{}:{}:{}", realm, user, password);
        }
    }
    return std::nullopt;
}

}  // namespace parley::voice
