#include "domain/permission.hpp"

namespace parley {

bool may(Role role, Permission permission) {
    switch (permission) {
        case Permission::session_serve:
        case Permission::call_dial: return true;
        case Permission::session_read_all:
        case Permission::session_manage:
        case Permission::recording_play:
        case Permission::settings_read: return role != Role::agent;
        case Permission::settings_write:
        case Permission::recording_delete:
        case Permission::agent_manage: return role == Role::administrator;
    }
    return false;
}

std::vector<Permission> permissions_of(Role role) {
    constexpr Permission all[] = {
        Permission::session_serve, Permission::session_read_all, Permission::session_manage,
        Permission::settings_read, Permission::settings_write,   Permission::agent_manage,
        Permission::call_dial,     Permission::recording_play,   Permission::recording_delete};
    std::vector<Permission> held;
    for (const Permission permission : all) {
        if (may(role, permission)) held.push_back(permission);
    }
    return held;
}

}  // namespace parley
