// Short lists kept in one column, as a JSON array: ["billing","en"]. What has several members is an
// object in it, of which unknown members are passed over.
//
// Lists this small are always read and written with their row, so tables of their own would only
// cost joins; JSON, because both databases can look inside it should a report need to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/agent.hpp"
#include "domain/api_key.hpp"
#include "domain/capacity_profile.hpp"
#include "domain/queue.hpp"

namespace parley {

std::string format_words(const std::vector<std::string>& words);
std::string format_words(const std::vector<QueueId>& ids);
std::string format_words(const std::vector<TrunkId>& ids);
std::string format_words(const std::vector<AgentId>& ids);
std::string format_words(const std::vector<WrapUpCodeId>& ids);
std::string format_words(const std::vector<Skill>& skills);  // ["en",5,"billing",8]
std::string format_words(const std::vector<KeyScope>& scopes);
std::string format_words(const std::vector<QueueAlert>& alerts);
std::string format_words(const std::vector<ChannelShare>& shares);  // As skills.
std::string format_words(const std::vector<Post>& posts);           // Objects, one a post ...
std::string format_words(const std::vector<QueueStep>& steps);      // ... or a step.

// Throw StoreBroken for text that is not such a list.
void parse_words(std::string_view text, std::vector<std::string>& words);
void parse_words(std::string_view text, std::vector<QueueId>& ids);
void parse_words(std::string_view text, std::vector<TrunkId>& ids);
void parse_words(std::string_view text, std::vector<AgentId>& ids);
void parse_words(std::string_view text, std::vector<WrapUpCodeId>& ids);
void parse_words(std::string_view text, std::vector<Skill>& skills);
void parse_words(std::string_view text, std::vector<KeyScope>& scopes);
void parse_words(std::string_view text, std::vector<QueueAlert>& alerts);
void parse_words(std::string_view text, std::vector<ChannelShare>& shares);
void parse_words(std::string_view text, std::vector<Post>& posts);
void parse_words(std::string_view text, std::vector<QueueStep>& steps);

}  // namespace parley
