/* The sockets that a shell cannot offer.
 *   echod udp PORT        answers every datagram with what it got
 *   echod unix PATH       answers every connection with what it got; mode 0660, as CRI-O's socket
 *   echod connect PATH    exits 0 if somebody listens there, else prints why not and exits 1
 */
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char buffer[65536];

static int fail(const char *what) {
  perror(what);
  return 1;
}

static struct sockaddr_un unix_address(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  return address;
}

static int serve_udp(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  int server = socket(AF_INET, SOCK_DGRAM, 0);
  if (server < 0 || bind(server, (void *)&address, sizeof address)) return fail("bind");
  for (;;) {
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;
    ssize_t count = recvfrom(server, buffer, sizeof buffer, 0, (void *)&peer, &length);
    if (count >= 0) sendto(server, buffer, count, 0, (void *)&peer, length);
  }
}

static int serve_unix(const char *path) {
  struct sockaddr_un address = unix_address(path);
  int server = socket(AF_UNIX, SOCK_STREAM, 0);
  unlink(path);
  if (server < 0 || bind(server, (void *)&address, sizeof address)) return fail("bind");
  if (chmod(path, 0660) || listen(server, 16)) return fail("listen");
  for (;;) {
    int client = accept(server, NULL, NULL);
    if (client < 0) continue;
    ssize_t count = read(client, buffer, sizeof buffer);
    if (count > 0) count = write(client, buffer, count);
    close(client);
  }
}

static int try_connect(const char *path) {
  struct sockaddr_un address = unix_address(path);
  int client = socket(AF_UNIX, SOCK_STREAM, 0);
  if (client >= 0 && !connect(client, (void *)&address, sizeof address)) return 0;
  /* Go's error texts are strerror's, beginning in lower case. */
  printf("dial unix %s: connect: %s\n", path, errno == ENOENT ? "no such file or directory"
                                              : errno == ECONNREFUSED ? "connection refused" : strerror(errno));
  return 1;
}

int main(int count, char **arguments) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, SIG_IGN); /* children of the script that became this need no wait */
  if (count != 3) return 64;
  if (!strcmp(arguments[1], "udp")) return serve_udp(atoi(arguments[2]));
  if (!strcmp(arguments[1], "unix")) return serve_unix(arguments[2]);
  if (!strcmp(arguments[1], "connect")) return try_connect(arguments[2]);
  return 64;
}
