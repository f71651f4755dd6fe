// Linux's system calls that older C libraries have no functions for, and those that Swift's Glibc module leaves out.
// Nothing is included here that Glibc has too: its types would then be known by two modules.
#pragma once

#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline int cl_pidfd_open(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

static inline int cl_pidfd_send_signal(int pidfd, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, (void *)0, 0);
}

// Opens what is in a directory, with flags as of open(2): never through a symbolic link, never on another mount (EXDEV).
static inline int cl_open_in(int directory, const char *name, int flags) {
  struct open_how how = {
    .flags = (unsigned)flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV};
  return (int)syscall(SYS_openat2, directory, name, &how, sizeof how);
}

// Never through a symbolic link at the end of the path. Lazily (MNT_DETACH): also what is busy.
static inline int cl_unmount(const char *path, int is_lazy) {
  return (int)syscall(SYS_umount2, path, 8 /* UMOUNT_NOFOLLOW */ | (is_lazy ? 2 : 0));
}

// The calling thread must be the process's only one.
static inline int cl_enter_mount_namespace(int descriptor) {
  return (int)syscall(SYS_setns, descriptor, 0x00020000 /* CLONE_NEWNS */);
}

// Whether anything keeps the kernel's clock right: adjtimex(2) that changes nothing.
static inline int cl_clock_is_synchronised(void) {
  long state[64] = {0}; // struct timex, whose first member says what to change
  return syscall(SYS_adjtimex, state) != 5 /* TIME_ERROR */;
}
