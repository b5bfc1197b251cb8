// What every benchmark writes: figures with a baseline measured in the same run, as a JSON array.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace parley::bench {

struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    double baseline = 0;  // 0: no baseline applies.
};

// Throws std::ios_base::failure when the file cannot be written. Names and units are ours: no
// escaping.
inline void write_report(const std::filesystem::path& path, const std::vector<Figure>& figures) {
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
    std::ofstream out;
    out.exceptions(std::ios::failbit | std::ios::badbit);
    out.open(path);
    out << "[\n";
    for (std::size_t i = 0; i < figures.size(); ++i) {
        Figure figure = figures[i];
        if (!std::isfinite(figure.value)) figure.value = 0;  // JSON knows no others.
        const double ratio = figure.baseline > 0 ? figure.value / figure.baseline : 0;
        out << fmt::format(R"(  {{"name": "{}", "value": {:.6g}, "unit": "{}", )", figure.name,
                           figure.value, figure.unit)
            << fmt::format(R"("baseline": {:.6g}, "ratio": {:.6g}}}{})", figure.baseline, ratio,
                           i + 1 < figures.size() ? ",\n" : "\n");
    }
    out << "]\n";
}

}  // namespace parley::bench
