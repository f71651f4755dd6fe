// libcurl configures handles through C variadic functions, which Swift cannot
// import. One inline wrapper per argument type keeps the calls type-checked.
#pragma once

#include <curl/curl.h>
#include <sys/socket.h>

typedef size_t (*clc_data_callback)(char *data, size_t size, size_t count, void *context);

static inline CURLcode clc_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode clc_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode clc_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode clc_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode clc_set_headers(CURL *easy, struct curl_slist *value) {
  return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, value);
}

static inline CURLcode clc_set_callback(CURL *easy, CURLoption option, clc_data_callback value) {
  return curl_easy_setopt(easy, option, value);
}

static inline curl_socket_t clc_open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Keeps the connection from the processes that this one starts, in which it would stay open.
static inline CURLcode clc_set_close_on_exec(CURL *easy) {
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, clc_open_socket);
}

static inline CURLcode clc_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode clc_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode clc_get_socket(CURL *easy, CURLINFO info, curl_socket_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

/// A function of libcurl's or of what it is linked with, or none.
void *clc_symbol(const char *name);

/// Tells the other side of a TLS connection that nothing more is sent, and leaves it to go on.
///
/// libcurl has no call for that, and the end of the socket alone is to many an attack: its TLS library is asked, which is
/// in the process with it.
static inline void clc_finish_tls(CURL *easy) {
  struct curl_tlssessioninfo *session = NULL;
  if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &session) || !session || !session->internals) return;
  if (session->backend == CURLSSLBACKEND_OPENSSL) {
    int (*finish)(void *) = (int (*)(void *))clc_symbol("SSL_shutdown");
    if (finish) finish(session->internals);
  } else if (session->backend == CURLSSLBACKEND_GNUTLS) {
    int (*finish)(void *, int) = (int (*)(void *, int))clc_symbol("gnutls_bye");
    if (finish) finish(session->internals, 1 /* GNUTLS_SHUT_WR */);
  }
}

static inline CURLMcode clc_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode clc_multi_set_pointer(CURLM *multi, CURLMoption option, void *value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode clc_multi_set_socket_callback(CURLM *multi, curl_socket_callback value) {
  return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, value);
}

static inline CURLMcode clc_multi_set_timer_callback(CURLM *multi, curl_multi_timer_callback value) {
  return curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, value);
}

/// The easy handle and result of a `CURLMSG_DONE` message; `CURLMsg.data` is an
/// anonymous union Swift would import untyped.
static inline CURLcode clc_message_result(const CURLMsg *message) {
  return message->data.result;
}
