// Names the calling thread, so that what it costs is seen in `top -H` and in a profile.
#pragma once

#include <pthread.h>

namespace parley {

// At most 15 characters; the system takes no more.
inline void name_thread(const char* name) { pthread_setname_np(pthread_self(), name); }

}  // namespace parley
