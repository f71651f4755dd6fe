# shellcheck shell=bash disable=SC2016 # the host's shell expands it
# A node's life on Docker: nodectl, docker compose, and the floor. Sourced by run.sh.

compose='docker compose --project-directory compose --file compose/compose.yaml'

measure_docker() {
  use plain
  # Once before what counts, so that all find the data directories and the engine's caches as one run leaves them.
  record_life /run/docker.sock
  local what
  for what in up converged down; do calls "docker.calls.$what.nodectl" "$what.recording"; done
  ! is_there 'docker compose' || record_compose
  measure 7 <<STEPS
docker.up.nodectl: nodectl up --engine docker --wait healthy --progress quiet
docker.converged.nodectl * 4: nodectl up --engine docker --progress quiet
docker.export.nodectl * 4: nodectl export
docker.down.nodectl: nodectl down --engine docker --volumes --progress quiet
docker.up.floor: replay up.recording /run/docker.sock
docker.converged.floor * 4: replay converged.recording /run/docker.sock
docker.down.floor: replay down.recording /run/docker.sock
docker.up.compose: $compose up --detach --wait --quiet-pull
docker.converged.compose * 4: $compose up --detach
docker.export.compose * 4: $compose config
docker.down.compose: $compose down --volumes
STEPS
  measure 1 <<STEPS
docker.up.nodectl.own: nodectl up --engine docker --wait healthy --progress quiet
docker.up.compose.own: $compose up --detach --wait --quiet-pull
nodectl down --engine docker --volumes --progress quiet
$compose down --volumes
STEPS
  # What nodectl itself is linked with: of the libraries in its memory, the others are libcurl's.
  in_host 'ldd "$(command -v nodectl)" | sed -n "s/^[[:space:]]*\([^ ]*\) .*/linked.nodectl\t\1/p"'
}

record_compose() {
  local what command
  for what in up converged down; do
    command="$compose up --detach --wait --quiet-pull"
    [ "$what" != down ] || command="$compose down --volumes"
    record compose.recording /run/docker.sock "DOCKER_HOST=unix:///run/recorder.sock $command"
    calls "docker.calls.$what.compose" compose.recording
  done
}
