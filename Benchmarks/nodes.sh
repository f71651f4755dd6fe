# shellcheck shell=bash disable=SC2016
# Many nodes of one host in one call, beside as many replays of one node's calls, and beside as many docker composes.
# Sourced by run.sh.

measure_nodes() {
  use plain
  in_host 'mkdir -p nodes && cp join-token nodes && cd nodes
    seq -f %02g 32 | xargs -P "$(nproc)" -I@ nodectl identity new @.identity >/dev/null
    sed "s/identity.secret/01.identity/; \$a dataDir: ./node-01-data" ../node.yaml >node.yaml
    for count in 1 8 32; do
      for node in $(seq -f %02g "$count"); do
        echo ---
        sed "s/node-01/node-$node/; s/01.identity/$node.identity/; s/20001/200$node/" node.yaml
      done >"$count.yaml"
    done
    for node in $(seq -f %02g 8); do
      cp -r ../compose "compose-$node"
      sed -i "s/^name: compose/&-$node/; s/30001/300$node/" "compose-$node/compose.yaml"
    done'
  nodes_on docker /run/docker.sock 1 8 32
  nodes_on podman /run/podman/podman.sock 1 8
  # A step is a line.
  local each='seq -f %02g 8 | xargs -P 8 -I@ docker compose'
  each+=' --project-directory nodes/compose-@ --file nodes/compose-@/compose.yaml'
  measure 3 <<STEPS
nodes.docker.8.compose: sh -c "$each up --detach --wait --quiet-pull"
sh -c "$each down --volumes"
STEPS
}

# nodes_on ENGINE SOCKET COUNT...
nodes_on() {
  local count
  record nodes.recording "$2" "nodectl up -f nodes/1.yaml $(options unix:///run/recorder.sock)"
  in_host 'nodectl down -f nodes/1.yaml --engine "$1" --volumes --progress quiet' "$1" >/dev/null
  for count in "${@:3}"; do
    # By a second, where Podman's checks fall just so, one run differs from the next.
    measure $((count > 8 ? 3 : 5)) <<STEPS
nodes.$1.$count.nodectl: nodectl up -f nodes/$count.yaml $(options "$1")
nodectl down -f nodes/$count.yaml --engine $1 --volumes --progress quiet
nodes.$1.$count.floor: replay nodes.recording $2 $count 8
nodectl down -f nodes/$count.yaml --engine $1 --volumes --progress quiet
STEPS
  done
}

# --parallel is what replay.py is told, too.
options() { echo "--engine $1 --wait healthy --parallel 8 --progress quiet"; }
