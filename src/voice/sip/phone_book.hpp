// The phones there are, and whether who says they are one is it.
//
// An unknown user and a wrong password cost the same work and are answered alike.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/time.hpp"
#include "voice/sip/digest.hpp"
#include "voice/sip/nonces.hpp"
#include "voice/sip/sip_stack.hpp"

namespace parley::voice {

class PhoneBook {
public:
    static constexpr std::string_view realm = "parley";

    // missing: nothing was shown that can be judged. stale: it was right of an older nonce, or is
    // used again. wrong: made with a nonce of ours, and not right.
    enum class Verdict { missing, stale, wrong, good };
    struct Judgement {
        Verdict verdict = Verdict::missing;
        PhoneId phone;  // Of the good.
    };

    explicit PhoneBook(Rng& rng);

    // Another phone's user is taken over from it.
    void set(PhoneTerms terms);
    void forget(PhoneId phone);
    const PhoneTerms* find(PhoneId phone) const;

    Judgement judge(const std::optional<Credentials>& credentials, std::string_view method,
                    const IpAddress& from, Instant now);
    // Value of a WWW-Authenticate header.
    std::string challenge(DigestHash hash, const IpAddress& to, bool is_stale, Instant now);

private:
    Nonces nonces_;
    PhoneTerms nobody_;  // Whose password nobody knows.
    std::map<std::string, PhoneTerms, std::less<>> by_user_;
    std::map<PhoneId, std::string> users_;
};

}  // namespace parley::voice
