# shellcheck shell=bash disable=SC2016
# How soon nodectl acts on what it sees. All times are the engine's. Sourced by run.sh, which gives in_host.

# From the engine's healthy verdict to the start request of the service that waits for it: its event, and its log of
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
        echo $((($(nanoseconds "$request") - healthy) / 1000))
      done
      sh -c "$down" >/dev/null 2>&1
    done' "$@"
}

median_milliseconds() { sort -n | awk '{ value[NR] = $1 } END { printf "%.1f", value[int((NR + 1) / 2)] / 1000 }'; }

compare_reactions() {
  in_host 'jq ". + {debug: true}" /etc/docker/daemon.json >daemon.json && cp daemon.json /etc/docker/daemon.json &&
    kill -HUP "$(pgrep -x dockerd)"'
  local ours theirs
  ours=$(reactions demo 'nodectl up --engine docker --progress quiet' \
    'nodectl down demo --engine docker --volumes --progress quiet' "${rounds:-5}" | median_milliseconds)
  theirs=$(reactions compose 'docker compose --project-directory compose -f compose/compose.yaml up -d' \
    'docker compose --project-directory compose -f compose/compose.yaml down --volumes' "${rounds:-5}" |
    median_milliseconds)
  echo "from healthy to the dependent's start request: $ours ms against $theirs ms (goal: at most 20)"
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
    field() { "$engine" inspect "demo-$1-1" | jq -r ".[0].State | $2"; }
    nanoseconds() { date --date "$1" +%s%N; }
    started() { nanoseconds "$(field "$1" .StartedAt)"; }
    # The log keeps checks from before the restart.
    healthy_since() {
      field zerotier ".Health.Log[] | select(.ExitCode == 0) | .Start + \" \" + .End" | while read -r start end; do
        if [ "$(nanoseconds "$start")" -gt "$1" ]; then nanoseconds "$end" && break; fi
      done
    }
    for _ in $(seq "$rounds"); do
      "$engine" restart demo-zerotier-1 >/dev/null
      restarted=$(started zerotier)
      until [ "$(started k0s)" -gt "$restarted" ] && [ "$(field k0s .Health.Status)" = healthy ]; do sleep 0.2; done
      echo $((($(started k0s) - $(healthy_since "$restarted")) / 1000))
    done' "$@"
}

measure_repair() {
  local engine
  for engine in docker podman; do
    echo "supervised on $engine, from ZeroTier's health after a restart to the last service in its namespace:" \
      "$(repairs "$engine" "${rounds:-5}" | median_milliseconds) ms (goal: at most 5000)"
    in_host 'nodectl down demo --engine "$1" --volumes --progress quiet' "$engine" >/dev/null 2>&1
  done
}
