// Linux's system calls that older C libraries have no functions for, and those that Swift's Glibc module leaves out.
// Nothing is included here that Glibc has too: its types would then be known by two modules.
#pragma once

#include <sys/syscall.h>
#include <unistd.h>

// Whether anything keeps the kernel's clock right: adjtimex(2) that changes nothing.
static inline int cl_clock_is_synchronised(void) {
  long state[64] = {0}; // struct timex, whose first member says what to change
  return syscall(SYS_adjtimex, state) != 5 /* TIME_ERROR */;
}
