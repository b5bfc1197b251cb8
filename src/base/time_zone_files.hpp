// The system's time zones, from the files of its package tzdata.
//
// Each zone is read when it is first asked for, and kept. Safe from any thread.
// Bounds: `TimeZone::file_max` a file, `zones_max` kept (there are not as many names).
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "base/time_zone.hpp"

namespace parley {

// As names of the database are spelt: "Asia/Shanghai", "Etc/GMT+8". Nothing that leaves a folder.
bool is_time_zone_name(std::string_view name);

class TimeZoneFiles final : public TimeZones {
public:
    static constexpr std::size_t name_max = 64;
    static constexpr std::size_t zones_max = 1'000;

    // Throws std::runtime_error where `folder` holds no UTC: the package is not installed.
    explicit TimeZoneFiles(std::filesystem::path folder = "/usr/share/zoneinfo");

    std::shared_ptr<const TimeZone> zone(std::string_view name) override;

private:
    std::shared_ptr<const TimeZone> read(std::string_view name) const;

    std::filesystem::path folder_;
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const TimeZone>, std::less<>> zones_;
};

}  // namespace parley
