#include "domain/survey.hpp"

#include "domain/message.hpp"

namespace parley {

Result<> Survey::answer(int given_score, std::string given_comment,
                        std::vector<std::string> given_tags, Instant now) {
    if (given_score < 1 || given_score > score_max)
        return refuse(Code::invalid, "score_out_of_range", "a score is 1 to 5", "/score");
    if (given_tags.size() > tags_max) return refuse(Code::over_limit, "too_many_tags", {}, "/tags");
    CHECKED(check_text(given_comment, comment_max, "/comment"));
    for (const std::string& tag : given_tags) CHECKED(check_text(tag, tag_max, "/tags"));
    if (state == SurveyState::answered) return refuse(Code::conflict, "already_rated");
    if (now - invited_at > answer_within) return refuse(Code::conflict, "too_late_to_rate");
    state = SurveyState::answered;
    score = given_score;
    comment = std::move(given_comment);
    tags = std::move(given_tags);
    answered_at = now;
    return {};
}

}  // namespace parley
