#include "store/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "base/assert.hpp"
#include "base/log.hpp"
#include "ports/repository.hpp"

namespace parley {
namespace {

namespace fs = std::filesystem;

// A full disk and a broken one are told apart; both leave nothing behind.
std::unexpected<Error> failed(std::string_view doing) {
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return refuse(Code::unavailable, full ? "disk_full" : "file_failed",
                  fmt::format("{}: {}", doing, std::strerror(errno)));
}

Result<> sync_directory(const fs::path& directory) {
    const int file = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return failed("open directory");
    const bool synced = ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    errno = error;
    if (!synced) return failed("sync directory");
    return {};
}

// `root`/workspace/xx, made where missing; each new name is synced into the directory above it.
Result<> make_directories(const fs::path& root, const fs::path& directory) {
    for (const fs::path& each : {root, directory.parent_path(), directory}) {
        if (::mkdir(each.c_str(), S_IRWXU) == 0) {
            CHECKED(sync_directory(each.parent_path()));
        } else if (errno != EEXIST) {
            return failed("make directory");
        }
    }
    return {};
}

class DiskUpload final : public FileUpload {
public:
    DiskUpload(fs::path root, fs::path place) : place_(std::move(place)) {
        part_ = place_;
        part_ += ".part";
        made_ = make_directories(root, place_.parent_path());
        if (!made_) return;
        file_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file_ < 0) made_ = failed("create file");
    }

    ~DiskUpload() override {
        close();
        if (!finished_) ::unlink(part_.c_str());
    }

    Result<> write(std::string_view bytes) override {
        CHECKED(made_);
        PARLEY_ASSERT(!finished_);
        while (!bytes.empty()) {
            const auto written = ::write(file_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return made_ = failed("write");
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }

    Result<> finish() override {
        CHECKED(made_);
        PARLEY_ASSERT(!finished_);
        if (::fsync(file_) != 0) return made_ = failed("sync");
        close();
        if (::rename(part_.c_str(), place_.c_str()) != 0) return made_ = failed("rename");
        finished_ = true;
        return sync_directory(place_.parent_path());
    }

    fs::path path() const override { return finished_ ? place_ : part_; }

private:
    void close() {
        if (file_ >= 0) ::close(file_);
        file_ = -1;
    }

    fs::path place_;
    fs::path part_;
    Result<> made_;  // The first thing that went wrong, repeated from then on.
    int file_ = -1;
    bool finished_ = false;
};

class DiskFiles final : public Files {
public:
    explicit DiskFiles(fs::path root) : root_(std::move(root)) {}

    std::unique_ptr<FileUpload> begin(WorkspaceId workspace, AttachmentId id) override {
        return std::make_unique<DiskUpload>(root_, path(workspace, id));
    }

    // By the id's last digits, which are random: the first tell the time and would be all alike.
    fs::path path(WorkspaceId workspace, AttachmentId id) const override {
        const std::string name = id.text();
        return root_ / workspace.text() / name.substr(name.size() - 2) / name;
    }

    fs::path thumbnail_path(WorkspaceId workspace, AttachmentId id) const override {
        fs::path place = path(workspace, id);
        place += ".thumbnail";
        return place;
    }

private:
    fs::path root_;
};

bool is_id(const fs::path& name) { return parse_id(name.string()).has_value(); }

// "<id>.part" of an upload, "<id>.thumbnail.part" of a thumbnail. Anything else somebody put there.
bool is_unfinished(const fs::path& name) {
    if (name.extension() != ".part") return false;
    const fs::path place = name.stem();
    return is_id(place) || (place.extension() == ".thumbnail" && is_id(place.stem()));
}

bool is_shelf(const fs::path& name) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::string text = name.string();
    return text.size() == 2 && text.find_first_not_of(digits) == std::string::npos;
}

// Directories in `directory`, links not followed, whose names pass.
std::vector<fs::path> directories_in(const fs::path& directory, bool (*passes)(const fs::path&)) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(directory))
        if (!entry.is_symlink() && entry.is_directory() && passes(entry.path().filename()))
            found.push_back(entry.path());
    return found;
}

// Takes away what uploads left that a crash cut off. Nothing rests on it, so trouble is only told.
void sweep_unfinished(const fs::path& root, std::chrono::hours older_than) try {
    std::size_t swept = 0;
    if (!fs::is_directory(fs::symlink_status(root))) return;
    for (const fs::path& workspace : directories_in(root, is_id)) {
        for (const fs::path& shelf : directories_in(workspace, is_shelf)) {
            for (const auto& entry : fs::directory_iterator(shelf)) {
                if (entry.is_symlink() || !entry.is_regular_file()) continue;
                const auto age = fs::file_time_type::clock::now() - entry.last_write_time();
                if (is_unfinished(entry.path().filename()) && age >= older_than)
                    swept += fs::remove(entry.path());
            }
        }
    }
    if (swept > 0) log_info("unfinished_files_swept", {{"count", swept}});
} catch (const fs::filesystem_error& error) {
    log_warning("sweep_failed", {{"why", error.what()}});
}

void make_directory(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error) {
        throw StoreBroken(fmt::format("cannot make {}: {}", directory.string(), error.message()));
    }
}

}  // namespace

std::unique_ptr<Files> open_files(const fs::path& data_dir) {
    make_directory(data_dir);
    sweep_unfinished(data_dir / "files", std::chrono::hours(0));
    return std::make_unique<DiskFiles>(data_dir / "files");
}

std::unique_ptr<Files> open_shared_files(const fs::path& directory) {
    make_directory(directory);
    sweep_unfinished(directory, std::chrono::hours(24));
    return std::make_unique<DiskFiles>(directory);
}

}  // namespace parley
