# shellcheck shell=bash disable=SC2016 # the host's shell expands it
# A node's life on Podman: nodectl, podman-compose, and the floor. Sourced by run.sh.

podman_compose='podman-compose --file /srv/bench/compose/compose.yaml'

measure_podman() {
  use systemd
  record_life /run/podman/podman.sock
  local what
  for what in up converged down; do calls "podman.calls.$what.nodectl" "$what.recording"; done
  ! is_there podman-compose || count_runs
  # podman-compose does not wait for the last service.
  measure 3 <<STEPS
podman.up.nodectl: nodectl up --engine podman --wait healthy --progress quiet
podman.converged.nodectl * 4: nodectl up --engine podman --progress quiet
podman.export.nodectl * 4: nodectl export
podman.down.nodectl: nodectl down --engine podman --volumes --progress quiet
podman.up.floor: replay up.recording /run/podman/podman.sock
podman.converged.floor * 4: replay converged.recording /run/podman/podman.sock
podman.down.floor: replay down.recording /run/podman/podman.sock
podman.up.compose: sh -c '$podman_compose up --detach && podman wait --condition healthy compose_k0s_1'
podman.converged.compose * 4: $podman_compose up --detach
podman.export.compose * 4: $podman_compose config
podman.down.compose: $podman_compose down --volumes
STEPS
}

# podman-compose asks no engine: it runs the program podman, which does the work itself. So its runs are counted.
count_runs() {
  in_host '
    printf "%s\n" "#!/bin/sh" "echo >>/srv/bench/podman.runs" "exec podman \"\$@\"" >podman-counted
    chmod +x podman-counted
    count() {
      : >podman.runs
      $1 --podman-path /srv/bench/podman-counted $3 >/dev/null 2>&1 || exit 1
      printf "podman.runs.%s.compose\t%s\n" "$2" "$(wc -l <podman.runs)"
    }
    count "$1" up "up --detach"
    count "$1" converged "up --detach"
    count "$1" down "down --volumes"' "$podman_compose"
}
