# shellcheck shell=bash
# A node's life on Docker: nodectl, docker compose, and the floor. Sourced by run.sh.

compose='docker compose --project-directory compose --file compose/compose.yaml'

measure_docker() {
  use plain
  # Once before what counts, so that all find the data directories and the engine's caches as one run leaves them.
  local what
  for what in nodectl compose; do
    record "$what.recording" /run/docker.sock "$(up_at_recorder "$what")"
    calls "docker.calls.up.$what" "$what.recording"
    record converged.recording /run/docker.sock "$(up_at_recorder "$what")"
    calls "docker.calls.converged.$what" converged.recording
  done
  measure 30 <<STEPS
docker.converged.nodectl: nodectl up --engine docker --progress quiet
docker.converged.compose: $compose up --detach
docker.export.nodectl: nodectl export
docker.export.compose: $compose config
STEPS
  measure 7 <<STEPS
docker.down.nodectl: nodectl down --engine docker --volumes --progress quiet
docker.down.compose: $compose down --volumes
docker.up.nodectl: nodectl up --engine docker --wait healthy --progress quiet
nodectl down --engine docker --volumes --progress quiet
docker.up.floor: replay nodectl.recording /run/docker.sock
docker.up.compose: $compose up --detach --wait --quiet-pull
STEPS
  measure 1 <<STEPS
nodectl down --engine docker --volumes --progress quiet
$compose down --volumes
docker.up.nodectl.own: nodectl up --engine docker --wait healthy --progress quiet
docker.up.compose.own: $compose up --detach --wait --quiet-pull
nodectl down --engine docker --volumes --progress quiet
$compose down --volumes
STEPS
}

up_at_recorder() {
  case $1 in
    nodectl) echo "nodectl up --engine unix:///run/recorder.sock --wait healthy --progress quiet" ;;
    compose) echo "DOCKER_HOST=unix:///run/recorder.sock $compose up --detach --wait --quiet-pull" ;;
  esac
}
