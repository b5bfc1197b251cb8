#include "store/testing/power_cut.hpp"

#include <algorithm>
#include <fstream>

namespace parley::testing {
namespace {

void put(std::string& content, std::size_t offset, std::string_view bytes) {
    if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
    content.replace(offset, bytes.size(), bytes);
}

void apply(std::string& content, const DiskStep& step) {
    const auto offset = static_cast<std::size_t>(step.offset);
    if (step.kind == DiskStep::Kind::truncate) content.resize(offset);
    if (step.kind == DiskStep::Kind::write) put(content, offset, step.bytes);
}

// Only some of the sectors the write touches.
void apply_torn(std::string& content, const DiskStep& step, Rng& rng) {
    if (step.kind != DiskStep::Kind::write) return;
    const auto begin = static_cast<std::size_t>(step.offset);
    const std::size_t end = begin + step.bytes.size();
    for (std::size_t at = begin; at < end;) {
        const std::size_t next = std::min(end, (at / PowerCut::sector + 1) * PowerCut::sector);
        if (rng.below(2) == 0) {
            put(content, at, std::string_view(step.bytes).substr(at - begin, next - at));
        }
        at = next;
    }
}

}  // namespace

void PowerCut::follow(const DiskStep& step) {
    using Kind = DiskStep::Kind;
    if (step.kind == Kind::acknowledged) return;
    if (step.kind == Kind::removed) {
        files_.erase(step.file);
        return;
    }
    if (step.kind == Kind::opened) {  // Once is enough: later openers see the cache, not the disk.
        files_.try_emplace(step.file, File{step.bytes, {}});
        return;
    }
    File& file = files_[step.file];
    if (step.kind == Kind::sync) {
        for (const DiskStep& each : file.pending) apply(file.durable, each);
        file.pending.clear();
    } else if (step.kind == Kind::sync_failed) {
        file.pending.clear();
    } else {
        file.pending.push_back(step);
    }
}

void PowerCut::write_image(const std::filesystem::path& directory, Loss loss, Rng& rng) const {
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
    for (const auto& [name, file] : files_) {
        std::string content = file.durable;
        std::vector<const DiskStep*> order;
        for (const DiskStep& step : file.pending) order.push_back(&step);
        for (std::size_t left = order.size(); left > 1; --left) {
            if (rng.below(4) == 0) std::swap(order[left - 1], order[rng.below(left)]);
        }
        for (const DiskStep* step : order) {
            if (loss == Loss::worst) break;
            const auto fate = rng.below(3);
            if (fate == 0) apply(content, *step);
            if (fate == 1) apply_torn(content, *step, rng);
        }
        std::ofstream out(directory / name, std::ios::binary);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
    }
}

}  // namespace parley::testing
