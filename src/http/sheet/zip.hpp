// A zip archive of files that are stored as they are (PKWARE APPNOTE 6.3.3, sections 4.3 and 4.4:
// method 0). Enough for what is made once and read by somebody's spreadsheet; nothing is read here.
//
// Bounds: archives below 4 GiB of fewer than 65,536 files; names in ASCII.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::http {

// CRC-32 of ISO 3309, as zip and PNG have it.
std::uint32_t crc32_of(std::string_view bytes);

class ZipArchive {
public:
    void add(std::string_view name, std::string_view content);
    std::string finish();

private:
    std::string bytes_;
    std::string directory_;
    std::uint16_t files_ = 0;
};

}  // namespace parley::http
