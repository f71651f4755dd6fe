// libcurl, loaded when it is first called. With what it is linked with it is thirty libraries, whose loading is half of
// the start of a program, and most commands that speak to no engine are done in less.
//
// Each of its functions that are used is defined here under its own name, so that callers know nothing of it.

// The macros of curl's that check the arguments of its variadic functions would stand where those are defined.
#define CURL_DISABLE_TYPECHECK
#include "shim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define FOR_EACH_FUNCTION(DO)                                                                                          \
  DO(curl_easy_cleanup) DO(curl_easy_getinfo) DO(curl_easy_init) DO(curl_easy_nextheader) DO(curl_easy_pause)          \
  DO(curl_easy_recv) DO(curl_easy_send) DO(curl_easy_setopt) DO(curl_easy_strerror) DO(curl_global_init)               \
  DO(curl_multi_add_handle) DO(curl_multi_cleanup) DO(curl_multi_info_read) DO(curl_multi_init)                        \
  DO(curl_multi_perform) DO(curl_multi_poll) DO(curl_multi_remove_handle) DO(curl_multi_setopt) DO(curl_multi_wakeup)  \
  DO(curl_slist_append) DO(curl_slist_free_all)

#define MEMBER(name) __typeof__(&name) name;
static struct {
  void *handle;
  FOR_EACH_FUNCTION(MEMBER)
} library;

// As the system ends a program for which a library is missing.
static void give_up(void) {
  fprintf(stderr, "error: %s; install libcurl 7.83 or later (Debian: libcurl4)\n", dlerror());
  _exit(127);
}

static void *find(const char *name) {
  void *symbol = dlsym(library.handle, name);
  if (!symbol) give_up();
  return symbol;
}

static void load(void) {
  library.handle = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
  if (!library.handle) give_up();
#define FIND(name) library.name = (__typeof__(&name))find(#name);
  FOR_EACH_FUNCTION(FIND)
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

#define LOADED(name) (pthread_once(&once, load), *library.name)

void *clc_symbol(const char *name) {
  pthread_once(&once, load);
  return dlsym(library.handle, name);
}

// MARK: Variadic: the one argument is a long, a curl_off_t or a pointer, each of which a register holds.

_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "one kind of argument");

#define FORWARD_VARIADIC(result, name, handle, option)                                                                 \
  result(name)(handle * pointer, option which, ...) {                                                                  \
    va_list arguments;                                                                                                 \
    va_start(arguments, which);                                                                                        \
    void *argument = va_arg(arguments, void *);                                                                        \
    va_end(arguments);                                                                                                 \
    return LOADED(name)(pointer, which, argument);                                                                     \
  }

FORWARD_VARIADIC(CURLcode, curl_easy_setopt, CURL, CURLoption)
FORWARD_VARIADIC(CURLcode, curl_easy_getinfo, CURL, CURLINFO)
FORWARD_VARIADIC(CURLMcode, curl_multi_setopt, CURLM, CURLMoption)

// MARK: All others

CURLcode curl_global_init(long flags) { return LOADED(curl_global_init)(flags); }

CURL *curl_easy_init(void) { return LOADED(curl_easy_init)(); }

void curl_easy_cleanup(CURL *easy) { LOADED(curl_easy_cleanup)(easy); }

struct curl_header *curl_easy_nextheader(CURL *easy, unsigned int origin, int request, struct curl_header *previous) {
  return LOADED(curl_easy_nextheader)(easy, origin, request, previous);
}

CURLcode curl_easy_pause(CURL *easy, int directions) { return LOADED(curl_easy_pause)(easy, directions); }

CURLcode curl_easy_recv(CURL *easy, void *buffer, size_t size, size_t *count) {
  return LOADED(curl_easy_recv)(easy, buffer, size, count);
}

CURLcode curl_easy_send(CURL *easy, const void *buffer, size_t size, size_t *count) {
  return LOADED(curl_easy_send)(easy, buffer, size, count);
}

const char *curl_easy_strerror(CURLcode code) { return LOADED(curl_easy_strerror)(code); }

CURLM *curl_multi_init(void) { return LOADED(curl_multi_init)(); }

CURLMcode curl_multi_cleanup(CURLM *multi) { return LOADED(curl_multi_cleanup)(multi); }

CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy) { return LOADED(curl_multi_add_handle)(multi, easy); }

CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *easy) { return LOADED(curl_multi_remove_handle)(multi, easy); }

CURLMcode curl_multi_perform(CURLM *multi, int *running) { return LOADED(curl_multi_perform)(multi, running); }

CURLMcode curl_multi_poll(CURLM *multi, struct curl_waitfd *also, unsigned int count, int timeout, int *ready) {
  return LOADED(curl_multi_poll)(multi, also, count, timeout, ready);
}

CURLMcode curl_multi_wakeup(CURLM *multi) { return LOADED(curl_multi_wakeup)(multi); }

CURLMsg *curl_multi_info_read(CURLM *multi, int *queued) { return LOADED(curl_multi_info_read)(multi, queued); }

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
  return LOADED(curl_slist_append)(list, text);
}

void curl_slist_free_all(struct curl_slist *list) { LOADED(curl_slist_free_all)(list); }
