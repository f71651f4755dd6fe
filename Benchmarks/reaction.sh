# shellcheck shell=bash disable=SC2016,SC2154 # compose is docker.sh's, podman_compose podman.sh's
# How soon nodectl acts on what it sees. All times are the engine's. Sourced by run.sh.

# On Docker: from the healthy verdict to the start request of the service that waits for it: its event, and its log of
# requests.

# reactions PROJECT UP DOWN ROUNDS: microseconds, a line for each wait of each round.
reactions() {
  in_host '
    project=$1 up=$2 down=$3 rounds=$4
    dependents="zerotier:crio-krun crio-krun:k0s"
    nanoseconds() { date --date "$1" +%s%N; }
    for _ in $(seq "$rounds"); do
      since=$(date +%s) first=$(wc -l </var/log/docker.log)
      sh -c "$up" >/dev/null 2>&1 || exit 1
      docker events --since "$since" --until "$(date +%s -d "+1 second")" --filter label=com.docker.compose.project="$project" \
        --filter event=health_status --format "{{.TimeNano}} {{.Action}} {{.Actor.Attributes.name}}" >events
      tail -n "+$first" /var/log/docker.log | grep "Calling POST .*/start" >requests
      for pair in $dependents; do
        healthy=$(awk -v name="$project-${pair%%:*}-1" "/health_status: healthy/ && \$NF == name { print \$1; exit }" events)
        id=$(docker inspect --format "{{.Id}}" "$project-${pair##*:}-1")
        request=$(grep -m 1 "$id" requests | sed "s/^time=\"\([^\"]*\)\".*/\1/")
        [ -n "$healthy" ] && [ -n "$request" ] || exit 1
        echo $((($(nanoseconds "$request") - healthy) / 1000))
      done
      sh -c "$down" >/dev/null 2>&1
    done' "$@"
}

milliseconds() { awk -v name="$1.ms" '{ printf "%s\t%.2f\n", name, $1 / 1000 }'; }

measure_reaction() {
  use plain
  debug_docker true
  reactions node-01 'nodectl up --engine docker --wait healthy --progress quiet' \
    'nodectl down node-01 --engine docker --volumes --progress quiet' "${ROUNDS:-5}" | milliseconds reaction.nodectl
  ! is_there 'docker compose' ||
    reactions compose "$compose up -d" "$compose down --volumes" "${ROUNDS:-5}" | milliseconds reaction.compose
  debug_docker false
  use systemd
  starts node-01- 'nodectl up --engine podman --wait healthy --progress quiet' \
    'nodectl down node-01 --engine podman --volumes --progress quiet' "${ROUNDS:-3}" | milliseconds reaction.podman.nodectl
  ! is_there podman-compose ||
    starts compose_ "$podman_compose up --detach" "$podman_compose down --volumes" "${ROUNDS:-3}" |
    milliseconds reaction.podman.compose
}

# On Podman, which logs no requests of its own program's: from the end of the first check that passes to the start of the
# service that waits for it, microseconds, less than none where that was started before.
# starts PREFIX UP DOWN ROUNDS
starts() {
  in_host '
    prefix=$1 up=$2 down=$3 rounds=$4
    nanoseconds() { date --date "$1" +%s%N; }
    state() { podman inspect "$(podman ps --quiet --filter name="^$prefix$1[-_]1\$")" | jq -er "[.[0].State | $2][0]"; }
    for _ in $(seq "$rounds"); do
      sh -c "$up" >/dev/null 2>&1 || exit 1
      for pair in zerotier:crio-krun crio-krun:k0s; do
        healthy=$(state "${pair%%:*}" ".Health.Log[] | select(.ExitCode == 0) | .End") || exit 1
        started=$(state "${pair##*:}" .StartedAt) || exit 1
        echo $((($(nanoseconds "$started") - $(nanoseconds "$healthy")) / 1000))
      done
      sh -c "$down" >/dev/null 2>&1
    done' "$@"
}

debug_docker() {
  in_host 'jq ". + {debug: $1}" /etc/docker/daemon.json >daemon.json && cp daemon.json /etc/docker/daemon.json &&
    kill -HUP "$(pgrep -x dockerd)"' "$1"
}

# repairs ENGINE ROUNDS: of a node that is supervised, microseconds from ZeroTier's health after a restart to the last
# start of what is in its namespace.
repairs() {
  in_host '
    engine=$1 rounds=$2
    nodectl up --engine "$engine" --progress quiet >/dev/null 2>&1
    nodectl supervise --engine "$engine" >supervise.log 2>&1 &
    supervisor=$!
    trap "kill $supervisor" EXIT
    field() { "$engine" inspect "node-01-$1-1" | jq -r ".[0].State | $2"; }
    nanoseconds() { date --date "$1" +%s%N; }
    started() { nanoseconds "$(field "$1" .StartedAt)"; }
    # The log keeps checks from before the restart.
    healthy_since() {
      field zerotier ".Health.Log[] | select(.ExitCode == 0) | .Start + \" \" + .End" | while read -r start end; do
        if [ "$(nanoseconds "$start")" -gt "$1" ]; then nanoseconds "$end" && break; fi
      done
    }
    for _ in $(seq "$rounds"); do
      "$engine" restart node-01-zerotier-1 >/dev/null
      restarted=$(started zerotier)
      until [ "$(started k0s)" -gt "$restarted" ] && [ "$(field k0s .Health.Status)" = healthy ]; do sleep 0.2; done
      echo $((($(started k0s) - $(healthy_since "$restarted")) / 1000))
    done' "$@"
}

measure_repair() {
  use plain
  local engine
  for engine in docker podman; do
    repairs "$engine" "${ROUNDS:-3}" | milliseconds "repair.$engine"
    in_host 'nodectl down --engine "$1" --volumes --progress quiet' "$engine" >/dev/null 2>&1
  done
}
