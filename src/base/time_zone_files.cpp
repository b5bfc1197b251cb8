#include "base/time_zone_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace parley {

bool is_time_zone_name(std::string_view name) {
    if (name.empty() || name.size() > TimeZoneFiles::name_max) return false;
    const auto is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '+' || c == '/';
    };
    return std::ranges::all_of(name, is_part) && name.front() != '/' && name.back() != '/' &&
           name.find("//") == name.npos;
}

TimeZoneFiles::TimeZoneFiles(std::filesystem::path folder) : folder_(std::move(folder)) {
    if (!zone("UTC")) throw std::runtime_error("no time zones in " + folder_.string());
}

std::shared_ptr<const TimeZone> TimeZoneFiles::zone(std::string_view name) {
    if (!is_time_zone_name(name)) return nullptr;
    const std::lock_guard lock(mutex_);
    if (const auto known = zones_.find(name); known != zones_.end()) return known->second;
    auto zone = read(name);
    if (zone && zones_.size() < zones_max) zones_.emplace(name, zone);
    return zone;
}

std::shared_ptr<const TimeZone> TimeZoneFiles::read(std::string_view name) const {
    const std::filesystem::path path = folder_ / name;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return nullptr;
    if (std::filesystem::file_size(path, error) > TimeZone::file_max || error) return nullptr;
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto zone = TimeZone::parse(bytes);
    return zone ? std::make_shared<const TimeZone>(std::move(*zone)) : nullptr;
}

}  // namespace parley
