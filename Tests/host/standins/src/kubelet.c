/* Stand-in of the kubelet, which k0s starts: takes the same flags, moves where the real one moves, and answers on
 * http://127.0.0.1:10248/healthz. A program of its own, because who looks for a kubelet looks at argv[0], at the
 * executable and at the cgroup of exactly this process.
 *
 * Settings (STANDIN_..., or a file in /run/standin while it runs; the table is in standins/images):
 *   kubelet=healthy|unhealthy|exits    kubelet-term=heed|ignore
 */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define CGROUPS "/sys/fs/cgroup"

/* The last one wins, as with the real flags: `--name=value` only. */
static const char *flag(char **arguments, const char *name, const char *value) {
  size_t length = strlen(name);
  for (; *arguments; arguments++)
    if (!strncmp(*arguments, name, length) && (*arguments)[length] == '=') value = *arguments + length + 1;
  return value;
}

/* What a test wrote into the running container, else what the image's tag says. */
static int is_set(const char *name, const char *variable, const char *wanted) {
  char path[64], text[32] = "";
  snprintf(path, sizeof path, "/run/standin/%s", name);
  FILE *file = fopen(path, "r");
  if (file) {
    if (!fgets(text, sizeof text, file)) *text = 0;
    fclose(file);
    text[strcspn(text, "\n")] = 0;
    return !strcmp(text, wanted);
  }
  const char *value = getenv(variable);
  return value && !strcmp(value, wanted);
}

static void make_directories(const char *path) {
  char part[512];
  for (size_t i = 1; i < sizeof part && path[i - 1]; i++)
    if (path[i] == '/' || !path[i]) {
      snprintf(part, sizeof part, "%.*s", (int)i, path);
      mkdir(part, 0755);
    }
}

/* As the real one: with a name, moves itself there in whatever hierarchy it sees; with an empty one, stays. */
static void enter_cgroup(const char *name) {
  char path[512];
  if (!*name) return;
  snprintf(path, sizeof path, CGROUPS "%s", name);
  make_directories(path);
  strncat(path, "/cgroup.procs", sizeof path - strlen(path) - 1);
  FILE *file = fopen(path, "w");
  if (!file || fprintf(file, "%d\n", getpid()) < 0 || fclose(file))
    fprintf(stderr, "E \"Failed to ensure process in container\" err=\"%s: %s\"\n", path, strerror(errno));
}

/* The pods' cgroups, below a root that must be there. */
static void make_kubepods(const char *root) {
  char path[512];
  struct stat status;
  snprintf(path, sizeof path, CGROUPS "%s", root);
  if (stat(path, &status)) {
    fprintf(stderr, "E \"Failed to start ContainerManager\" "
            "err=\"invalid configuration: cgroup-root [\\\"%s\\\"] doesn't exist\"\n", root + 1);
    exit(1);
  }
  snprintf(path, sizeof path, CGROUPS "%s/kubepods/burstable", root);
  make_directories(path);
  snprintf(path, sizeof path, CGROUPS "%s/kubepods/besteffort", root);
  make_directories(path);
}

static int listen_for_health(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(10248)};
  int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(server, (void *)&address, sizeof address) || listen(server, 16)) {
    perror("kubelet: listen on 127.0.0.1:10248");
    exit(1);
  }
  return server;
}

static void answer(int client) {
  char request[2048] = "", response[256];
  if (read(client, request, sizeof request - 1) <= 0) return;
  int known = !strncmp(request, "GET /healthz ", 13);
  int healthy = known && !is_set("kubelet", "STANDIN_KUBELET", "unhealthy");
  const char *body = healthy ? "ok" : known ? "healthz check failed" : "404 page not found";
  int length = snprintf(response, sizeof response,
                        "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %zu\r\n"
                        "Connection: close\r\n\r\n%s",
                        healthy ? "200 OK" : known ? "500 Internal Server Error" : "404 Not Found", strlen(body), body);
  if (write(client, response, length) < 0) perror("kubelet: write");
}

static void leave(int signal) {
  (void)signal;
  _exit(0);
}

int main(int count, char **arguments) {
  (void)count;
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, is_set("kubelet-term", "STANDIN_KUBELET_TERM", "ignore") ? SIG_IGN : leave);
  if (is_set("kubelet", "STANDIN_KUBELET", "exits")) {
    fprintf(stderr, "E \"command failed\" err=\"failed to run Kubelet: stand-in told to exit\"\n");
    return 1;
  }
  /* The default is what k0s writes into the kubelet's configuration; the flag beats it. */
  const char *cgroup = flag(arguments, "--kubelet-cgroups", "/system.slice/containerd.service");
  make_kubepods(flag(arguments, "--cgroup-root", ""));
  enter_cgroup(cgroup);
  struct pollfd server = {.fd = listen_for_health(), .events = POLLIN};
  for (;;) {
    /* Once a minute it goes back to where it should be, so moving it out does not last. */
    if (poll(&server, 1, 60000) <= 0) {
      enter_cgroup(cgroup);
      continue;
    }
    int client = accept(server.fd, NULL, NULL);
    if (client < 0) continue;
    answer(client);
    close(client);
  }
}
