// What sofia wants of us to answer a challenge: "Digest:\"realm\":user:password".
#pragma once

#include <sofia-sip/sip.h>

#include <optional>
#include <string>

namespace parley::voice {

// nullopt where nothing is asked for by Digest.
std::optional<std::string> credentials_for(const sip_t& refusal, const std::string& user,
                                           const std::string& password);

}  // namespace parley::voice
