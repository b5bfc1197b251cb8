#include "store/testing/drill_disk.hpp"

#include <sqlite3.h>

#include <cstring>
#include <utility>

#include "base/assert.hpp"

namespace parley::testing {
namespace {

DrillDisk* disk = nullptr;
sqlite3_vfs* below = nullptr;

// The real file's own structure follows this one in the memory SQLite gives us.
struct DrillFile {
    sqlite3_file base;
    sqlite3_file* real;
    std::string* name;  // Null: not recorded.
};

DrillFile& drill(sqlite3_file* file) { return *reinterpret_cast<DrillFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return drill(file).real; }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }

void record(sqlite3_file* file, DiskStep::Kind kind, std::int64_t offset, std::string bytes = {}) {
    const std::string* name = drill(file).name;
    if (name != nullptr) disk->record({kind, *name, offset, std::move(bytes)});
}

int do_close(sqlite3_file* file) {
    delete drill(file).name;
    return methods(file).xClose(real(file));
}
int do_read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    return methods(file).xRead(real(file), to, size, offset);
}
int do_write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    if (drill(file).name != nullptr) {
        if (const auto code = disk->fault_of(DiskStep::Kind::write)) return *code;
    }
    record(file, DiskStep::Kind::write, offset,
           {static_cast<const char*>(from), std::size_t(size)});
    return methods(file).xWrite(real(file), from, size, offset);
}
int do_truncate(sqlite3_file* file, sqlite3_int64 size) {
    record(file, DiskStep::Kind::truncate, size);
    return methods(file).xTruncate(real(file), size);
}
// The real disk is not asked: what is durable is what the record says.
int do_sync(sqlite3_file* file, int) {
    if (drill(file).name != nullptr) {
        if (const auto code = disk->fault_of(DiskStep::Kind::sync)) {
            record(file, DiskStep::Kind::sync_failed, 0);
            return *code;
        }
    }
    record(file, DiskStep::Kind::sync, 0);
    return SQLITE_OK;
}
int do_size(sqlite3_file* file, sqlite3_int64* size) {
    return methods(file).xFileSize(real(file), size);
}
int do_lock(sqlite3_file* file, int kind) { return methods(file).xLock(real(file), kind); }
int do_unlock(sqlite3_file* file, int kind) { return methods(file).xUnlock(real(file), kind); }
int do_check_lock(sqlite3_file* file, int* held) {
    return methods(file).xCheckReservedLock(real(file), held);
}
int do_control(sqlite3_file* file, int what, void* with) {
    return methods(file).xFileControl(real(file), what, with);
}
int do_sector_size(sqlite3_file* file) { return methods(file).xSectorSize(real(file)); }
int do_traits(sqlite3_file* file) { return methods(file).xDeviceCharacteristics(real(file)); }
int do_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
    return methods(file).xShmMap(real(file), page, size, extend, at);
}
int do_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return methods(file).xShmLock(real(file), offset, count, flags);
}
void do_shm_barrier(sqlite3_file* file) { methods(file).xShmBarrier(real(file)); }
int do_shm_unmap(sqlite3_file* file, int remove) {
    return methods(file).xShmUnmap(real(file), remove);
}

const sqlite3_io_methods drill_methods{
    2,           do_close,       do_read,       do_write,   do_truncate,    do_sync,   do_size,
    do_lock,     do_unlock,      do_check_lock, do_control, do_sector_size, do_traits, do_shm_map,
    do_shm_lock, do_shm_barrier, do_shm_unmap,  nullptr,    nullptr,
};

std::string content_of(sqlite3_file* file) {
    sqlite3_int64 size = 0;
    file->pMethods->xFileSize(file, &size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (size > 0) file->pMethods->xRead(file, bytes.data(), static_cast<int>(size), 0);
    return bytes;
}

int do_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    DrillFile& opened = drill(file);
    opened.real = reinterpret_cast<sqlite3_file*>(&opened + 1);
    opened.name = nullptr;
    const int code = below->xOpen(below, name, opened.real, flags, out_flags);
    opened.base.pMethods = opened.real->pMethods == nullptr ? nullptr : &drill_methods;
    constexpr int recorded = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    if (code == SQLITE_OK && name != nullptr && (flags & recorded) != 0) {
        opened.name = new std::string(std::filesystem::path(name).filename());
        record(file, DiskStep::Kind::opened, 0, content_of(opened.real));
    }
    return code;
}

int do_delete(sqlite3_vfs*, const char* name, int sync_directory) {
    disk->record({DiskStep::Kind::removed, std::filesystem::path(name).filename(), 0, {}});
    return below->xDelete(below, name, sync_directory);
}

sqlite3_vfs drill_vfs{};

}  // namespace

DrillDisk::DrillDisk() {
    PARLEY_ASSERT(disk == nullptr);
    disk = this;
    below = sqlite3_vfs_find(nullptr);
    drill_vfs = *below;
    drill_vfs.zName = "drill";
    drill_vfs.szOsFile = static_cast<int>(sizeof(DrillFile)) + below->szOsFile;
    drill_vfs.xOpen = do_open;
    drill_vfs.xDelete = do_delete;
    sqlite3_vfs_register(&drill_vfs, 1);
}

DrillDisk::~DrillDisk() {
    sqlite3_vfs_unregister(&drill_vfs);
    sqlite3_vfs_register(below, 1);
    disk = nullptr;
}

void DrillDisk::fail(Fault fault, int nth, int times) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    until_fault_ = nth;
    faults_left_ = times;
    has_failed_ = false;
}

void DrillDisk::heal() {
    const std::lock_guard lock(mutex_);
    fault_.reset();
}

bool DrillDisk::has_failed() const {
    const std::lock_guard lock(mutex_);
    return has_failed_;
}

std::optional<int> DrillDisk::fault_of(DiskStep::Kind kind) {
    const std::lock_guard lock(mutex_);
    const bool concerns =
        fault_ && (*fault_ == Fault::sync_error) == (kind == DiskStep::Kind::sync);
    if (!concerns || faults_left_ == 0 || --until_fault_ > 0) return std::nullopt;
    --faults_left_;
    has_failed_ = true;
    if (*fault_ == Fault::sync_error) return SQLITE_IOERR_FSYNC;
    return *fault_ == Fault::write_error ? SQLITE_IOERR_WRITE : SQLITE_FULL;
}

void DrillDisk::record(DiskStep step) {
    const std::lock_guard lock(mutex_);
    steps_.push_back(std::move(step));
}

void DrillDisk::acknowledged(std::int64_t number) {
    record({DiskStep::Kind::acknowledged, {}, number, {}});
}

std::vector<DiskStep> DrillDisk::take_steps() {
    const std::lock_guard lock(mutex_);
    return std::exchange(steps_, {});
}

}  // namespace parley::testing
