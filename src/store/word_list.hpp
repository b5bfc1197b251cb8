// Short lists kept in one column, as a JSON array: ["billing","en"]. What has several members is an
// object in it, of which unknown members are passed over.
//
// Lists this small are always read and written with their row, so tables of their own would only
// cost joins; JSON, because both databases can look inside it should a report need to.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/agent.hpp"
#include "domain/api_key.hpp"
#include "domain/capacity_profile.hpp"
#include "domain/contact_scheme.hpp"
#include "domain/queue.hpp"
#include "domain/work_item.hpp"

namespace parley {

std::string format_words(const std::vector<std::string>& words);
std::string format_words(const std::vector<QueueId>& ids);
std::string format_words(const std::vector<TrunkId>& ids);
std::string format_words(const std::vector<TagId>& ids);
std::string format_words(const std::vector<Skill>& skills);  // ["en",5,"billing",8]
std::string format_words(const std::vector<KeyScope>& scopes);
std::string format_words(const std::vector<QueueAlert>& alerts);
std::string format_words(const std::vector<Post>& posts);       // Objects, one a post ...
std::string format_words(const std::vector<QueueStep>& steps);  // ... or a step.
std::string format_words(const std::vector<Tag>& tags);
std::string format_words(const std::vector<ContactField>& fields);
std::string format_words(const std::vector<HeadStart>& head_starts);
std::string format_words(const std::map<std::string, std::string>& values);  // One object.
std::string format_words(const std::vector<AgentId>& ids);
std::string format_words(const std::vector<WrapUpCodeId>& ids);
std::string format_words(const std::vector<ChannelShare>& shares);  // As skills.

// Throw StoreBroken for text that is not such a list.
void parse_words(std::string_view text, std::vector<std::string>& words);
void parse_words(std::string_view text, std::vector<QueueId>& ids);
void parse_words(std::string_view text, std::vector<TrunkId>& ids);
void parse_words(std::string_view text, std::vector<TagId>& ids);
void parse_words(std::string_view text, std::vector<AgentId>& ids);
void parse_words(std::string_view text, std::vector<WrapUpCodeId>& ids);
void parse_words(std::string_view text, std::vector<Skill>& skills);
void parse_words(std::string_view text, std::vector<KeyScope>& scopes);
void parse_words(std::string_view text, std::vector<QueueAlert>& alerts);
void parse_words(std::string_view text, std::vector<ChannelShare>& shares);
void parse_words(std::string_view text, std::vector<Post>& posts);
void parse_words(std::string_view text, std::vector<QueueStep>& steps);
void parse_words(std::string_view text, std::vector<Tag>& tags);
void parse_words(std::string_view text, std::vector<ContactField>& fields);
void parse_words(std::string_view text, std::vector<HeadStart>& head_starts);
void parse_words(std::string_view text, std::map<std::string, std::string>& values);

}  // namespace parley
