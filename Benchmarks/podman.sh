# shellcheck shell=bash
# A node's life on Podman: nodectl, podman-compose, and the floor. Sourced by run.sh.

measure_podman() {
  use systemd
  local compose='podman-compose --file /srv/bench/compose/compose.yaml'
  record nodectl.recording /run/podman/podman.sock \
    'nodectl up --engine unix:///run/recorder.sock --wait healthy --progress quiet'
  measure 1 <<STEPS
$compose up --detach
STEPS
  measure 5 <<STEPS
podman.converged.nodectl: nodectl up --engine podman --progress quiet
podman.converged.compose: $compose up --detach
podman.export.nodectl: nodectl export
podman.export.compose: $compose config
STEPS
  # podman-compose does not wait for the last service.
  measure 3 <<STEPS
podman.down.nodectl: nodectl down --engine podman --volumes --progress quiet
podman.down.compose: $compose down --volumes
podman.up.nodectl: nodectl up --engine podman --wait healthy --progress quiet
nodectl down --engine podman --volumes --progress quiet
podman.up.floor: replay nodectl.recording /run/podman/podman.sock
podman.up.compose: sh -c '$compose up --detach && podman wait --condition healthy compose_k0s_1'
STEPS
  measure 1 <<STEPS
nodectl down --engine podman --volumes --progress quiet
$compose down --volumes
STEPS
}
