#include "voice/sip/ending.hpp"

namespace parley::voice {

LegCause cause_of_refusal(int status) {
    switch (status) {
        case 486:
        case 600: return LegCause::busy;
        case 480: return LegCause::no_answer;
        case 404:
        case 410:
        case 484:
        case 485:
        case 604: return LegCause::unknown_number;
        case 401:
        case 402:
        case 403:
        case 407:
        case 433:  // Anonymity disallowed (RFC 5079).
        case 603:
        case 607:  // Unwanted (RFC 8197).
        case 608: return LegCause::refused;
        case 415:
        case 488:
        case 606: return LegCause::no_common_codec;
        case 487: return LegCause::cancelled;
        default: return is_of_the_way(status) ? LegCause::unreachable : LegCause::failed;
    }
}

bool is_of_the_way(int status) {
    return status == 408 || status == 430 || status == 502 || status == 503 || status == 504;
}

}  // namespace parley::voice
