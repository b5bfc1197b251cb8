// A survey asks the contact how a served session was. It is made when the session closes.
//
//     invited ──▶ answered        invited ──▶ expired (after `answer_within`)
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/ids.hpp"

namespace parley {

enum class SurveyState { invited, answered, expired };
BOOST_DESCRIBE_ENUM(SurveyState, invited, answered, expired)

struct Survey {
    static constexpr int score_max = 5;
    static constexpr std::size_t comment_max = 1'000;  // Code points.
    static constexpr std::size_t tags_max = 10;
    static constexpr std::size_t tag_max = 40;  // Code points.
    static constexpr Duration answer_within = std::chrono::hours(24 * 7);

    SurveyId id;
    SessionId session;
    SurveyState state = SurveyState::invited;
    int score = 0;  // 1 (bad) … 5 (good); 0: not answered. Personal data with `comment`.
    std::string comment;
    std::vector<std::string> tags;
    Instant invited_at;
    Instant answered_at;  // Epoch: not answered.

    // Refuses score_out_of_range, already_rated, too_late_to_rate.
    Result<> answer(int given_score, std::string given_comment, std::vector<std::string> given_tags,
                    Instant now);
};

}  // namespace parley
